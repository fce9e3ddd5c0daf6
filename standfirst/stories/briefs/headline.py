"""A headline for a brief that has none: its standfirst's first sentence, cut to length."""

import re

CUT = 90  # characters, the ellipsis included
LONGEST_READ = 140  # characters; what is longer reads as a paragraph

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？]+[”’」』）]*")
_INITIALS = re.compile(r"(?:\w\.)*\w")  # U.S. · J. · a.m.
_ABBREVIATIONS = re.compile(
    r"mr|mrs|ms|dr|prof|rev|hon|gen|lt|col|maj|sgt|cpl|capt|cmdr|adm|sen|rep|gov|pres|st|jr|sr|"
    r"no|vs|etc|inc|ltd|co|corp|dept|est|approx|"
    r"jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec",
    re.IGNORECASE,
)


def headline_from(standfirst: str) -> str:
    return cut(first_sentence(standfirst))


def reads_as_headline(text: str) -> bool:
    """Short, and not ended as a sentence of prose is."""
    end = text.rstrip("\"'”’»)]")[-1:]
    return len(text) <= LONGEST_READ and end not in set(".:;,…")


def first_sentence(text: str) -> str:
    for match in _END.finditer(text):
        if _ends_sentence(text, match):
            return text[: match.end()].rstrip()
    return text


def cut(text: str, length: int = CUT) -> str:
    """At most `length` characters, cut after a whole word; ends in … only if it was cut."""
    if len(text) <= length:
        return text
    space = text.rfind(" ", 0, length)
    words = text[:space].rstrip(" ,;:–—-") if space > 0 else ""
    return (words or text[: length - 1]) + "…"


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 1]
    if following.islower():
        return False
    if not match[0].startswith(".") or match[0].startswith(".."):
        return True
    words = text[: match.start()].split()
    word = words[-1].lstrip("\"'“‘«([") if words else ""
    return not (_INITIALS.fullmatch(word) or _ABBREVIATIONS.fullmatch(word))
