"""The names in a byline, and where each leads: "Mara Lind and Jo Ade", "A, B and C", "By Mara Lind in Kyiv"."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from standfirst.stories.beside import authors_of

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage

_BETWEEN = re.compile(r"[,;&/|·•]|\b(?:and|with|und|mit|et|avec|och|og)\b", re.IGNORECASE)
_BEFORE = re.compile(r".*\bby\s+", re.IGNORECASE)  # "By …", "with reporting by …"
_PRINTED_BEFORE = re.compile(r"by\s+", re.IGNORECASE)
_WORD = re.compile(r"\S+")
# Words of a name that begin with a small letter, and never end one.
_PARTICLES = re.compile(
    "al|af|av|bint?|da|das|de|del|den|der|di|dos|du|el|ibn|la|le|ten|ter|van|von|y|zu"
)
# What follows a name after a comma and is none.
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})


@dataclass(frozen=True)
class Name:
    """`start` and `end` are its place in the byline, as in a slice."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """Some words of a byline. `url` is the author's page where they are an author's name."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Byline:
    pieces: tuple[Piece, ...] = ()

    @property
    def html(self) -> SafeString:
        return format_html_join("", "{}", ((_html(it),) for it in self.pieces))


def key_of(name: str) -> str:
    """What names are compared by: neither capitals nor spaces make another author."""
    return " ".join(name.split()).casefold()


def names_in(byline: str, known: Collection[str] = ()) -> tuple[Name, ...]:
    """Those that are `known` (by their keys), and words that look like a name. What stands round them is none."""
    parts = [found for start, end in _parts(byline) if (found := _name(byline, start, end, known))]
    single = all(len(it.text.split()) == 1 for it in parts)
    return tuple(
        it for it in parts if single or len(it.text.split()) > 1 or key_of(it.text) in known
    )


def byline_of(story: "StoryPage") -> Byline:
    """As printed, but for a "By" in front, which pages put there themselves; its authors' names are links."""
    urls = {key: it.url for it in authors_of(story) for key in it.printed_keys()}
    return Byline(tuple(_pieces(story.byline, urls)))


def _html(piece: Piece) -> str:
    return format_html('<a href="{}">{}</a>', piece.url, piece.text) if piece.url else piece.text


def _pieces(byline: str, urls: dict[str, str]) -> Iterator[Piece]:
    before = _PRINTED_BEFORE.match(byline)
    at = before.end() if before else 0
    for name in names_in(byline, urls):
        if url := urls.get(key_of(name.text)):
            if name.start > at:
                yield Piece(byline[at : name.start])
            yield Piece(name.text, url)
            at = name.end
    if byline[at:]:
        yield Piece(byline[at:])


def _parts(byline: str) -> Iterator[tuple[int, int]]:
    at = 0
    for between in _BETWEEN.finditer(byline):
        yield at, between.start()
        at = between.end()
    yield at, len(byline)


def _name(byline: str, start: int, end: int, known: Collection[str]) -> Name | None:
    before = _BEFORE.match(byline, start, end)
    words = list(_WORD.finditer(byline, before.end() if before else start, end))
    if not words:
        return None
    if key_of(byline[words[0].start() : end]) in known:
        return _from(byline, words)
    named = list(_leading(words))
    if not named or (len(named) == 1 and len(words) > 1):  # "World editor"
        return None
    return _from(byline, named)


def _leading(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The words at the front that a name is made of."""
    last = 0
    for number, word in enumerate(words, start=1):
        if _begins_a_name(word[0]):
            last = number
        elif not _PARTICLES.fullmatch(word[0].casefold()):
            break
    return words[:last]


def _begins_a_name(word: str) -> bool:
    """A capital, or a letter of a script that has none. Also "d'Arc" and "al-Jazari"."""
    if any(it.isdigit() for it in word) or word.strip(".").casefold() in _SUFFIXES:
        return False
    first = re.sub(r"^(?:d|l|al|el)['’-]", "", word)[:1].lstrip("'’")
    return first.isalpha() and not first.islower()


def _from(byline: str, words: list[re.Match[str]]) -> Name:
    start, end = words[0].start(), words[-1].end()
    return Name(byline[start:end], start, end)
