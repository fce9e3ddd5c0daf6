"""A statement as a story's revision carries it, before and after it is out: accepted by an editor.

Plain JSON, so that it goes wherever a revision goes: names and not rows, an address of a source and not its number.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from standfirst.record.models.statement import Mode, Number, Precision, Stance

LONGEST = {"words": 5000, "exact": 5000, "prefix": 100, "suffix": 100, "source": 500}
OTHERS_LONGEST = 200
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
    """Raises NotAccepted for anything that is not one, unknown fields included."""
    if not isinstance(row, Mapping):
        raise NotAccepted(_("A statement is an object with fields."))
    known = {field.name for field in fields(Accepted)}
    if unknown := sorted(set(row) - known):
        raise NotAccepted(_("%(name)s: no such field.") % {"name": unknown[0]})
    for name, value in row.items():
        _refuse_text(name, value)
    for name in ("section", "mode", "exact"):
        if not row.get(name):
            raise NotAccepted(_("%(name)s: it is missing.") % {"name": name})
    made = Accepted(**{"id": str(uuid.uuid4()), "words": row["exact"], **row})
    _refuse_values(made)
    return made


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


def moment_of(said: str) -> tuple[datetime | None, Precision]:
    """The earliest instant it may mean, and how far it is known. Raises ValueError for no date."""
    if not said:
        return None, Precision.UNKNOWN
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
    if not isinstance(value, str):
        raise NotAccepted(_("%(name)s: it is no text.") % {"name": name})
    longest = LONGEST.get(name, OTHERS_LONGEST)
    if len(value) > longest:
        text = _("%(name)s: it has more than %(longest)d characters.")
        raise NotAccepted(text % {"name": name, "longest": longest})


def _refuse_values(made: Accepted) -> None:
    for name, allowed in _CHOICES.items():
        if getattr(made, name) not in allowed:
            raise NotAccepted(_("%(name)s: no such choice.") % {"name": name})
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
