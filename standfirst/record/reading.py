"""The one door to what a statement says. Locked words leave it for nobody whose standing does not open the story.

Frozen values, built by allow-list: outsiders get that somebody is on record, who, when and where; not the words, nor
what would tell of them (stance, verb, topic, source, mark, corrections).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet
from wagtail.models import Page

from standfirst.gate.access import PUBLIC, Access
from standfirst.gate.rules import decide
from standfirst.membership.standing import Standing
from standfirst.publication.changes import LISTS
from standfirst.publication.remembering import Remembered
from standfirst.record.models import Challenge, Statement
from standfirst.record.models.statement import Mark, Mode, Precision, Stance

_OF_A_PAGE = ("title", "slug", "url_path")
_NAMED = ("name", "slug")
_READ = (
    *("uid", "section", "position", "unnamed", "unnamed_number", "unnamed_why", "office", "mode"),
    *("words", "exact", "prefix", "suffix", "verb", "stance", "said_at", "precision", "where"),
    *("topic", "looked_at", "mark", "access", "free", "published_at", "reply_to"),
    *(f"{relation}__{name}" for relation in ("story", "storyline") for name in _OF_A_PAGE),
    "storyline__live",
    *(f"{relation}__{name}" for relation in ("person", "party", "side") for name in _NAMED),
    *(f"source__{name}" for name in ("url", "publisher", "title", "date", "language")),
)


@dataclass(frozen=True)
class Linked:
    """A name with a page of its own here."""

    name: str
    url: str


@dataclass(frozen=True)
class Cited:
    """A source, as readers may know it: never its text."""

    url: str
    name: str
    publisher: str
    date: str  # ISO 8601, "" where it has none
    language: str


@dataclass(frozen=True)
class Dispute:
    """That somebody named in a statement says it is wrong; `reply` is theirs, as readers see it."""

    by: str
    at: datetime
    reply: str


@dataclass(frozen=True)
class Said:
    """A statement as one standing lets it be read. `words` is None exactly when it is locked."""

    pk: int
    uid: UUID
    url: str
    person: Linked | None
    party: Linked | None
    side: Linked | None
    unnamed: str
    unnamed_number: str
    office: str
    said_at: datetime
    precision: Precision
    where: str
    story: Linked
    storyline: Linked | None
    place: str  # the story's address, down to the section
    published_at: datetime
    access: Access
    free: bool
    words: str | None
    mode: Mode | None = None
    stance: Stance | None = None
    verb: str = ""
    topic: str = ""
    looked_at: datetime | None = None
    unnamed_why: str = ""
    source: Cited | None = None
    mark: Mark | None = None
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    reply_to: int | None = None
    disputes: tuple[Dispute, ...] = ()

    @property
    def locked(self) -> bool:
        return self.words is None

    @property
    def address(self) -> str:
        return settings.ADDRESS + self.url

    @property
    def speaker(self) -> str:
        """Whoever is named first."""
        named = self.person or self.party
        return named.name if named else self.unnamed


# From one to the next in the index: they are few, and statements many.
_ACCESSES = """
    WITH RECURSIVE found(access) AS (
        SELECT min(access) FROM record_statement
        UNION ALL
        SELECT (SELECT min(access) FROM record_statement WHERE access > found.access)
        FROM found WHERE found.access IS NOT NULL
    )
    SELECT access FROM found WHERE access IS NOT NULL
"""


def load_accesses() -> frozenset[Access]:
    with connection.cursor() as cursor:
        cursor.execute(_ACCESSES)
        return frozenset(Access.parse(access) for (access,) in cursor.fetchall())


_accesses = Remembered(load_accesses, LISTS)


class Sight:
    """What one standing lets be read, at one moment."""

    def __init__(self, standing: Standing, now: datetime) -> None:
        self._standing, self._now = standing, now
        self._known: dict[Access, bool] = {PUBLIC: True}

    def opens(self, access: Access) -> bool:
        if access not in self._known:
            self._known[access] = decide(access, self._standing, self._now).open
        return self._known[access]

    @cached_property
    def opened(self) -> Collection[Access]:
        """Of all the accesses in the record, those this standing opens."""
        return [it for it in _accesses() if self.opens(it)]

    @property
    def readable(self) -> Q:
        """The statements whose words it may read."""
        return Q(free=True) | Q(access__in=self.opened)

    def said(self, row: Statement) -> Said:
        return said_by(row, open_=row.free or self.opens(row.access))

    def all_said(self, rows: Iterable[Statement]) -> list[Said]:
        return with_disputes([self.said(row) for row in rows])


def for_reading(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """In one query, and without the texts of sources."""
    related = ("story", "storyline", "person", "party", "side", "source")
    return statements.select_related(*related).only(*_READ)


def with_disputes(statements: Iterable[Said]) -> list[Said]:
    """Asked for all of them at once. Of locked ones nothing is told: an answer may repeat the words."""
    every = list(statements)
    found: dict[int, list[Dispute]] = {}
    rows = Challenge.objects.filter(
        public=True, statement__in=[it.pk for it in every if not it.locked]
    )
    for pk, by, at, reply in rows.order_by("at", "pk").values_list(
        "statement", "shown_as", "at", "reply"
    ):
        found.setdefault(pk, []).append(Dispute(by, at, reply))
    return [replace(it, disputes=tuple(found.get(it.pk, ()))) for it in every]


def said_by(row: Statement, *, open_: bool) -> Said:
    """`open_`: whether whoever reads this may read its words."""
    story = page_link(row.story)
    told = {
        "pk": row.pk,
        "uid": row.uid,
        "url": row.url,
        "person": Linked(row.person.name, row.person.url) if row.person else None,
        "party": Linked(row.party.name, row.party.url) if row.party else None,
        "side": Linked(row.side.name, row.side.url) if row.side else None,
        "unnamed": row.unnamed,
        "unnamed_number": row.unnamed_number,
        "office": row.office,
        "said_at": row.said_at,
        "precision": Precision(row.precision),
        "where": row.where if open_ else row.where_told,
        "story": story,
        "storyline": page_link(row.storyline) if row.storyline and row.storyline.live else None,
        "place": f"{story.url}#{row.anchor}",
        "published_at": row.published_at,
        "access": row.access,
        "free": row.free,
        "words": None,
    }
    return Said(**{**told, **(_words(row) if open_ else {})})


def _words(row: Statement) -> dict[str, Any]:
    source = row.source
    return {
        "words": row.words,
        "mode": Mode(row.mode),
        "stance": Stance(row.stance),
        "verb": row.verb,
        "topic": row.topic,
        "looked_at": row.looked_at,
        "unnamed_why": row.unnamed_why,
        "mark": Mark(row.mark) if row.mark else None,
        "exact": row.exact,
        "prefix": row.prefix,
        "suffix": row.suffix,
        "reply_to": row.reply_to_id,
        "source": source
        and Cited(
            source.url,
            source.title or source.publisher or source.url,
            source.publisher,
            source.date.isoformat() if source.date else "",
            source.language,
        ),
    }


def page_link(page: Page) -> Linked:
    """Its address from the tree: the part of the path below the front page."""
    below = page.url_path.strip("/").split("/")[1:]
    return Linked(page.title, "/" + "".join(f"{part}/" for part in below))
