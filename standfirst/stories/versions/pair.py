"""Which two versions an address asks to be compared."""

from collections.abc import Sequence


def pair_of(numbers: Sequence[int], asked_from: str, asked_to: str) -> tuple[int, int] | None:
    """The two versions, older first; None where there are not two. `numbers` go upwards.

    What is no number means the last two; a number there is no version of means the nearest there is.
    """
    if len(numbers) < 2:
        return None
    after = _nearest(numbers, asked_to, otherwise=numbers[-1])
    before = _nearest(numbers, asked_from, otherwise=_one_below(numbers, after))
    if before == after:
        before = _one_below(numbers, after)
    before, after = sorted((before, after))
    return (before, after) if before != after else (numbers[0], numbers[1])


def _nearest(numbers: Sequence[int], asked: str, otherwise: int) -> int:
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        return otherwise
    return min(numbers, key=lambda number: abs(number - int(asked)))


def _one_below(numbers: Sequence[int], number: int) -> int:
    return max((it for it in numbers if it < number), default=number)
