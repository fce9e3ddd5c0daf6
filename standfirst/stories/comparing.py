"""What an editor sees of two drafts' sections: what changed in each, paragraph by paragraph, links among it."""

import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.admin.compare import BlockComparison, StreamFieldComparison, diff_text

from standfirst.stories.versions.said import lines_of

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(href|linktype|id)="([^"]*)"')


class SectionComparison(BlockComparison):
    """Of a section that is there in one draft or in both; Wagtail marks what is new or gone by its ground."""

    def htmlvalue(self, val: Any) -> SafeString:
        if not self.is_new() and not self.is_deleted():
            return format_html(
                "<h3><strong>{}</strong></h3><p>{}</p>", val["label"], _("As it was.")
            )
        return _section(val, val)

    def htmldiff(self) -> SafeString:
        return _section(self.val_a, self.val_b)


class SectionsComparison(StreamFieldComparison):
    """With the order, where that is what changed."""

    def htmldiff(self) -> SafeString:
        before, after = ([block.id for block in value] for value in (self.val_a, self.val_b))
        changed: SafeString = super().htmldiff()
        if [it for it in before if it in after] == [it for it in after if it in before]:
            return changed
        told = _("The sections stand in another order now: %(labels)s.") % {
            "labels": ", ".join(block.value["label"] for block in self.val_b)
        }
        return format_html("<p><strong>{}</strong></p>{}", told, changed)


def _section(before: Any, after: Any) -> SafeString:
    words = [_words(value["text"].source) for value in (before, after)]
    only_look = before["text"].source != after["text"].source and words[0] == words[1]
    return format_html(
        "<h3><strong>{}</strong></h3>{}<p>{}</p>{}",
        _diff(before["label"], after["label"]),
        _facts(before, after),
        _diff(*words),
        format_html("<p><em>{}</em></p>", _("Its emphasis changed.")) if only_look else "",
    )


def _facts(before: Any, after: Any) -> SafeString:
    """What is worth saying: that it is free, or has a label for outsiders, or no longer is or has."""
    free = _diff(*(_("Free for everyone") if value["free"] else "" for value in (before, after)))
    outside = _diff(before["outside_label"], after["outside_label"])
    lines = [free] if free else []
    if outside:
        lines.append(format_html("{} {}", _("Label for outsiders:"), outside))
    return mark_safe("".join(format_html("<p><em>{}</em></p>", line) for line in lines))  # noqa: S308 - each is escaped


def _diff(before: str, after: str) -> SafeString:
    """Escaped, with a line of its own for each paragraph."""
    html: str = diff_text(before, after).to_html()
    return mark_safe(html.replace("\n", "<br><br>"))  # noqa: S308 - Wagtail escaped it


def _words(html: str) -> str:
    """A line for each paragraph, and after a link's words where it leads."""
    return lines_of(_LINK.sub(_with_address, html))


def _with_address(link: re.Match[str]) -> str:
    named = dict(_ATTRIBUTE.findall(link[1]))
    where = named.get("href") or f"{named.get('linktype', '')} {named.get('id', '')}".strip()
    return f"{link[2]} [{where}]" if where else link[2]
