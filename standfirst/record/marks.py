"""What a statement's mark says in words: never a bare tick, for a verbatim lie would carry it too."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from standfirst.publication.templatetags.moments import day_words
from standfirst.record.models.statement import Mark
from standfirst.record.reading import Cited, Said


@dataclass(frozen=True)
class MarkLine:
    """`before`, the source's name as a link to `url`, and `behind`."""

    before: str
    source: str
    url: str
    behind: str = ""

    def __str__(self) -> str:
        return f"{self.before}{self.source}{self.behind}"


def mark_line(said: Said) -> MarkLine | None:
    """None where it is locked, or names no source."""
    if said.source is None:
        return None
    before, _source, behind = _words(said.mark).partition("{source}")
    return MarkLine(before, source_words(said.source), said.source.url, behind)


def source_words(cited: Cited) -> str:
    """ "Transcript, defense.gov, 8 Aug 2024": its title, where it stands, and its day, as far as they are known."""
    host = urlsplit(cited.url).netloc.rpartition("@")[2].removeprefix("www.")
    name = "" if cited.name == cited.url else cited.name
    day = day_words(date.fromisoformat(cited.date)) if cited.date else ""
    return ", ".join(filter(None, (name, host, day)))


def _words(mark: Mark | None) -> str:
    match mark:
        case Mark.VERBATIM:
            return _("Matches {source}")
        case Mark.MARKED:
            return _("Matches {source}, with marked changes")
        case Mark.TRANSLATED:
            return _("Translated from {source}")
        case Mark.ALTERED:
            return _("Differs from {source}")
        case Mark.ABSENT:
            return _("Not found in {source}")
    return _("Source: {source}")
