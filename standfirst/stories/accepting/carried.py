"""What a story's revision carries of who said what: accepted statements, and words set aside as no statement.

Both lie in `StoryPage.accepted`. Words set aside are kept so that nobody is asked about them twice; for
`record.accepted` such a row is no statement, and the record never sees it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from standfirst.record import accepted
from standfirst.record.accepted import LONGEST, Accepted, NotAccepted
from standfirst.record.anchoring import Selector

MOST = 500  # rows of one story
_MARK = "set_aside"


@dataclass(frozen=True)
class SetAside:
    """Words somebody looked at and found to be no statement."""

    section: str
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Carried:
    statements: tuple[Accepted, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    def as_json(self) -> list[dict[str, str]]:
        aside = [{_MARK: "yes", **_without_empty(asdict(it))} for it in self.set_aside]
        return [*accepted.as_json(self.statements), *aside]


def parse(rows: Any) -> Carried:
    """Raises NotAccepted, which names the field."""
    if not isinstance(rows, list):
        raise NotAccepted(_("Statements are a list."))
    if len(rows) > MOST:
        raise NotAccepted(_("There are more than %d statements.") % MOST)
    aside = [it for it in rows if _is_aside(it)]
    statements = accepted.parse_all([it for it in rows if not _is_aside(it)])
    return Carried(statements, tuple({_aside(it): None for it in aside}))


def kept(rows: Any) -> Carried:
    """Those of a story that was saved: what is damaged is left out."""
    aside = []
    for row in filter(_is_aside, rows if isinstance(rows, list) else ()):
        try:
            aside.append(_aside(row))
        except NotAccepted:
            continue
    return Carried(accepted.kept(rows), tuple(aside))


def selector_of(it: Accepted | SetAside) -> Selector:
    return Selector(it.exact, it.prefix, it.suffix)


def _is_aside(row: Any) -> bool:
    return isinstance(row, Mapping) and _MARK in row


def _aside(row: Mapping[str, Any]) -> SetAside:
    names = ("section", "exact", "prefix", "suffix")
    said = {name: row.get(name, "") for name in names}
    for name, value in said.items():
        if not accepted.is_text(value) or len(value) > LONGEST.get(name, 200):
            raise NotAccepted(_("%(name)s: it is no text, or too long.") % {"name": name})
    if unknown := sorted(set(row) - {*names, _MARK}):
        raise NotAccepted(_("%(name)s: no such field.") % {"name": unknown[0]})
    if not said["section"] or not said["exact"]:
        raise NotAccepted(_("%(name)s: it is missing.") % {"name": "exact"})
    return SetAside(**said)


def _without_empty(said: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in said.items() if value}
