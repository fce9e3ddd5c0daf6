"""A section's bare text, as the record reads it: paragraphs with a blank line between, all else on one line.

What is set off as a quotation is put in marks, as it would be if it ran on in the text: each paragraph opens with one,
and the last ends with one.
"""

import re
from html import unescape

OPENING, CLOSING = "“", "”"
_MARKS = '“”"«»„‟'
_PARTS = re.compile(r"<blockquote\b[^>]*>(?P<quoted>.*?)</blockquote>", re.IGNORECASE | re.DOTALL)
_ENDS = re.compile(r"</(?:p|li|h\d|ul|ol)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def text_of(html: str) -> str:
    """Two quotations with nothing between them are one."""
    lines: list[str] = []
    end, quoted = 0, False  # whether the last line is a quotation that may go on
    for part in _PARTS.finditer(html):
        between = _lines(html[end : part.start()])
        if quoted and between:
            lines[-1] = _closed(lines[-1])
        lines += between
        said = _lines(part["quoted"])
        lines += [_opened(line) for line in said]
        quoted = bool(said) or (quoted and not between)
        end = part.end()
    if quoted:
        lines[-1] = _closed(lines[-1])
    return "\n\n".join(lines + _lines(html[end:]))


def _lines(html: str) -> list[str]:
    pieces = (unescape(_TAG.sub("", piece)) for piece in _ENDS.split(html))
    return [line for piece in pieces if (line := " ".join(piece.split()))]


def _opened(line: str) -> str:
    return line if line[0] in _MARKS else OPENING + line


def _closed(line: str) -> str:
    return line if line[-1] in _MARKS else line + CLOSING
