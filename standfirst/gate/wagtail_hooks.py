"""The gate in the admin: the words of its notices, and access in a comparison of two versions."""

from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import FieldComparison, register_comparison_class
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from standfirst.gate.checking import described
from standfirst.gate.fields import AccessField
from standfirst.gate.models import NoticeWords
from standfirst.gate.samples import samples
from standfirst.gate.words import VARIANTS

# A CharField's own comparison goes through the letters of a text; an access is compared whole.
register_comparison_class(AccessField, comparison_class=FieldComparison)


def _defaults() -> SafeString:
    """Every notice as it is said by default, with the placeholders its words may use."""
    head = format_html(
        "<tr><th>{}</th><th>{}</th><th>{}</th></tr>",
        gettext("Notice"),
        gettext("Says by default"),
        gettext("Placeholders, with samples"),
    )
    rows = format_html_join(
        "",
        "<tr><th>{}</th><td>{}<br>{}{}</td><td>{}</td></tr>",
        (
            (
                variant.title,
                variant.words.line,
                variant.words.button,
                format_html(" · {}", variant.words.second) if variant.second_to else "",
                described(samples(key)) or "–",
            )
            for key, variant in VARIANTS.items()
        ),
    )
    return format_html(
        '<table class="listing"><thead>{}</thead><tbody>{}</tbody></table>', head, rows
    )


class NoticeWordsViewSet(SnippetViewSet):
    model = NoticeWords
    icon = "lock"
    menu_label = _("Notices")
    menu_name = "notices"
    add_to_settings_menu = True
    list_display = ["__str__", "line", "button", "second"]
    list_filter = ["language"]
    search_fields = ["line", "button", "second"]
    panels = [
        FieldRowPanel([FieldPanel("variant"), FieldPanel("language")]),
        FieldPanel("line"),
        FieldRowPanel([FieldPanel("button"), FieldPanel("second")]),
        HelpPanel(content=lazy(_defaults, SafeString)(), heading=_("Defaults and placeholders")),
    ]


register_snippet(NoticeWordsViewSet)
