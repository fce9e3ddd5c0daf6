"""What a story says at one moment, in bare words: what a version keeps."""

import re
from dataclasses import asdict, dataclass
from functools import cached_property
from html import unescape
from typing import Any, Self

from django.utils.html import strip_tags

_LINE_END = re.compile(r"</(?:p|li|blockquote|h[1-6])>|<br\s*/?>|</?(?:ul|ol)>")


@dataclass(frozen=True)
class SaidSection:
    """`text` has a line for each paragraph."""

    id: str
    label: str
    outside_label: str
    free: bool
    text: str


@dataclass(frozen=True)
class Said:
    headline: str
    standfirst: str
    sections: tuple[SaidSection, ...]

    @cached_property
    def by_id(self) -> dict[str, SaidSection]:
        return {section.id: section for section in self.sections}

    @classmethod
    def kept(cls, said: dict[str, Any]) -> Self:
        sections = tuple(SaidSection(**section) for section in said["sections"])
        return cls(said["headline"], said["standfirst"], sections)

    def to_keep(self) -> dict[str, Any]:
        kept = asdict(self)
        return {**kept, "sections": list(kept["sections"])}


def said_by(story: Any) -> Said:
    """`story` has the fields of a StoryPage, be it one of today's or of a migration's."""
    return Said(story.title, story.standfirst, tuple(map(_section, story.sections)))


def lines_of(html: str) -> str:
    words = unescape(strip_tags(_LINE_END.sub("\n", html)))
    return "\n".join(line for each in words.split("\n") if (line := " ".join(each.split())))


def _section(block: Any) -> SaidSection:
    value = block.value
    return SaidSection(
        id=block.id,
        label=value["label"],
        outside_label=value["outside_label"],
        free=value["free"],
        text=lines_of(value["text"].source),
    )
