"""Noun phrases: who did it. No parser: some words can stand in a phrase, and others end it."""

import re
from dataclasses import dataclass
from typing import Literal

from standfirst.record.suggest.kinds import Name
from standfirst.record.suggest.outline import Sentence
from standfirst.record.suggest.tokens import Token
from standfirst.record.suggest.words.listing import words
from standfirst.record.suggest.words.people import (
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    PERSON_NOUNS,
)
from standfirst.record.suggest.words.places import PEOPLES
from standfirst.record.suggest.words.small import (
    AUXILIARIES,
    PREPOSITIONS,
    SUBORDINATORS,
)
from standfirst.record.suggest.words.verbs import REPORTING

CHAINING = words(
    "of for from at in with to on by about against near inside within behind during over into between"
)
PARTY = re.compile(r"[RDI]-[A-Z].*")  # of a member of parliament: R-Ohio
_AGENT = re.compile(r"\w{2,}(?:ist|ician|woman|person|crat)")
BREAKS = (SUBORDINATORS | PREPOSITIONS | AUXILIARIES) - {"second"}


@dataclass(slots=True)
class Phrase:
    """Token numbers, `last` inclusive. `kind`: name, pronoun or noun. `head`: the noun's or pronoun's word."""

    first: int
    last: int
    kind: Literal["name", "pronoun", "noun"]
    head: str
    name: Name | None = None
    aside: bool = False

    @property
    def speaks(self) -> bool:
        """Whether such a phrase can utter words: a person, a group, a body or a document."""
        return self.kind != "noun" or is_source(self.head)


def is_source(head: str) -> bool:
    """Whether a noun is one for those who speak: persons, groups, bodies, documents."""
    return bool(_AGENT.fullmatch(head)) or (
        head in PERSON_NOUNS or head in GROUP_NOUNS or head in BODY_NOUNS or head in DOCUMENT_NOUNS
    )


class Sighted:
    """A sentence's tokens, with the names that end and begin at each."""

    def __init__(self, sentence: Sentence, names: list[Name]) -> None:
        self.tokens = sentence.tokens
        self.names = names
        self.ending = {it.last: it for it in names}
        self.beginning = {it.whole: it for it in names}
        self.beginning.update({it.first: it for it in names})
        self.inside = {
            n for it in names if it.last > it.whole for n in range(it.whole, it.last + 1)
        }


def is_adverb(token: Token) -> bool:
    return token.low.endswith("ly") and len(token.low) > 4 and not token.capital


def is_verb(token: Token) -> bool:
    """A word that ends a phrase because it is a verb of reporting or plainly one."""
    if token.capital:
        return False
    verb = REPORTING.get(token.low)
    return verb is not None and verb.form in ("past", "third", "ing") and token.low not in PEOPLES
