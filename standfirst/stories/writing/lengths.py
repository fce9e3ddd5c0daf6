"""How long writing is: in words, and in minutes of reading."""

import math
from collections.abc import Iterable
from html import unescape

from django.utils.html import strip_tags

WORDS_A_MINUTE = (
    238  # silent reading of English non-fiction: Brysbaert 2019, doi:10.1016/j.jml.2019.104047
)
LONG_STANDFIRST = 45  # words: about three lines on a wide screen, seven on a phone

_BLOCK_ENDS = ("</p>", "</li>", "</blockquote>", "<br/>", "<br>", "<br />")


def plain(html: str) -> str:
    """The words of rich text, those of neighbouring paragraphs kept apart."""
    for end in _BLOCK_ENDS:
        html = html.replace(end, f"{end} ")
    return unescape(strip_tags(html))


def minutes_of(texts: Iterable[str]) -> int:
    """Whole minutes, at least one."""
    words = sum(len(text.split()) for text in texts)
    return max(1, math.ceil(words / WORDS_A_MINUTE))
