"""What is filled in beside the speaker: the source and the date, where they follow without a guess."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from standfirst.record.accepted import Accepted, moment_of
from standfirst.record.models.register import key_of
from standfirst.record.models.statement import Stance
from standfirst.stories.accepting.proposing import Proposal
from standfirst.stories.accepting.speaking import Who


@dataclass(frozen=True)
class CitedSource:
    """Of the story's own list. `date`: ISO 8601, "" where it has none."""

    url: str
    publisher: str = ""
    title: str = ""
    date: str = ""

    @property
    def name(self) -> str:
        return self.title or self.publisher or self.url


@dataclass(frozen=True)
class Defaults:
    """`day`: ISO 8601; of the story, or today's while it is not out: who had not commented, had not by then."""

    sources: tuple[CitedSource, ...] = ()
    day: str = ""

    def row(self, it: Proposal, who: Who, id_: str) -> dict[str, str]:
        """A statement, as a revision carries it, if `who` said it."""
        source = self.source_of(who)
        made = Accepted(
            id=id_,
            section=it.section,
            mode=it.mode,
            exact=it.words.exact,
            words=it.words.exact,
            prefix=it.words.prefix,
            suffix=it.words.suffix,
            office=it.office if it.speakers[:1] == (who,) else "",
            verb=it.verb,
            stance=it.stance,
            source=source.url if source else "",
            said=source.date if source else "",
            looked=self.day if it.stance == Stance.NOT_COMMENTED else "",
            **who.as_fields(),
        )
        return made.as_json()

    def source_of(self, who: Who) -> CitedSource | None:
        """The only one; else the only one that whoever speaks has published."""
        if len(self.sources) == 1:
            return self.sources[0]
        names = {key_of(name) for name in (who.party, who.side, who.person) if name}
        theirs = [it for it in self.sources if it.publisher and key_of(it.publisher) in names]
        return theirs[0] if len(theirs) == 1 else None


def cited(rows: Iterable[Any]) -> tuple[CitedSource, ...]:
    """Of a story's sources as its form or its pages have them; what has no web address is left out."""
    found: dict[str, CitedSource] = {}
    for row in rows:
        said = {name: _text(row, name) for name in ("url", "publisher", "title", "date")}
        if said["url"].startswith(("http://", "https://")) and len(said["url"]) <= 500:
            found.setdefault(said["url"], CitedSource(**{**said, "date": _day(said["date"])}))
    return tuple(found.values())


def _text(row: Any, name: str) -> str:
    value = row.get(name) if isinstance(row, Mapping) else getattr(row, name, "")
    return " ".join(str(value or "").split())


def _day(text: str) -> str:
    try:
        moment_of(text)
    except ValueError:
        return ""
    return text


def choices(sources: Sequence[CitedSource]) -> list[tuple[str, str]]:
    return [("", ""), *((it.url, it.name) for it in sources)]
