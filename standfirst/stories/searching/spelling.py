"""How near two spellings are, and how to look near ones up without comparing a word with all others.

Two words within n edits of each other become the same by leaving out at most n letters of each (W. Garbe's
"symmetric delete", https://github.com/wolfgarbe/SymSpell). So every word is kept under all it becomes, and looked
up by all the question becomes: plain look-ups, as fast among a hundred thousand words as among ten.
"""

from collections.abc import Iterable
from itertools import combinations
from zlib import crc32

# Letters of a word whose leaving out is kept. Nothing is missed: words within n edits have such beginnings too.
BEGINNING = 7
SHORTEST, LONGEST = 3, 40  # letters of words worth knowing


def reach(word: str) -> int:
    """How many edits away another spelling may be: short words have too many neighbours."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def keys(word: str) -> set[int]:
    """What it is kept under and looked up by: signed 32-bit numbers. Two words may share one by chance."""
    start = word[:BEGINNING]
    left = {
        "".join(kept)
        for out in range(reach(word) + 1)
        for kept in combinations(start, max(len(start) - out, 0))
    }
    return {crc32(it.encode()) - (1 << 31) for it in left}


def distance(one: str, other: str) -> int:
    """Letters added, left out, changed, or swapped with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        two_before, before, row = before, row, [i]
        for j, against in enumerate(other, start=1):
            same = letter == against
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (not same))
            if not same and i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
    return row[-1]


def nearest(word: str, known: Iterable[str]) -> list[tuple[int, str]]:
    """Of the known words, those within reach and how far they are, nearest first; first letters are seldom wrong."""
    within = [(distance(word, it), it[:1] != word[:1], it) for it in known if it != word]
    return [(far, it) for far, _, it in sorted(within) if far <= reach(word)]
