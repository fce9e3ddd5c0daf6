"""What the desk check looks at: a story as it would go out, as frozen values."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

Span = tuple[int, int]  # characters of a section's text, the end exclusive


class Suggested(Protocol):
    """A suggestion of `record.suggest`, as far as the check asks; offsets count in its section's text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def speaker(self) -> str | None: ...
    @property
    def mention(self) -> str | None: ...


@dataclass(frozen=True)
class DraftSection:
    """`text`: plain, a line for each paragraph. `block_quotes`: what stands set off, without marks of its own.

    `parties`: whose section it is. `accused`: parties that it accuses. `suggestions`: of this text.
    """

    id: str
    label: str
    text: str
    block_quotes: tuple[Span, ...] = ()
    parties: tuple[str, ...] = ()
    accused: tuple[str, ...] = ()
    suggestions: Sequence[Suggested] = ()


@dataclass(frozen=True)
class DraftSource:
    """`text`: what is kept of it, "" where nothing is. `language`: its own, "" for the story's."""

    url: str
    publisher: str = ""
    title: str = ""
    date: datetime.date | None = None
    text: str = ""
    language: str = ""
    translator: str = ""


@dataclass(frozen=True)
class DraftParty:
    """Of the storyline. `state`: it is one, and no body of it."""

    name: str
    aliases: tuple[str, ...] = ()
    state: bool = False
    accused: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class DraftStatement:
    """`exact`: words of the section's text, with the marks and the writer's words among them; `start`: where, if known.

    `words`: as they go on record, "" where these are `exact`. `mode`: direct, mixed or paraphrase. `stance`: states,
    claims, denies, refers_elsewhere, declined or had_not_commented. `unnamed`: a source described as printed.
    `source`: its address. `looked_at`: when the desk last looked for a comment. `posts`: what the register has the
    person holding on that day; None where it does not know.
    """

    id: str
    section: str
    exact: str
    mode: str = "direct"
    person: str = ""
    party: str = ""
    party_is_state: bool = False
    office: str = ""
    unnamed: str = ""
    stance: str = "states"
    source: str = ""
    said_on: datetime.date | None = None
    looked_at: datetime.datetime | None = None
    posts: tuple[str, ...] | None = None
    start: int | None = None
    words: str = ""

    @property
    def has_speaker(self) -> bool:
        return bool(self.person or self.party or self.unnamed)

    @property
    def is_silence(self) -> bool:
        return self.stance in ("declined", "had_not_commented")


@dataclass(frozen=True)
class DraftPerson:
    """Somebody in the register whom the prose may name. `posts`: held on the day the story speaks of."""

    name: str
    posts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """`today` is the publication's; `is_archived`: by then it has been out for long.

    `language`: of the story; rules that know English words are for "en" alone.
    """

    headline: str
    standfirst: str
    sections: tuple[DraftSection, ...]
    today: datetime.date
    sources: tuple[DraftSource, ...] = ()
    statements: tuple[DraftStatement, ...] = ()
    parties: tuple[DraftParty, ...] = ()
    people: tuple[DraftPerson, ...] = ()
    language: str = "en"
    is_archived: bool = False
