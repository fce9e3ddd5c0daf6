"""What rooms above say of a price on its staff's page: whether whoever takes the money knows it."""

from collections.abc import Callable

from standfirst.membership.models import Price

Say = Callable[[Price], str]

_says: list[Say] = []


def say(words: Say) -> None:
    """Registered in a room's `ready()`; empty words are not shown."""
    _says.append(words)


def said(price: Price) -> list[str]:
    return [words for say in _says if (words := say(price))]
