"""What search asks of an entry, and what an entry holds: tokens, each with a key that says who may ask for it. Pure.

Words that may not be read have another key than those that may (`gate.tokens`): a locked word finds what a nonsense
word finds, and costs no more. So has a stance, which tells of the words. Who spoke, and on which storyline, has none.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from standfirst.gate.access import PUBLIC, Access
from standfirst.gate.tokens import FREE, key_of, token
from standfirst.publication.folding import words_of


@dataclass(frozen=True)
class Both:
    """All of them."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Either:
    parts: tuple["Expression", ...]


Expression = str | Both | Either


@dataclass(frozen=True)
class Question:
    """`terms`: folded words. `parties`: a party with its parts. `starts` and `ends`: instants, the second excluded."""

    terms: tuple[str, ...] = ()
    person: int | None = None
    parties: Collection[int] = ()
    storyline: int | None = None
    stance: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    opened: Collection[Access] = field(default=(), repr=False)

    def expression(self) -> Expression | None:
        """None where nothing of an entry is asked."""
        parts: list[Expression] = []
        if self.person is not None:
            parts.append(of_person(self.person))
        if self.parties:
            parts.append(Either(tuple(of_party(it) for it in sorted(self.parties))))
        if self.storyline is not None:
            parts.append(of_storyline(self.storyline))
        if self.terms or self.stance:
            keys = sorted({FREE, *map(key_for, self.opened)})
            parts.append(Either(tuple(self._with(key) for key in keys)))
        return Both(tuple(parts)) if parts else None

    def _with(self, key: str) -> Expression:
        stance = (of_stance(key, self.stance),) if self.stance else ()
        return Both((*stance, *(token(key, term) for term in self.terms)))


@dataclass(frozen=True)
class Asked:
    """An expression to be found among the places from `lowest` to `highest`, both included, at `now`.

    So many of them at most; the oldest first if `newer`, else the newest.
    """

    expression: Expression
    lowest: int
    highest: int
    newer: bool
    limit: int
    now: datetime


@dataclass(frozen=True)
class Entry:
    """`tokens`: separated by spaces. `access` and `free`: those they were made for."""

    statement: int
    place: int
    access: Access
    free: bool
    tokens: str


def key_for(access: Access) -> str:
    """What everyone may read is free, whatever the section says."""
    return FREE if access == PUBLIC else key_of(access)


def of_person(pk: int) -> str:
    return f"n{pk}"


def of_party(pk: int) -> str:
    return f"p{pk}"


def of_storyline(pk: int) -> str:
    return f"l{pk}"


def of_stance(key: str, stance: str) -> str:
    return f"s{key[1:]}{stance.replace('_', '')}"


def entry_words(key: str, told: Iterable[str], words: Iterable[str], stance: str) -> set[str]:
    """`told`: texts that everyone may read, of whomever. Asked together with words, they have the words' key too."""
    free = {word.folded for word in words_of(told)}
    every = free | {word.folded for word in words_of(words)}
    return {
        of_stance(key, stance),
        *(token(FREE, it) for it in free),
        *(token(key, it) for it in every),
    }
