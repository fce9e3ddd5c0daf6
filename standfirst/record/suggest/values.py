"""What is suggested, and what the caller knows beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Mode = Literal["direct", "mixed", "paraphrase"]


@dataclass(frozen=True, slots=True)
class Known:
    """The register's people and parties: each name and alias, with a key of the caller's choosing."""

    people: Mapping[str, str] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)


NOBODY = Known()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words of the text that somebody may have said. Offsets count code points; `end` is exclusive.

    `speaker`: the fullest name the text gives, None where it names nobody. `mention`: the words beside the quote that
    name the speaker. `stance`: "", or states, claims, denies, refers_elsewhere, declined, had_not_commented.
    `office`: as printed, "" if none. `confidence`: 0 to 1, that these are somebody's words and the name is right.
    `prefill`: sure enough to fill the name in. `key`: the caller's for the speaker, "" if it is not among the known.
    """

    start: int
    end: int
    text: str
    mode: Mode
    speaker: str | None
    mention: str | None
    mention_start: int | None
    mention_end: int | None
    cue: str
    confidence: float
    prefill: bool
    stance: str = ""
    office: str = ""
    key: str = ""

    @property
    def doubtful(self) -> bool:
        return not self.prefill
