"""What every page needs and seldom changes, kept in the process until it is told of (`publication.changes`).

Where nobody reads the changes, as in commands, the worker and tests, nothing is kept: the database is asked each time.
"""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from standfirst.publication.changes import EVERYTHING
from standfirst.publication.hearing import HERE, Hearing

FRESH = 2.0  # seconds: a process that has heard nothing for longer asks

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """A function without arguments, asked once until one of its topics is told. What it gives must not be changed."""

    def __init__(self, load: Callable[[], Value], *topics: str, hearing: Hearing = HERE) -> None:
        self._load, self._topics, self._hearing = load, (EVERYTHING, *topics), hearing
        self._kept: tuple[Value, float] | None = None

    def __call__(self) -> Value:
        kept = self._kept
        if kept and self._is_good(kept[1]):
            return kept[0]
        began = time.monotonic()
        value = self._load()
        self._kept = (value, began)
        return value

    def _is_good(self, began: float) -> bool:
        return self._hearing.is_fresh(FRESH) and not self._hearing.told_since(self._topics, began)
