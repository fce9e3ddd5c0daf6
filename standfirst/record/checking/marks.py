"""Where words stand in quotation marks."""

import re

from .draft import Span

_MARK = re.compile(
    r"[“”„«»‹›\"]|(?<![\w’])‘(?!\d0s|em\b|til\b|tis\b|twas\b|cause\b)(?=\S)|(?<=\S)’(?!\w)"
    r"|(?<!\w)‚(?=\S)|(?P<closing>(?<=[\w.,!?…])‘(?!\w))"
)
_CLOSES = {
    **{"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"'},
    **{"‘": "’", "‚": "‘’", "‹": "›", "›": "‹"},
}
OPENING = frozenset(_CLOSES)  # every mark that can begin a quote


def pairs_in(text: str) -> list[Span]:
    """The words inside each pair, nested ones not counted. A quote that goes on below ends with its paragraph."""
    return [
        (line.start() + start, line.start() + end)
        for line in re.finditer(r"[^\n]+", text)
        for start, end in _pairs(line[0])
        if start < end
    ]


def _pairs(line: str) -> list[Span]:
    found: list[Span] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(line):
        if opened is None:
            opened = mark if _opens(line, mark) else None
        elif mark[0] in _CLOSES[opened[0]] and not (opened[0] == "‘" and _possessive(line, mark)):
            found.append((opened.end(), mark.start()))
            opened = None
    if opened is not None and opened[0] not in '‘‚"':
        found.append((opened.end(), len(line.rstrip())))
    return found


def _opens(line: str, mark: re.Match[str]) -> bool:
    return mark[0] in _CLOSES and not mark["closing"] and not _is_inches(line, mark)


def _is_inches(line: str, mark: re.Match[str]) -> bool:
    return mark[0] == '"' and line[mark.start() - 1 : mark.start()].isdigit()


def _possessive(line: str, mark: re.Match[str]) -> bool:
    """In single marks, the apostrophe of "the workers’ rights" closes nothing where another mark follows that does."""
    return (
        line[mark.start() - 1] == "s"
        and re.match(r"’ \w", line[mark.start() :]) is not None
        and ("’" in line[mark.end() :])
    )
