"""Quoted words held to the text of their source, in one way for the desk check and for the record."""

import re
from collections.abc import Sequence

from standfirst.record.verify import Mark, Match, verify

from .marks import OPENING, pairs_in

RANK = {Mark.ABSENT: 0, Mark.ALTERED: 1, Mark.TRANSLATED: 2, Mark.MARKED: 3, Mark.VERBATIM: 4}
_OUTER = re.compile(r"[“”„«»\"]")
_OPENS = {"”": "“", "»": "«", '"': '"'}
_CLOSES = {"‘": "’", "‚": "’"}  # of those that do not end with their paragraph


def held(
    pieces: Sequence[str], text: str, *, is_direct: bool, language_differs: bool = False
) -> Match:
    """Of a mixed statement each quoted piece has to stand there; a direct one goes on where it was interrupted."""
    whole = verify(pieces, text, language_differs=language_differs)
    if is_direct or len(pieces) == 1 or whole.holds:
        return whole
    matches = [verify(it, text, language_differs=language_differs) for it in pieces]
    return min(matches, key=lambda it: RANK[it.mark])


def pieces_of(words: str, before: str = "", *, is_direct: bool) -> list[str]:
    """The words of a statement that are quoted; all of them where none are marked.

    `before`: what stands before them, as far as it is known. They may begin and end within the marks.
    """
    opener = before[-1:] if before[-1:] in OPENING else _opener_of(words)
    if is_direct and not opener and not _OUTER.search(words):
        return [words]
    line = f"{opener}{words}"
    line += _CLOSES.get(opener, '"' if line.count('"') % 2 else "")
    return [line[start:end] for start, end in pairs_in(line)] or [words]


def _opener_of(words: str) -> str:
    """Of words that begin within a quote: the mark that the first one closes."""
    first = _OUTER.search(words)
    if first is None or not re.search(r"[\w,.!?…—–-]\Z", words[: first.start()]):
        return ""
    return _OPENS.get(first[0], "")
