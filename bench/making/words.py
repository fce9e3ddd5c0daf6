"""A language of our own: words made of syllables, some used often and most seldom, as in any language."""

import itertools
import random
from collections.abc import Sequence
from functools import cache

WORDS = 30_000
RUNNING = 1 << 20  # words that are written down one after another, to be drawn from
A_SENTENCE = 14  # words
SYLLABLES = (
    "ba be bi bo da de di do fa fe fi ga go ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe pi po "
    "ra re ri ro sa se si so ta te ti to va ve vi vo za zu bren dor fal gar hel jun kel lund mar nor pel rin "
    "sal tor ver wen"
)


@cache
def vocabulary() -> tuple[str, ...]:
    """The most used first; none twice."""
    drawn = random.Random("words")
    syllables = SYLLABLES.split()
    words: dict[str, None] = {}
    while len(words) < WORDS:
        count = min(4, 1 + len(words) // 40)  # what is used most is short
        words["".join(drawn.choices(syllables, k=drawn.randint(max(1, count - 1), count)))] = None
    return tuple(words)


@cache
def _running() -> tuple[str, ...]:
    """By Zipf's law: the second word is used half as often as the first, the third a third."""
    weights = itertools.accumulate(1 / (rank + 3) for rank in range(WORDS))
    return tuple(
        random.Random("running").choices(vocabulary(), cum_weights=list(weights), k=RUNNING)
    )


def draw(chance: random.Random, count: int) -> tuple[str, ...]:
    """Some words from somewhere: to draw each for itself would take most of the time of making a world."""
    start = chance.randrange(RUNNING - count)
    return _running()[start : start + count]


def sentence(words: Sequence[str], end: str = ".") -> str:
    said = " ".join(words)
    return f"{said[:1].upper()}{said[1:]}{end}"


def paragraph(words: Sequence[str]) -> str:
    starts = range(0, len(words), A_SENTENCE)
    return " ".join(sentence(words[start : start + A_SENTENCE]) for start in starts)
