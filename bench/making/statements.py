"""Statements of the large world's stories, as publishing each would have left them, with their entries for search."""

import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from wagtail.models import Page

from bench.making.outline import Outline
from bench.making.rows import Row, count_on, last_number, put, stored
from bench.making.story import Part, Plan, Story
from bench.making.words import A_SENTENCE, sentence, vocabulary
from standfirst.gate.access import Access
from standfirst.record.models import Findable, Party, Person, Source, Statement
from standfirst.record.models.statement import Mark, Mode, Precision, Stance
from standfirst.record.search import entries
from standfirst.record.search.asking import Entry

A_BATCH = 1_000  # stories
PARTIES, PEOPLE, SOURCES = 400, 3_000, 5_000
STATES = 40  # of the parties: the others are parts of one of these
STANCES = (*[Stance.STATES] * 6, Stance.CLAIMS, Stance.CLAIMS, Stance.DENIES, Stance.NOT_COMMENTED)
MODES = (Mode.DIRECT, Mode.DIRECT, Mode.MIXED, Mode.PARAPHRASE, Mode.PARAPHRASE)


@dataclass(frozen=True)
class Speakers:
    """Rows by their places; a person always speaks for the same party."""

    parties: Sequence[Party]
    people: Sequence[Person]
    sources: Sequence[int]


class Statements:
    """`first` is the page number of story 0, `each` how many statements a story has."""

    def __init__(self, plan: Plan, outline: Outline, first: int, each: int) -> None:
        self._plan, self._outline, self._first, self._each = plan, outline, first, each
        self._speakers = speakers()
        self._lines = Page.objects.in_bulk(outline.storylines)

    def put(self, say: Callable[[int], None]) -> None:
        """Goes on behind the last that is there."""
        begun = Statement.objects.filter(story__gte=self._first).order_by("-story_id").first()
        start = begun.story_id - self._first + 1 if begun else 0
        number = last_number(Statement) + 1
        for at in range(start, self._plan.stories, A_BATCH):
            stories = map(self._plan.story, range(at, min(at + A_BATCH, self._plan.stories)))
            rows = [row for story in stories for row in self._of(story)]
            with transaction.atomic():
                self._put(rows, number)
            number += len(rows)
            say((at + A_BATCH) * self._each)
        count_on([Statement])

    def _put(self, rows: Sequence[Statement], number: int) -> None:
        for pk, row in enumerate(rows, start=number):
            row.pk = pk
        put(Statement, ("id", *NAMES), map(_stored, rows))
        _put_entries([entries.entry_of(row) for row in rows])

    def _of(self, story: Story) -> Iterator[Statement]:
        chance = random.Random(f"statements {story.number}")
        places = [(part, words) for part in story.parts for words in part.paragraphs]
        for position in range(self._each):
            part, words = places[position * len(places) // self._each]
            start = chance.randrange(len(words) // A_SENTENCE) * A_SENTENCE
            exact = sentence(words[start : start + chance.randint(8, A_SENTENCE)], end="")
            yield self._statement(story, part, exact, position, chance)

    def _statement(
        self, story: Story, part: Part, exact: str, position: int, chance: random.Random
    ) -> Statement:
        person = self._speakers.people[int(PEOPLE * chance.random() ** 2)]
        named, line = chance.random() < 0.7, story.storyline
        stance = chance.choice(STANCES)
        silent = stance == Stance.NOT_COMMENTED
        at = story.published_at - timedelta(hours=chance.randint(1, 40))
        party = self._speakers.parties[_party_of(person.pk if named else chance.getrandbits(20))]
        return Statement(
            uid=uuid.UUID(int=chance.getrandbits(128), version=4),
            story_id=self._first + story.number,
            storyline=None if line is None else self._lines[self._outline.storylines[line]],
            section=part.key,
            position=position,
            person=person if named else None,
            party=party,
            office="spokesperson" if named else "",
            mode=Mode.PARAPHRASE if silent else chance.choice(MODES),
            words=exact,
            exact=exact,
            verb="said",
            stance=stance,
            said_at=at.replace(hour=0, minute=0, second=0),
            precision=Precision.DAY,
            topic=exact[:60] if silent else "",
            looked_at=at if silent else None,
            mark=Mark.VERBATIM if chance.random() < 0.3 else "",
            source_id=chance.choice(self._speakers.sources),
            access=Access.parse(story.access),
            free=part.free,
            published_at=story.published_at,
            shown=story.live,
        )


def speakers() -> Speakers:
    """Made once, by the site's own doors."""
    if not Person.objects.filter(slug=f"speaker-{PEOPLE - 1}").exists():
        with transaction.atomic():
            _make_speakers()
    return Speakers(
        list(Party.objects.filter(slug__startswith="party-of-").order_by("pk")),
        list(Person.objects.filter(slug__startswith="speaker-").order_by("pk")),
        list(Source.objects.filter(url__startswith=ARCHIVE).values_list("pk", flat=True)),
    )


ARCHIVE = "https://archive.example.org/"
NAMES = tuple(
    it.name for it in Statement._meta.concrete_fields if it.name not in ("id", "reply_to")
)


def _make_speakers() -> None:
    words = vocabulary()
    states: list[Party] = []
    for number in range(PARTIES):
        name = sentence(words[5_000 + 2 * number :][:2], end="").title()
        above = states[number % STATES] if number >= STATES else None
        party = Party.objects.create(name=name, slug=f"party-of-{number}", parent=above)
        states += [party] if number < STATES else []
    for number in range(PEOPLE):
        name = sentence(words[9_000 + 2 * number :][:2], end="").title()
        Person.objects.create(name=name, slug=f"speaker-{number}")
    Source.objects.bulk_create(
        Source(url=f"{ARCHIVE}{number}/", publisher=words[number], title=words[number + 1])
        for number in range(SOURCES)
    )


def _party_of(number: int) -> int:
    """A few speak much, most seldom."""
    return int(PARTIES * random.Random(number).random() ** 2.5)


def _stored(row: Statement) -> Row:
    return tuple(_value(row, name) for name in ("id", *NAMES))


def _value(row: Statement, name: str) -> object:
    value = getattr(row, Statement._meta.get_field(name).attname)
    if isinstance(value, datetime):
        return stored(value)
    if isinstance(value, uuid.UUID):
        return value.hex if connection.vendor == "sqlite" else value
    return str(value) if isinstance(value, Access) else value


def _put_entries(made: Sequence[Entry]) -> None:
    if connection.vendor == "sqlite":
        entries.sqlite.write(made)
        return
    with connection.cursor() as cursor:
        columns = "statement_id, place, access, free, stale, words"
        with cursor.copy(f"COPY {Findable._meta.db_table} ({columns}) FROM STDIN") as copy:
            for it in made:
                copy.write_row((it.statement, it.place, str(it.access), it.free, False, it.tokens))
