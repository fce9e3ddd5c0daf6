"""The one door to a story's sections. Locked words leave it for nobody without an open decision."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Model
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import get_text_for_indexing

from standfirst.gate.decision import Decision
from standfirst.stories.inserted import Inserted, ids_in
from standfirst.stories.pictures import Picture

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage


NOTHING = Inserted(())


class BodyLocked(Exception):
    """The body was asked for with a decision that is not open."""


@dataclass(frozen=True)
class Section:
    """A section as a page prints it. `html` is None exactly when it is locked; `label` is then the outsiders'.

    `pictures` are those in `html`.
    """

    anchor: str
    label: str
    free: bool
    html: SafeString | None
    pictures: tuple[Picture, ...] = ()

    @property
    def locked(self) -> bool:
        return self.html is None


@dataclass(frozen=True)
class Words:
    """A section without its markup, as search reads it. `text` is "" where locked; `label` is then the outsiders'."""

    label: str
    text: str


def body(
    story: "StoryPage", decision: Decision, inserted: Inserted | None = None
) -> tuple[Section, ...]:
    """All sections, whole. Raises BodyLocked unless the decision is open.

    `inserted`: what sections of several stories hold, looked up for all of them at once.
    """
    if not decision.open:
        raise BodyLocked(f"story {story.pk} is locked: {decision.reason}")
    held = inserted or inserted_in([story])
    return tuple(_whole(anchor, value, held) for anchor, value in _sections(story))


def preview(story: "StoryPage", inserted: Inserted | None = None) -> tuple[Section, ...]:
    """What everyone may see: free sections whole, the others by the label meant for outsiders."""
    held = inserted or inserted_in([story])
    return tuple(
        _whole(anchor, value, held) if value["free"] else _closed(anchor, value, held)
        for anchor, value in _sections(story)
    )


def readable(
    story: "StoryPage", decision: Decision, inserted: Inserted | None = None
) -> tuple[Section, ...]:
    return body(story, decision, inserted) if decision.open else preview(story, inserted)


def inserted_in(stories: "Iterable[StoryPage]") -> Inserted:
    """The images and documents of all their sections, for `readable`; none leaves by itself."""
    return Inserted(
        value["text"].source for story in stories for _anchor, value in _sections(story)
    )


def words(story: "StoryPage", decision: Decision) -> tuple[Words, ...]:
    """What `readable` gives, in bare words, and without asking the database where links lead."""
    return tuple(
        Words(value["label"], get_text_for_indexing(value["text"].source))
        if decision.open or value["free"]
        else Words(_closed(anchor, value, NOTHING).label, "")
        for anchor, value in _sections(story)
    )


def named_in(story: "StoryPage", model: type[Model]) -> set[int]:
    """The ids of the pages, images or documents that its sections name. Never words."""
    return {
        key for _anchor, value in _sections(story) for key in ids_in(value["text"].source, model)
    }


def first_gated(story: "StoryPage") -> str:
    """The anchor of the first section that is not free: where reading goes on once unlocked."""
    return next((anchor for anchor, value in _sections(story) if not value["free"]), "")


def _sections(story: "StoryPage") -> Iterator[tuple[str, dict]]:  # type: ignore[type-arg]
    for block in story.sections:
        yield f"s-{block.id[:8]}", block.value


def _whole(anchor: str, value: dict, held: Inserted) -> Section:  # type: ignore[type-arg]
    text = value["text"].source
    html = mark_safe(held.expand(text))  # noqa: S308 - the editor's allow-listed rich text
    return Section(anchor, value["label"], value["free"], html, held.pictures(text))


def _closed(anchor: str, value: dict, held: Inserted) -> Section:  # type: ignore[type-arg]
    """Takes what `_whole` takes, and lets nothing of it out."""
    return Section(anchor, value["outside_label"] or value["label"], free=False, html=None)
