"""What a transcript holds that the speaker did not say: "(Laughter.)", times, page numbers, a name repeated."""

import re

NOTES = (
    r"laughter|laughs|laughing|chuckles|applause|cheers|cheers and applause|inaudible|unintelligible|indiscernible"
    r"|cross-?\s?talk|pause|off[ -]?mic|off[ -]?mike|sic|ph|technical difficulties|no audible response"
)
_ASIDE = re.compile(
    rf"""
    [(\[]\s*(?:{NOTES})\s*\.?\s*[)\]]
    | [(\[]\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s*[)\]]
    | ^[ \t]*\d{{1,2}}:\d{{2}}:\d{{2}}(?=[ \t]|$)
    | ^[ \t]*\d{{1,2}}:\d{{2}}[ \t]*$
    | ^(?:[ \t]*\d+[ \t]*\n)?[ \t]*(?:\d{{1,2}}:)?\d{{2}}:\d{{2}}[.,]\d{{3}}[ \t]*-->.*$
    | ^[ \t]*(?:page[ \t]+\d+(?:[ \t]+of[ \t]+\d+)?|\d{{1,4}}[ \t]+of[ \t]+\d{{1,4}})[ \t]*$
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_LABEL = re.compile(
    r"^[ \t]*((?:[A-Z][\w.'’-]*)(?:[ \t]+[A-Z][\w.'’-]*){0,4})[ \t]*:(?=\s)", re.MULTILINE
)


_LINES = 5  # numbered ones, from which it is a habit
_NUMBERED = re.compile(r"^[ \t]*\d{1,2}(?=[ \t]+\S|[ \t]*$)", re.MULTILINE)


def asides_in(text: str) -> tuple[tuple[int, int], ...]:
    """Stretches nobody said, in order. A speaker's name counts only where the same one speaks on."""
    found = [it.span() for it in _ASIDE.finditer(text)]
    numbers = [it.span() for it in _NUMBERED.finditer(text)]
    if len(numbers) > _LINES and len(numbers) > text.count("\n") * 0.6:  # as courts number lines
        found += numbers
    speaking = ""
    for label in _LABEL.finditer(text):
        if label[1] == speaking:
            found.append(label.span())
        speaking = label[1]
    return _apart(sorted(found))


def _apart(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return tuple(apart)
