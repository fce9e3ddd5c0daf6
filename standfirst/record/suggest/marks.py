"""Where quotation marks open and close: typographic, straight, doubled apostrophes, single, French and German."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"''|``|[\"“”„‟«»]")
_PAIRED = {"“": "”", "„": "“”", "«": "»", "»": "«", "‟": "”"}
_SINGLE_OPEN = re.compile(
    r"(?<![\w’'])(?:‘|'(?![\s'])|‚|‹)(?=\S)(?!(?:\d0s|em|til|cause|bout|n|tis|twas)\b)"
)
_SINGLE_CLOSE = re.compile(r"(?<=\S)[’'›](?![\w’'])")
_LONGEST_SINGLE = 1500  # characters; a lone apostrophe must not swallow a page
_APOSTROPHE_S = re.compile(r"(?<=s)[’'](?=\s+[a-z])")


@dataclass(frozen=True, slots=True)
class Segment:
    """One pair of marks. `start`, `end` are of the words inside; `outer_start`, `outer_end` take in the marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    single: bool


def segments(text: str, start: int, end: int) -> list[Segment]:
    """The outermost quoted pieces of one paragraph; what is nested in them is theirs."""
    doubled = _doubles(text, start, end)
    singles = _singles(text, start, end, doubled)
    return sorted(doubled + singles, key=lambda it: it.start)


def _doubles(text: str, start: int, end: int) -> list[Segment]:
    found: list[Segment] = []
    stack: list[re.Match[str]] = []
    marks = [it for it in _TOKEN.finditer(text, start, end) if not _inches(text, it)]
    for number, mark in enumerate(marks):
        if _opens(text, mark, stack, marks[number + 1 :]):
            stack.append(mark)
        elif stack:
            opening = stack.pop()
            if not stack and (lone := _mismatched(text, opening, mark)) is not None:
                found.append(Segment(opening.end(), lone, opening.start(), lone + 1, True, False))
                stack.append(mark)
            elif not stack:
                found.append(_segment(opening, mark))
    if stack:
        found += _left_open(text, stack, found, end)
    return [it for it in found if it.end > it.start]


def _mismatched(text: str, opening: re.Match[str], mark: re.Match[str]) -> int | None:
    """Opened by a double mark, closed by a single one, before the next opens: where the single one is."""
    before, after = _around(text, mark)
    if mark.group() != '"' or not before.isspace() or not after.isalnum():
        return None
    return _lone_single(text, opening.end(), mark.start())


def _segment(opening: re.Match[str], closing: re.Match[str]) -> Segment:
    return Segment(opening.end(), closing.start(), opening.start(), closing.end(), True, False)


def _opens(
    text: str, mark: re.Match[str], stack: list[re.Match[str]], rest: list[re.Match[str]]
) -> bool:
    """Whether a mark opens; a straight one by its neighbours, and by turns where they do not tell."""
    sign = mark.group()
    if stack:
        opened = stack[-1].group()
        if sign in _PAIRED.get(opened, ""):
            return False
        return _nests(text, mark, opened, rest)
    if sign == "”":
        return False
    if sign in '"' or sign == "''":
        before, after = _around(text, mark)
        return not (after.isspace() and not before.isspace() and before not in ",:(")
    return True


def _nests(text: str, mark: re.Match[str], opened: str, rest: list[re.Match[str]]) -> bool:
    """A second opening mark before the first is closed: nested, if both will be closed."""
    sign = mark.group()
    before, after = _around(text, mark)
    if sign in ('"', "''", "``"):
        if opened not in ('"', "''", "``"):
            return False
        leans = (before.isspace() or before in "([—–") and (after.isalnum() or after in "$[")
        return leans and sum(it.group() == sign for it in rest) >= 2 and len(rest) % 2 == 0
    return sign != "”" and sign not in _PAIRED.get(opened, "")


def _around(text: str, mark: re.Match[str]) -> tuple[str, str]:
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    return before, after


def _inches(text: str, mark: re.Match[str]) -> bool:
    """5'10" and 12" are measures."""
    before, after = _around(text, mark)
    if mark.group() != '"' or not before.isdigit() or after.isalnum():
        return False
    line = text.rfind("\n", 0, mark.start()) + 1
    return text.count('"', line, mark.start()) % 2 == 0


def _left_open(
    text: str, stack: list[re.Match[str]], found: list[Segment], end: int
) -> list[Segment]:
    """A quote without its closing mark ends where the next opens, at a lone single mark, or with its paragraph."""
    pieces = []
    for number, opening in enumerate(stack):
        last = number + 1 == len(stack)
        stop = end if last else stack[number + 1].start()
        lone = _lone_single(text, opening.end(), stop) if opening.group() in ('"', "''") else None
        stop = lone if lone is not None else stop
        stop = len(text[opening.end() : stop].rstrip()) + opening.end()
        pieces.append(
            Segment(opening.end(), stop, opening.start(), stop + (lone is not None), False, False)
        )
    return [it for it in pieces if not any(it.start < f.start < it.end for f in found)] or pieces[
        :1
    ]


def _lone_single(text: str, start: int, end: int) -> int | None:
    closing = _SINGLE_CLOSE.search(text, start, end)
    while closing and _APOSTROPHE_S.match(text, closing.start()):
        closing = _SINGLE_CLOSE.search(text, closing.end(), end)
    opening = _SINGLE_OPEN.search(text, start, closing.start()) if closing else None
    return closing.start() if closing and not opening else None


def _singles(text: str, start: int, end: int, taken: list[Segment]) -> list[Segment]:
    found: list[Segment] = []
    at = start
    while opening := _SINGLE_OPEN.search(text, at, end):
        at = opening.end()
        inside = next(
            (it for it in taken if it.outer_start <= opening.start() < it.outer_end), None
        )
        if inside:
            at = max(at, inside.outer_end)
            continue
        closing = _closing_single(text, opening.end(), min(end, opening.end() + _LONGEST_SINGLE))
        if closing is None or any(
            it.outer_start < closing and opening.start() < it.outer_end for it in taken
        ):
            continue
        found.append(Segment(opening.end(), closing, opening.start(), closing + 1, True, True))
        at = closing + 1
    return found


def _closing_single(text: str, start: int, end: int) -> int | None:
    """The first closing mark; one that may be a plural's apostrophe only where no better one follows."""
    fallback = None
    for it in _SINGLE_CLOSE.finditer(text, start, end):
        if not _APOSTROPHE_S.match(text, it.start()):
            between = _SINGLE_OPEN.search(text, fallback + 1, it.start()) if fallback else None
            return fallback if between else it.start()
        fallback = fallback or it.start()
    return fallback
