"""Sections as the editor stores them ↔ sections as brief files say them.

For staff and commands only: what readers get goes through `stories.body`.
"""

import uuid
from collections.abc import Sequence
from typing import Any, Protocol

from wagtail.rich_text import expand_db_html

from standfirst.stories.briefs import BriefSection, canonical_html

StoredSection = dict[str, Any]  # type, value and id, as in a StreamField's JSON


class Block(Protocol):
    """A section in a StreamField, as far as we use it."""

    id: str
    value: Any


def written(blocks: Sequence[Block]) -> tuple[BriefSection, ...]:
    """A link to a page of ours becomes that page's path."""
    return tuple(
        BriefSection(
            label=block.value["label"],
            html=_html(block),
            free=block.value["free"],
            outside_label=block.value["outside_label"],
        )
        for block in blocks
    )


def stored(sections: Sequence[BriefSection], before: Sequence[Block]) -> list[StoredSection]:
    """In the form a StreamField takes. Ids of the sections that were there stay, for anchors name them."""
    kept = _same_sections(sections, before)
    return [_stored(section, kept.get(index)) for index, section in enumerate(sections)]


def _stored(section: BriefSection, before: Block | None) -> StoredSection:
    """Text that says the same is left as the editor stored it, with its links to our pages."""
    same = before.value["text"].source if before and _html(before) == section.html else ""
    value = {
        "label": section.label,
        "text": same or section.html,
        "free": section.free,
        "outside_label": section.outside_label,
    }
    return {
        "type": "section",
        "value": value,
        "id": before.id if before else str(uuid.uuid4()),
    }


def _same_sections(sections: Sequence[BriefSection], before: Sequence[Block]) -> dict[int, Block]:
    """Which block each section was, by index: that of the same label, or else of the same place."""
    left = dict(enumerate(before))
    found: dict[int, Block] = {}
    for index, section in enumerate(sections):
        at = next((i for i, it in left.items() if it.value["label"] == section.label), None)
        if at is not None:
            found[index] = left.pop(at)
    for index in range(len(sections)):
        if index not in found and index in left:
            found[index] = left.pop(index)
    return found


def _html(block: Block) -> str:
    return canonical_html(expand_db_html(block.value["text"].source))
