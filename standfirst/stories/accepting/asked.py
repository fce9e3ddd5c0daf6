"""What the form's script asks with: the story as it stands on the page, saved or not."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from standfirst.record.accepted import NotAccepted
from standfirst.stories.accepting import carried
from standfirst.stories.accepting.carried import Carried
from standfirst.stories.accepting.defaults import CitedSource, cited
from standfirst.stories.accepting.texts import SectionText, Whole, bare, whole

MOST_SECTIONS = 200
LONGEST = 500_000  # characters of all sections
LONGEST_NAME = 160


class NotAsked(ValueError):
    """What is wrong with the question, in words that name the field."""


@dataclass(frozen=True)
class Named:
    """A name somebody typed for the proposal with this key."""

    key: str
    name: str


@dataclass(frozen=True)
class Asked:
    text: Whole
    carried: Carried
    sources: tuple[CitedSource, ...]
    named: Named | None


def asked(body: bytes) -> Asked:
    """Raises NotAsked."""
    said = _object(body)
    try:
        accepted = carried.parse(said.get("accepted", []))
    except NotAccepted as wrong:
        raise NotAsked(_("accepted: %(wrong)s") % {"wrong": wrong}) from wrong
    sections = _list(said, "sections")
    if len(sections) > MOST_SECTIONS:
        raise NotAsked(_("sections: there are too many."))
    text = whole(_text(said, "standfirst"), [_section(it) for it in sections])
    if len(text.text) > LONGEST:
        raise NotAsked(_("sections: they are too long."))
    return Asked(text, accepted, cited(_list(said, "sources")), _named(said.get("named")))


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as wrong:
        raise NotAsked(_("It is no JSON.")) from wrong
    if not isinstance(said, dict):
        raise NotAsked(_("It is no object with fields."))
    return said


def _section(row: Any) -> SectionText:
    if not isinstance(row, dict):
        raise NotAsked(_("sections: each is an object with fields."))
    paragraphs = _list(row, "paragraphs")
    if not all(isinstance(it, str) for it in paragraphs):
        raise NotAsked(_("paragraphs: each is text."))
    id_ = _text(row, "id")
    if not id_ or len(id_) > 36:
        raise NotAsked(_("id: it is missing, or too long."))
    return SectionText(id_, _text(row, "label"), bare(paragraphs))


def _named(row: Any) -> Named | None:
    if row is None:
        return None
    if not isinstance(row, dict):
        raise NotAsked(_("named: it is no object with fields."))
    name = " ".join(_text(row, "name").split())
    if not name or len(name) > LONGEST_NAME:
        raise NotAsked(_("name: it is missing, or too long."))
    return Named(_text(row, "key"), name)


def _list(said: Mapping[str, Any], name: str) -> list[Any]:
    value = said.get(name, [])
    if not isinstance(value, list):
        raise NotAsked(_("%(name)s: it is no list.") % {"name": name})
    return value


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name, "")
    if not isinstance(value, str):
        raise NotAsked(_("%(name)s: it is no text.") % {"name": name})
    return value
