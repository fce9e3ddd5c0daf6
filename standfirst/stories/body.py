"""The one door to a story's sections. Locked words leave it for nobody without an open decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from standfirst.gate.decision import Decision

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage


class BodyLocked(Exception):
    """The body was asked for with a decision that is not open."""


@dataclass(frozen=True)
class Section:
    """A section as a page prints it. `html` is None exactly when it is locked; `label` is then the outsiders'."""

    anchor: str
    label: str
    free: bool
    html: SafeString | None

    @property
    def locked(self) -> bool:
        return self.html is None


def body(story: "StoryPage", decision: Decision) -> tuple[Section, ...]:
    """All sections, whole. Raises BodyLocked unless the decision is open."""
    if not decision.open:
        raise BodyLocked(f"story {story.pk} is locked: {decision.reason}")
    return tuple(_whole(anchor, value) for anchor, value in _sections(story))


def preview(story: "StoryPage") -> tuple[Section, ...]:
    """What everyone may see: free sections whole, the others by the label meant for outsiders."""
    return tuple(
        _whole(anchor, value) if value["free"] else _closed(anchor, value)
        for anchor, value in _sections(story)
    )


def readable(story: "StoryPage", decision: Decision) -> tuple[Section, ...]:
    return body(story, decision) if decision.open else preview(story)


def first_gated(story: "StoryPage") -> str:
    """The anchor of the first section that is not free: where reading goes on once unlocked."""
    return next((anchor for anchor, value in _sections(story) if not value["free"]), "")


def _sections(story: "StoryPage") -> Iterator[tuple[str, dict]]:  # type: ignore[type-arg]
    for block in story.sections:
        yield f"s-{block.id[:8]}", block.value


def _whole(anchor: str, value: dict) -> Section:  # type: ignore[type-arg]
    html = mark_safe(expand_db_html(value["text"].source))  # noqa: S308 - the editor's allow-listed rich text
    return Section(anchor, value["label"], value["free"], html)


def _closed(anchor: str, value: dict) -> Section:  # type: ignore[type-arg]
    return Section(anchor, value["outside_label"] or value["label"], free=False, html=None)
