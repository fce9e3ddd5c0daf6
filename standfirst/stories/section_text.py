"""A section's bare text, as the record reads it: paragraphs with a blank line between, all else on one line."""

import re
from html import unescape

_ENDS = re.compile(r"</(?:p|li|blockquote|h\d|ul|ol)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def text_of(html: str) -> str:
    pieces = (unescape(_TAG.sub("", piece)) for piece in _ENDS.split(html))
    return "\n\n".join(line for piece in pieces if (line := " ".join(piece.split())))
