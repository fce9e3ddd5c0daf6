"""The entries of statements: written whenever their rows are, so that what is found is what they say."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from types import ModuleType

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from standfirst.gate.tokens import FREE
from standfirst.record.models import Findable, Party, Person, Statement
from standfirst.record.models.statement import StatementQuerySet
from standfirst.record.paging import Cursor, Keys, keys_of
from standfirst.record.search import postgres, sqlite
from standfirst.record.search.asking import (
    Asked,
    Entry,
    Question,
    entry_words,
    key_for,
    of_party,
    of_person,
    of_storyline,
)
from standfirst.record.search.places import HIGHEST, place_of

A_BATCH = 500  # statements whose words are in memory at a time
BATCHES = 20  # that the seldom job writes at a time
A_MOMENT = 2_000  # statements whose entries are written while somebody waits
LOOKED_BACK = 20_000  # of the newest statements: looked at for missing entries twice a minute
_OF_NAMES = ("person__name", "party__name", "side__name")
_READ = (
    *("said_at", "access", "free", "words", "topic", "stance", "unnamed", "office", "where"),
    *("storyline", *_OF_NAMES),
)


def write(statements: Iterable[int]) -> None:
    """As the database holds them now."""
    rows = Statement.objects.filter(pk__in=list(statements)).select_related(
        "person", "party", "side"
    )
    if entries := [entry_of(row) for row in rows.only(*_READ)]:
        with transaction.atomic():
            _vendor().write(entries)


def write_missing(now: datetime) -> None:
    """A batch of the newest without, and of those found by an old name: rows that were written past `project`."""
    newest = Statement.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    stale = Findable.objects.filter(stale=True).values_list("pk", flat=True)[:A_BATCH]
    write([*stale, *_missing(Statement.objects.filter(pk__gt=newest - LOOKED_BACK))])


def write_any_missing(now: datetime) -> None:
    """Those without among all there are. Seldom, for it looks at each; after an upgrade `index_record` is quicker."""
    for _batch in range(BATCHES):
        if not (missing := _missing(Statement.objects.all())):
            break
        write(missing)


def _missing(statements: StatementQuerySet) -> list[int]:
    without = statements.filter(findable=None).order_by("-pk")
    return list(without.values_list("pk", flat=True)[:A_BATCH])


def write_all() -> int:
    """How many there are."""
    ids = list(Statement.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), A_BATCH):
        write(ids[start : start + A_BATCH])
    return len(ids)


def rename(row: Person | Party) -> None:
    """Its statements are found by the old name until their entries are written anew."""
    Findable.objects.filter(pk__in=_of(row)).update(stale=True)


def take_over(row: Person | Party) -> None:
    """It has the statements of another now: found at once under its name, unless they are many."""
    ids = list(_of(row)[: A_MOMENT + 1])
    if len(ids) > A_MOMENT:
        rename(row)
        return
    for start in range(0, len(ids), A_BATCH):
        write(ids[start : start + A_BATCH])


def any_stale(parties: Collection[int]) -> bool:
    """Of what they said, or had said on their side: then the index does not tell of whom it is."""
    stale = Findable.objects.filter(stale=True)
    theirs = Q(statement__party__in=parties) | Q(statement__side__in=parties)
    return stale.exists() and stale.filter(theirs).exists()  # at most times nothing is


def _of(row: Person | Party) -> QuerySet[Statement, int]:
    whose = Q(person=row.pk) if isinstance(row, Person) else Q(party=row.pk) | Q(side=row.pk)
    return Statement.objects.filter(whose).values_list("pk", flat=True)


def entry_of(row: Statement) -> Entry:
    key = FREE if row.free else key_for(row.access)
    names = [it.name for it in (row.person, row.party, row.side) if it]
    told = [*names, row.unnamed, row.office, row.where_told]
    tokens = entry_words(key, told, [row.words, row.topic, row.where], row.stance)
    tokens |= {of_party(pk) for pk in (row.party_id, row.side_id) if pk}
    tokens |= {of_person(row.person_id)} if row.person_id else set()
    tokens |= {of_storyline(row.storyline_id)} if row.storyline_id else set()
    place = place_of(row.said_at, row.pk)
    return Entry(row.pk, place, row.access, row.free, " ".join(sorted(tokens)))


def found(question: Question, now: datetime) -> Keys:
    """What is out and answers the question, in the order of time."""
    expression = question.expression()
    if expression is None:
        return keys_of(Statement.objects.published(now).between(question.starts, question.ends))

    def keys(cursor: Cursor | None, limit: int) -> Sequence[int]:
        lowest, highest, newer = _between(question, cursor)
        if lowest > highest:
            return []
        return _vendor().find(Asked(expression, lowest, highest, newer, limit, now))

    return keys


def _between(question: Question, cursor: Cursor | None) -> tuple[int, int, bool]:
    lowest = place_of(question.starts, 0) if question.starts else 0
    highest = place_of(question.ends, 0) - 1 if question.ends else HIGHEST
    if cursor is None:
        return lowest, highest, False
    here = place_of(cursor.at, cursor.pk)
    if cursor.newer:
        return max(lowest, here + 1), highest, True
    return lowest, min(highest, here - 1), False


def _vendor() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite
