"""A kind of change: it prepares something, says what readers see of it before and after, and then makes the change."""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Look:
    """`old` is on the page before the change and not after it, `new` the other way round; empty: nothing to look for.

    An answer begins with its status and the cookies it sets, as `watching.Browser` writes it. `kept`: whether the old
    page comes from memory.
    """

    path: str
    old: str = ""
    new: str = ""
    cookies: Mapping[str, str] = field(default_factory=dict)
    kept: bool = True

    def is_old(self, text: str) -> bool:
        return self.old in text and not (self.new and self.new in text)

    def is_new(self, text: str) -> bool:
        return self.new in text and not (self.old and self.old in text)


# Given a word that is its own. It yields once: what is to be seen, and from when on, where that is not at once.
Steps = Generator[Sequence[Look], None, datetime | None]
Kind = Callable[[str], Steps]

KINDS: dict[str, Kind] = {}
# Prepared all together, some seconds before the first of them has its turn: a pass from soon after its reader changed
# is not believed.
OF_READERS: list[str] = []


def kind(make: Kind) -> Kind:
    KINDS[make.__name__] = make
    return make


def of_readers(make: Kind) -> Kind:
    OF_READERS.append(make.__name__)
    return kind(make)
