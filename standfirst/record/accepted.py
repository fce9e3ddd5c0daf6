"""A statement as a story's revision carries it, before and after it is out: accepted by an editor.

Plain JSON, so that it goes wherever a revision goes: names and not rows, an address of a source and not its number.
"""

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from standfirst.record.models.register import key_of
from standfirst.record.models.statement import Mode, Number, Precision, Stance

LONGEST = {
    **dict.fromkeys(("words", "exact"), 5000),
    **dict.fromkeys(("prefix", "suffix"), 100),
    **dict.fromkeys(("person", "party", "side"), 160),
    **dict.fromkeys(("person_slug", "party_slug", "side_slug"), 120),
    "section": 36,
    "verb": 80,
    "source": 500,
}
OTHERS_LONGEST = 200
YEARS = range(1900, 2200)  # in which words of the record were said
_AS_IN_THE_TEXT = frozenset({"words", "exact", "prefix", "suffix"})
_NO_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NO_ID = uuid.UUID("2f1c8a52-9f0e-4a53-8d67-54b0a4a3c1de")
_CHOICES: Mapping[str, frozenset[str]] = {
    "mode": frozenset(Mode.values),
    "stance": frozenset(Stance.values),
    "unnamed_number": frozenset({"", *Number.values}),
}


class NotAccepted(ValueError):
    """What is wrong, in words that name the field."""


@dataclass(frozen=True)
class Accepted:
    """`section`: the id of its block. `person`, `party` and `side` are names; their `_slug`s say which of two.

    `said`: "2024", "2024-08", "2024-08-08" or an instant with its offset, "" where it is not known. `looked`: an
    instant.
    `source`: an address. `reply_to`: the id of another statement.
    """

    id: str
    section: str
    mode: str
    exact: str
    words: str
    prefix: str = ""
    suffix: str = ""
    person: str = ""
    person_slug: str = ""
    party: str = ""
    party_slug: str = ""
    unnamed: str = ""
    unnamed_number: str = ""
    unnamed_why: str = ""
    side: str = ""
    side_slug: str = ""
    office: str = ""
    verb: str = ""
    stance: str = Stance.STATES.value
    said: str = ""
    where: str = ""
    topic: str = ""
    looked: str = ""
    source: str = ""
    reply_to: str = ""

    @property
    def speaker(self) -> str:
        """Whoever is named first: a person, else a party, else a source as described; "" for nobody."""
        return self.person or self.party or self.unnamed

    @property
    def said_at(self) -> tuple[datetime | None, Precision]:
        return moment_of(self.said)

    def as_json(self) -> dict[str, str]:
        """Without what is empty."""
        return {name: value for name, value in asdict(self).items() if value}


def parse(row: Any) -> Accepted:
    """Raises NotAccepted for anything that is not one, unknown fields included.

    Without an id, it gets one that follows from where its words stand: each time the same.
    """
    if not isinstance(row, Mapping):
        raise NotAccepted(_("A statement is an object with fields."))
    known = {field.name for field in fields(Accepted)}
    if unknown := sorted(set(row) - known):
        raise NotAccepted(_("%(name)s: no such field.") % {"name": unknown[0]})
    for name, value in row.items():
        _refuse_text(name, value)
    given = {
        name: value if name in _AS_IN_THE_TEXT else value.strip() for name, value in row.items()
    }
    for name in ("section", "mode", "exact"):
        if not given.get(name, "").strip():
            raise NotAccepted(_("%(name)s: it is missing.") % {"name": name})
    if not given.get("words", "").strip():
        given["words"] = given["exact"]
    made = Accepted(**{"id": "", **given})
    _refuse_values(made)
    return replace(made, id=_id(made.id or _own_id(made)), reply_to=_id(made.reply_to))


def parse_all(rows: Any) -> tuple[Accepted, ...]:
    """Each id once: of two with one id, the later."""
    if not isinstance(rows, list):
        raise NotAccepted(_("Statements are a list."))
    return tuple({it.id: it for it in map(parse, rows)}.values())


def kept(rows: Any) -> tuple[Accepted, ...]:
    """Those of a story that was saved: what is damaged is left out, and no reason to fail."""
    found = []
    for row in rows if isinstance(rows, list) else ():
        try:
            found.append(parse(row))
        except NotAccepted:
            continue
    return tuple(found)


def as_json(statements: Iterable[Accepted]) -> list[dict[str, str]]:
    return [it.as_json() for it in statements]


def is_text(value: Any) -> bool:
    """A string that every database and XML can hold: without controls and halves of a character."""
    return isinstance(value, str) and not _NO_CHARACTER.search(value)


def moment_of(said: str) -> tuple[datetime | None, Precision]:
    """The earliest instant it may mean, and how far it is known.

    Raises ValueError for no date, and for one that is out of the record's `YEARS`.
    """
    if not said:
        return None, Precision.UNKNOWN
    moment, precision = _read(said)
    # By the year itself first: what lies at the ends of the calendar has no time in UTC.
    if moment.year not in YEARS or moment.astimezone(UTC).year not in YEARS:
        raise ValueError(f"The year {moment.year} is out of range.")
    return moment, precision


def _read(said: str) -> tuple[datetime, Precision]:
    for layout, precision in (
        ("%Y", Precision.YEAR),
        ("%Y-%m", Precision.MONTH),
        ("%Y-%m-%d", Precision.DAY),
    ):
        try:
            return datetime.strptime(said, layout).replace(tzinfo=UTC), precision
        except ValueError:
            continue
    moment = datetime.fromisoformat(said)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC), Precision.MINUTE


def _refuse_text(name: str, value: Any) -> None:
    if not is_text(value):
        raise NotAccepted(_("%(name)s: it is no text.") % {"name": name})
    longest = LONGEST.get(name, OTHERS_LONGEST)
    if len(value) > longest:
        text = _("%(name)s: it has more than %(longest)d characters.")
        raise NotAccepted(text % {"name": name, "longest": longest})


def _refuse_values(made: Accepted) -> None:
    for name, allowed in _CHOICES.items():
        if getattr(made, name) not in allowed:
            raise NotAccepted(_("%(name)s: no such choice.") % {"name": name})
    for name in ("person", "party", "side"):
        if getattr(made, name) and not key_of(getattr(made, name)):
            letters = _("Give a name with letters in it.")
            raise NotAccepted(f"{name}: {letters}")
    for name in ("id", "reply_to"):
        if value := getattr(made, name):
            _refuse_id(name, value)
    for name in ("said", "looked"):
        try:
            moment_of(getattr(made, name))
        except ValueError as wrong:
            raise NotAccepted(
                _("%(name)s: write a date such as 2024-08-09.") % {"name": name}
            ) from wrong
    if made.source and not made.source.startswith(("http://", "https://")):
        raise NotAccepted(_("source: it is no web address."))


def _refuse_id(name: str, value: str) -> None:
    try:
        uuid.UUID(value)
    except ValueError as wrong:
        raise NotAccepted(_("%(name)s: it is no id of a statement.") % {"name": name}) from wrong


def _id(value: str) -> str:
    """In one spelling."""
    return str(uuid.UUID(value)) if value else ""


def _own_id(made: Accepted) -> str:
    return str(uuid.uuid5(_NO_ID, "\n".join((made.section, made.prefix, made.exact))))
