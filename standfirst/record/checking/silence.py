"""Lines that say somebody had not commented: when we looked, and whether that is long ago."""

import datetime
import re
from collections.abc import Iterator
from types import MappingProxyType

from django.utils.formats import date_format

from .codes import Code
from .english import LOOKED, SILENT
from .finding import Finding, Place
from .numbers import DATE, MONTHS
from .reading import Passage, Reading

AGES = 3  # days after which somebody may well have spoken
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")


def silences(reading: Reading) -> Iterator[Finding]:
    today = None if reading.draft.is_archived else reading.draft.today
    for statement in reading.draft.statements:
        if statement.is_silence:
            looked = statement.looked_at.date() if statement.looked_at else None
            place = reading.place_of(statement)
            declined = statement.stance == "declined"
            yield from _about(place, looked, today, statement.id, dated=declined)
    for passage in reading.sections:
        yield from _in_prose(reading, passage, today)


def _in_prose(reading: Reading, passage: Passage, today: datetime.date | None) -> Iterator[Finding]:
    """Lines that no statement holds."""
    for start, end in passage.sentences:
        narrated = passage.narrated((start, end))
        found = SILENT.search(narrated)
        if not found or any(reading.covering(passage, start, end)):
            continue
        place = passage.place(start + found.start(), start + found.end())
        dated = LOOKED.search(narrated) is not None or DATE.search(narrated) is not None
        yield from _about(place, _day(narrated), today, dated=dated)


def _about(
    place: Place,
    looked: datetime.date | None,
    today: datetime.date | None,
    statement: str = "",
    *,
    dated: bool,
) -> Iterator[Finding]:
    """`today`: None where nobody looks again. `dated`: it says when, as no calendar reads it; or somebody declined."""
    if looked is None and not dated:
        yield Finding(Code.NO_COMMENT_UNDATED, place, statement=statement)
    elif looked and today and (today - looked).days > AGES:
        facts = MappingProxyType({"date": date_format(looked, "j F Y")})
        yield Finding(Code.NO_COMMENT_AGED, place, facts, statement=statement)


def _day(narrated: str) -> datetime.date | None:
    """The last day it names."""
    days = [_date(int(it[1]), it[2], int(it[3])) for it in _DAY.finditer(narrated)]
    return max((it for it in days if it), default=None)


def _date(day: int, month: str, year: int) -> datetime.date | None:
    try:
        return datetime.date(year, MONTHS.index(month) + 1, day)
    except ValueError:  # 31 June
        return None
