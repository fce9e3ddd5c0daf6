"""A story's words as the record reads them: section by section, and as one text with the way back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from standfirst.record.anchoring import Selector, find, selector
from standfirst.stories.section_text import text_of

_BETWEEN = "\n\n"


class Written(Protocol):
    """A StoryPage, as far as it is read here."""

    standfirst: str
    sections: Iterable[object]


@dataclass(frozen=True)
class SectionText:
    """`text`: bare, with a blank line between paragraphs, as `stories.section_text` makes it."""

    id: str
    label: str
    text: str


@dataclass(frozen=True)
class Whole:
    """All sections in one, so that a name given in one is known in the next; the standfirst before them."""

    text: str
    sections: tuple[SectionText, ...]
    starts: tuple[int, ...]  # where each section begins in `text`

    def place(self, start: int, end: int) -> tuple[SectionText, int, int] | None:
        """The section, and where in it; None for what lies outside of all, or in two."""
        for section, begins in zip(self.sections, self.starts, strict=True):
            if begins <= start and end <= begins + len(section.text):
                return section, start - begins, end - begins
        return None

    def find(self, section: str, words: Selector) -> tuple[int, int] | None:
        """Where they stand in it; None where they are not, or it is not."""
        text = next((it.text for it in self.sections if it.id == section), "")
        return find(text, words)

    def words(self, section: str, start: int, end: int) -> Selector:
        return selector(next(it.text for it in self.sections if it.id == section), start, end)


def whole(standfirst: str, sections: Iterable[SectionText]) -> Whole:
    kept, starts, text = tuple(sections), [], one_line(standfirst)
    for section in kept:
        text += _BETWEEN if text else ""
        starts.append(len(text))
        text += section.text
    return Whole(text, kept, tuple(starts))


def of_story(story: Written) -> Whole:
    """For staff: what readers get of a section goes through `stories.body`."""
    blocks: Iterable[object] = story.sections
    return whole(story.standfirst, map(_section, blocks))


def _section(block: object) -> SectionText:
    value = block.value  # type: ignore[attr-defined]
    return SectionText(block.id, value["label"], text_of(value["text"].source))  # type: ignore[attr-defined]


def bare(paragraphs: Iterable[str]) -> str:
    """The same text, from paragraphs as the form's script reads them off the page."""
    return _BETWEEN.join(line for it in paragraphs if (line := one_line(it)))


def one_line(text: str) -> str:
    return " ".join(text.split())
