"""Two rows of words laid on each other with the fewest differences."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher

Laid = list[int | None]  # for each word of the one, its place in the other

_CELLS = 20_000  # compared cell by cell; above, the longest common stretch is taken as common
# Prices of a word: passed over where that is allowed, only in the other row, changed, only in this one.
_SKIPPED, _MISSED, _CHANGED, _ADDED = 0.1, 1.0, 1.05, 1.1


def align(printed: Sequence[str], said: Sequence[str], loose: AbstractSet[int]) -> Laid:
    """`printed` lies somewhere in `said`. Before the words at `loose`, words may be passed over.

    A word that was changed lies on the one it stands for; None: nothing there.
    """
    return _align(printed, said, loose, 0, open_start=True, open_end=True)


def _align(
    printed: Sequence[str],
    said: Sequence[str],
    loose: AbstractSet[int],
    first: int,
    *,
    open_start: bool,
    open_end: bool,
) -> Laid:
    if len(printed) * len(said) > _CELLS:
        common = SequenceMatcher(None, printed, said, autojunk=False).find_longest_match()
        if common.size:
            at, there, end = common.a, common.b, common.a + common.size
            above = _align(
                printed[:at], said[:there], loose, first, open_start=open_start, open_end=False
            )
            below = _align(
                printed[end:],
                said[there + common.size :],
                loose,
                first + end,
                open_start=False,
                open_end=open_end,
            )
            return [
                *above,
                *range(there, there + common.size),
                *(None if it is None else it + there + common.size for it in below),
            ]
    table = _table(printed, said, loose, first, open_start)
    return _traced(table, printed, said, open_end)


def _table(
    printed: Sequence[str],
    said: Sequence[str],
    loose: AbstractSet[int],
    first: int,
    open_start: bool,
) -> list[list[float]]:
    """`table[i][j]`: the price of the first i words printed against the first j said."""
    row: list[float] = [0.0 if open_start else _MISSED * j for j in range(len(said) + 1)]
    table = [row]
    for i, word in enumerate(printed):
        skip = _SKIPPED if first + i + 1 in loose else _MISSED
        above, row = row, [row[0] + _ADDED]
        left = row[0]
        for j, other in enumerate(said):
            diagonal = above[j] + (_CHANGED if word != other else 0.0)
            left = min(diagonal, above[j + 1] + _ADDED, left + skip)
            row.append(left)
        table.append(row)
    return table


def _traced(
    table: list[list[float]], printed: Sequence[str], said: Sequence[str], open_end: bool
) -> Laid:
    laid: Laid = [None] * len(printed)
    i = len(printed)
    j = min(range(len(said) + 1), key=table[-1].__getitem__) if open_end else len(said)
    while i and j:
        here = table[i][j]
        changed = _CHANGED if printed[i - 1] != said[j - 1] else 0.0
        if here == table[i - 1][j - 1] + changed:
            i, j = i - 1, j - 1
            laid[i] = j
        elif here == table[i - 1][j] + _ADDED:
            i -= 1
        else:
            j -= 1
    return laid
