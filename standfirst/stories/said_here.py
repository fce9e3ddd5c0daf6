"""Who said what in one story, by party, as a decision lets it be read: what stands folded under the story."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.text import slugify

from standfirst.gate.decision import Decision
from standfirst.record import accepted
from standfirst.record.accepted import Accepted, moment_of
from standfirst.record.anchoring import Selector, find
from standfirst.record.models import Challenge, Party, Person, Source, Statement
from standfirst.record.models.statement import Stance
from standfirst.record.reading import Linked, Said, for_reading, said_by, with_disputes
from standfirst.stories.beside import has_statements
from standfirst.stories.section_text import text_of

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage


@dataclass(frozen=True)
class OfParty:
    """What one party said; of somebody without a party, that person; or a source as described, without a page."""

    name: str
    url: str
    statements: tuple[Said, ...]


@dataclass(frozen=True)
class SaidHere:
    """`silent`: who had not commented, as far as the words are open. `locked`: some words are not."""

    parties: tuple[OfParty, ...]
    silent: tuple[Said, ...]
    count: int
    locked: bool

    @property
    def statements(self) -> tuple[Said, ...]:
        spoke = (it for party in self.parties for it in party.statements)
        return (*spoke, *self.silent)


def said_here(
    story: "StoryPage", decision: Decision, now: datetime, *, drafted: bool = False
) -> SaidHere | None:
    """None where nobody is on record. `drafted`: as its editor accepted it, for previews."""
    if drafted:
        said = list(_drafted(story, decision, now))
    elif has_statements(story):
        said = _published(story, decision, now)
    else:
        said = []
    return _listed(said) if said else None


def _published(story: "StoryPage", decision: Decision, now: datetime) -> list[Said]:
    disputed = Exists(Challenge.objects.filter(statement=OuterRef("pk"), public=True))
    rows = Statement.objects.published(now).filter(story=story.pk).order_by("position", "pk")
    every = list(for_reading(rows).annotate(disputed=disputed))
    said = [said_by(row, open_=decision.open or row.free) for row in every]
    return with_disputes(said) if any(row.disputed for row in every) else said


def _listed(said: list[Said]) -> SaidHere:
    silent = tuple(it for it in said if it.stance is Stance.NOT_COMMENTED)
    spoke = [it for it in said if it.stance is not Stance.NOT_COMMENTED]
    return SaidHere(tuple(_by_party(spoke)), silent, len(said), any(it.locked for it in said))


def _by_party(said: Iterable[Said]) -> Iterator[OfParty]:
    """In the order of the story's text."""
    found: dict[Linked, list[Said]] = {}
    for it in said:
        speaks_for = it.party or it.side or it.person or Linked(it.unnamed, "")
        found.setdefault(speaks_for, []).append(it)
    return (OfParty(it.name, it.url, tuple(theirs)) for it, theirs in found.items())


def _drafted(story: "StoryPage", decision: Decision, now: datetime) -> Iterator[Said]:
    """As rows that are never saved."""
    sections = {block.id: block.value for block in story.sections}
    sources = {it.url: it for it in story.sources.all()}
    for it in accepted.kept(story.accepted):
        section = sections.get(it.section)
        if not section or not _stands(it, section["text"].source):
            continue
        row = _row(it, story, now)
        row.free = section["free"]
        if it.source:
            cited = sources.get(it.source)
            said = {name: getattr(cited, name) for name in ("publisher", "title", "date")}
            row.source = Source(url=it.source, **(said if cited else {}))
        yield said_by(row, open_=decision.open or row.free)


def _row(it: Accepted, story: "StoryPage", now: datetime) -> Statement:
    said_at, precision = it.said_at
    return Statement(
        pk=0,
        uid=UUID(it.id),
        story=story,
        person=Person(name=it.person, slug=_slug(it.person_slug or it.person))
        if it.person
        else None,
        party=_party(it.party, it.party_slug),
        side=_party(it.side, it.side_slug),
        said_at=said_at or now,
        precision=precision,
        looked_at=moment_of(it.looked)[0],
        access=story.access,
        published_at=now,
        **{name: getattr(it, name) for name in _AS_ACCEPTED},
    )


_AS_ACCEPTED = (
    *("section", "mode", "words", "exact", "office", "verb", "stance", "where", "topic"),
    *("unnamed", "unnamed_number", "unnamed_why"),
)


def _party(name: str, slug: str) -> Party | None:
    return Party(name=name, slug=_slug(slug or name)) if name else None


def _slug(text: str) -> str:
    return slugify(text, allow_unicode=True) or "new"


def _stands(it: Accepted, html: str) -> bool:
    return find(text_of(html), Selector(it.exact, it.prefix, it.suffix)) is not None
