"""What is asked of the record, from the query of an address. Pure: whether there is such a party, `finding` asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext as _

from standfirst.record.models.statement import Stance
from standfirst.record.refusing import Refused
from standfirst.record.search.form import LONGEST

FIRST_YEAR, LAST_YEAR = 1900, 2199
MOST_DIGITS = 18  # of a number that is given


@dataclass(frozen=True)
class Asked:
    """`party`, `person` and `storyline`: names, or slugs. `starts`: an instant; `ends`: the first that is too late."""

    q: str = ""
    party: str = ""
    person: str = ""
    storyline: str = ""
    stance: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    after: str = ""
    limit: int = 0


@dataclass(frozen=True)
class Limits:
    """How many at once: unless it is said otherwise, and at most."""

    usual: int
    most: int


def read(query: Mapping[str, Sequence[str]], fields: Iterable[str], limits: Limits) -> Asked:
    """`query`: every value of each field, as they were given. Raises Refused."""
    known = {*fields, "after", "limit"}
    for name, values in query.items():
        if name not in known:
            raise Refused(name, _("There is no such field."))
        if len(values) > 1:
            raise Refused(name, _("Give it once."))
        if len(values[0]) > LONGEST:
            raise Refused(name, _("Give at most %(most)d characters.") % {"most": LONGEST})
    given = {name: value for name, (value,) in query.items()}
    since, last = (_day(name, given.get(name, "")) for name in ("since", "until"))
    if since and last and last < since:
        raise Refused("until", _("Give a day that is not before the first."))
    return Asked(
        q=given.get("q", ""),
        party=given.get("party", ""),
        person=given.get("person", ""),
        storyline=given.get("storyline", ""),
        stance=_stance(given.get("stance", "")),
        starts=_midnight(since) if since else None,
        ends=_midnight(last + timedelta(days=1)) if last else None,
        after=given.get("after", ""),
        limit=_limit(given.get("limit", ""), limits),
    )


def number(field: str, text: str) -> int:
    """Raises Refused for anything but a number of ours."""
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
        raise Refused(field, _("Give a number."))
    return int(text)


def _limit(text: str, limits: Limits) -> int:
    if not text:
        return limits.usual
    found = number("limit", text)
    if not 1 <= found <= limits.most:
        raise Refused("limit", _("Give a number from 1 to %(most)d.") % {"most": limits.most})
    return found


def _stance(text: str) -> str:
    if text and text not in Stance.values:
        choices = ", ".join(Stance.values)
        raise Refused("stance", _("Give one of these: %(choices)s.") % {"choices": choices})
    return text


def _day(field: str, text: str) -> date | None:
    """Of UTC: what is known to the day is kept as its first instant there."""
    if not text:
        return None
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        wrong = _("Give a day as year, month and day, such as 2026-08-09.")
        raise Refused(field, wrong) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(field, _("Give a day between 1900 and 2199."))
    return day


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
