"""What is shown of a found story: words its reader may read, with those that were asked for marked."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from standfirst.publication.folding import Word, words_in

LONG, BEFORE = (
    240,
    60,
)  # characters of an excerpt, and how many of them stand before the first match


@dataclass(frozen=True)
class Passage:
    """A part of a story its reader may read. `whole`: shown without leaving out its beginning or end."""

    label: str
    text: str
    whole: bool = False


@dataclass(frozen=True)
class Excerpt:
    label: SafeString
    text: SafeString


def marked(text: str, terms: Collection[str]) -> SafeString:
    """Plain text as HTML: escaped, and with <mark> round each of the terms."""
    return format_html_join("", "{}", ((piece,) for piece in _pieces(text, terms)))


def _pieces(text: str, terms: Collection[str]) -> Iterator[str]:
    at = 0
    for word in words_in(text):
        if word.folded in terms:
            yield text[at : word.start]
            yield format_html("<mark>{}</mark>", word.printed)
            at = word.end
    yield text[at:]


def excerpt(passages: Sequence[Passage], terms: Collection[str]) -> Excerpt:
    """Of the passage with the most of the terms; the first of those that have as many."""
    best = max(passages, key=lambda it: _held(f"{it.label} {it.text}", terms))
    text = best.text if best.whole else _cut(best.text, terms)
    return Excerpt(marked(best.label, terms), marked(text, terms))


def _held(text: str, terms: Collection[str]) -> int:
    return len({it.folded for it in words_in(text)}.intersection(terms))


def _cut(text: str, terms: Collection[str]) -> str:
    """The stretch that holds the most of the terms, in whole words."""
    words = list(words_in(text))
    matches = [it for it in words if it.folded in terms]
    if not matches or len(text) <= LONG:
        first = 0
    else:
        best = max(matches, key=lambda it: len({m.folded for m in matches if _near(it, m)}))
        first = next((it.start for it in words if it.start >= best.start - BEFORE), 0)
    last = max((it.end for it in words if it.end <= first + LONG), default=len(text))
    last = len(text) if len(text) - last < BEFORE else last
    return ("… " if first else "") + text[first:last].strip() + (" …" if last < len(text) else "")


def _near(one: Word, other: Word) -> bool:
    return one.start <= other.start <= one.start + LONG - BEFORE
