"""What the form's script is told: the list as it stands in the panel, and where names stand in the prose."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from standfirst.record.accepted import Accepted
from standfirst.stories.accepting.asked import Asked
from standfirst.stories.accepting.carried import Carried, SetAside
from standfirst.stories.accepting.defaults import Defaults
from standfirst.stories.accepting.looking import Looked
from standfirst.stories.accepting.proposing import Proposal, Proposed
from standfirst.stories.accepting.speaking import Who
from standfirst.stories.accepting.texts import SectionText


@dataclass(frozen=True)
class Offer:
    """One who may have said it; `row` is the statement that results. `new`: as what the register would enter them."""

    name: str
    of: str  # for whom, where that is somebody else
    new: str
    row: dict[str, str]

    @property
    def json(self) -> str:
        return json.dumps(self.row, ensure_ascii=False)


@dataclass(frozen=True)
class Shown:
    """A proposal as the panel shows it, and the row that sets it aside."""

    it: Proposal
    offers: tuple[Offer, ...]
    aside: str  # JSON


def answer(asked: Asked, looked: Looked) -> dict[str, Any]:
    """`accepted` is None while each stands where it stood."""
    found, defaults = looked.proposed, Defaults(asked.sources, looked.day.isoformat())
    groups = list(_groups(asked.text.sections, found, defaults))
    now = Carried(found.accepted, asked.carried.set_aside)
    return {
        "html": render_to_string(
            "stories/accepting/list.html", {"groups": groups, "lost": found.lost}
        ),
        "places": [_place(it) for it in found.proposals],
        "accepted": None if _same(now, asked.carried) else now.as_json(),
        "named": _row_named(asked, looked, defaults),
    }


def _groups(
    sections: Iterable[SectionText], found: Proposed, defaults: Defaults
) -> Iterable[tuple[str, list[Shown]]]:
    """By section, by its label."""
    for section in sections:
        if shown := [_shown(it, defaults) for it in found.proposals if it.section == section.id]:
            yield section.label, shown


def _shown(it: Proposal, defaults: Defaults) -> Shown:
    offers = () if it.accepted else tuple(_offer(it, who, defaults) for who in it.speakers)
    words = SetAside(it.section, it.words.exact, it.words.prefix, it.words.suffix)
    (aside,) = Carried(set_aside=(words,)).as_json()
    return Shown(it, offers, json.dumps(aside, ensure_ascii=False))


def _offer(it: Proposal, who: Who, defaults: Defaults) -> Offer:
    of = who.party if who.person else who.side
    new = ""
    if who.is_new:
        new = _("new person") if who.person else _("new party")
    return Offer(who.name, of, new, defaults.row(it, who, str(uuid.uuid4())))


def _place(it: Proposal) -> dict[str, Any]:
    start, end = it.name_at or (it.start, it.end)
    return {
        "key": it.key,
        "section": it.section,
        "start": start,
        "end": end,
        "state": it.state,
    }


def _row_named(asked: Asked, looked: Looked, defaults: Defaults) -> dict[str, str] | None:
    """The statement that results if somebody types a name."""
    if asked.named is None:
        return None
    key, name = asked.named.key, asked.named.name
    it = next((it for it in looked.proposed.open if it.key == key), None)
    if it is None:
        return None
    return defaults.row(it, looked.speakers.who(name, it.office), str(uuid.uuid4()))


def _same(now: Carried, before: Carried) -> bool:
    def by_id(these: tuple[Accepted, ...]) -> dict[str, Accepted]:
        return {it.id: it for it in these}

    return by_id(now.statements) == by_id(before.statements)
