"""A process that hears of changes, as those that serve do; tests are deaf otherwise, and keep nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf

from standfirst.publication.hearing import HERE, Hearing


@contextmanager
def hearing() -> Iterator[None]:
    """It begins with nothing kept. Afterwards it is deaf again."""
    before = vars(HERE).copy()
    vars(HERE).update(vars(Hearing()))
    HERE.read()
    HERE.heard_at = inf  # however slow the machine is
    try:
        yield
    finally:
        vars(HERE).update(before)
