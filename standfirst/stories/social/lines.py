"""A headline in lines: as large as it fits, no line wider than the room, and all about as long."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from standfirst.stories.social.writing import Writing

LEADING = 1.14  # line height, in sizes
STEP = 4  # pixels between two sizes that are tried
CLOSE = 10  # pixels that make no difference to a line

Width = Callable[[str], float]


@dataclass(frozen=True)
class Room:
    """Pixels, and the sizes of type that may be used in it."""

    width: int
    height: int
    largest: int
    smallest: int


@dataclass(frozen=True)
class Lines:
    writing: Writing
    texts: tuple[str, ...]

    @property
    def leading(self) -> int:
        return round(self.writing.size * LEADING)


def set_lines(text: str, room: Room, typeface: str) -> Lines:
    """A smaller size comes before a broken word. What does not fit even in the smallest is cut, with an ellipsis."""
    least = Writing(text, typeface, room.smallest)
    keeps_words = _longest_word(text, least.width) <= room.width
    for size in range(room.largest, room.smallest, -STEP):
        writing = Writing(text, typeface, size)
        longest = _longest_word(text, writing.width) if keeps_words else 0
        lines = break_lines(text, room.width, writing.width)
        if longest <= room.width and len(lines) <= _most(room, size):
            narrowest = max(longest, room.width / 2) if keeps_words else room.width
            return Lines(writing, _balanced(text, lines, (narrowest, room.width), writing.width))
    lines = break_lines(text, room.width, least.width)
    return Lines(least, tuple(_cut(lines, _most(room, room.smallest), room.width, least.width)))


def _longest_word(text: str, width: Width) -> float:
    """Of the words that must stay whole: Chinese and Japanese may go on in the next line anywhere."""
    whole = [word for word in text.split() if not any(map(_is_wide, word))]
    return max(map(width, whole), default=0)


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in {"W", "F"}


def _most(room: Room, size: int) -> int:
    return max(1, int(room.height / (size * LEADING)))


def break_lines(text: str, room: float, width: Width) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer) <= room:
            lines[-1] = longer
        else:
            lines += _fitting(word, room, width)
    return [line for line in lines if line]


def _fitting(word: str, room: float, width: Width) -> list[str]:
    """In pieces, if it is wider than the room: a long word, or a sentence of a script without spaces."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and width(pieces[-1] + sign) > room:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _balanced(
    text: str, lines: list[str], between: tuple[float, float], width: Width
) -> tuple[str, ...]:
    """In as many lines, in the narrowest room that takes them."""
    narrow, wide = between
    while wide - narrow > CLOSE:
        middle = (narrow + wide) / 2
        tried = break_lines(text, middle, width)
        if len(tried) <= len(lines):
            wide, lines = middle, tried
        else:
            narrow = middle
    return tuple(lines)


def _cut(lines: list[str], most: int, room: int, width: Width) -> list[str]:
    if len(lines) <= most:
        return lines
    kept, last = lines[: most - 1], lines[most - 1]
    while last and width(f"{last}…") > room:
        last = last[:-1].rstrip()
    return [*kept, f"{last}…"]
