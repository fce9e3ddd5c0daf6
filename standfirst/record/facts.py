"""What stands below a statement's words: how it was said, what it was held to, and where. None of it rates."""

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.translation import gettext as _

from standfirst.publication.templatetags.moments import moment
from standfirst.record.marks import mark_line
from standfirst.record.models.statement import Mode, Stance
from standfirst.record.reading import Said


def facts_of(said: Said) -> list[str]:
    """As HTML where that is safe, as plain text where it is to be escaped. Of what is locked, the place alone."""
    return [*(() if said.locked else _of_words(said)), *filter(None, [said.where])]


def _of_words(said: Said) -> Iterator[str]:
    if said.mode and said.mode is not Mode.DIRECT:
        yield str(said.mode.label)
    if said.verb and said.stance is not Stance.NOT_COMMENTED:  # which says the same
        yield _("verb: “%(verb)s”") % {"verb": said.verb}
    if said.stance and said.stance is not Stance.STATES:
        yield str(said.stance.label)
    if said.topic:
        yield _("on %(topic)s") % {"topic": said.topic}
    if said.looked_at:
        yield format_html("{}, {}", _("when we looked"), moment(said.looked_at))
    if said.unnamed_why:
        yield _("unnamed: %(why)s") % {"why": said.unnamed_why}
    if line := mark_line(said):
        link = '{}<a href="{}" rel="external nofollow">{}</a>{}'
        yield format_html(link, line.before, line.url, line.source, line.behind)
