"""A line for one reader, once: what has just come of what they did. Rooms say which words they have a line for.

The word stands in the query (`sharing.TOLD`), and asks; the line is made of the reader's own rows, never of the query.
"""

from collections.abc import Callable

from django.http import HttpRequest

from standfirst.publication.sharing import TOLD

Line = Callable[[HttpRequest], str]

_lines: dict[str, Line] = {}


def tells(*words: str) -> Callable[[Line], Line]:
    """The decorated function makes the line for these words; empty where there is nothing to say."""

    def keep(line: Line) -> Line:
        _lines.update(dict.fromkeys(words, line))
        return line

    return keep


def told_line(request: HttpRequest) -> str:
    """Empty, and no query, unless the address asks for a line that somebody here has."""
    line = _lines.get(request.GET.get(TOLD, ""))
    return line(request) if line else ""
