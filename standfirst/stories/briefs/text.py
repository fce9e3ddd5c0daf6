"""Text made regular: what is invisible goes, runs of whitespace become one."""

import re
import unicodedata

# A single one of these is typography (“10 000”, « mot »), so it is kept.
NO_BREAK = "\u00a0\u202f"

_JUNK = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_NEWLINE = re.compile("\r\n?")
_ODD_BREAK = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_SPACE = re.compile(r"\s+")


def cleaned(text: str) -> str:
    """Newlines are \\n; control characters, byte order marks and lone surrogates are dropped."""
    return _JUNK.sub("", _NEWLINE.sub("\n", text))


def without_odd_breaks(text: str) -> str:
    """U+2028 and its like become spaces: Markdown and YAML disagree on whether they end a line."""
    return _ODD_BREAK.sub(" ", text)


def split_odd_breaks(line: str) -> list[str]:
    return _ODD_BREAK.split(line)


def gap(whitespace: str) -> str:
    """What a run of whitespace is reduced to."""
    return whitespace[0] if all(char in NO_BREAK for char in whitespace) else " "


def visible(text: str) -> bool:
    return any(not char.isspace() and unicodedata.category(char) != "Cf" for char in text)


def squashed(text: str) -> str:
    """One line of text; "" when nothing in it can be seen."""
    line = _SPACE.sub(lambda match: gap(match[0]), cleaned(text)).strip()
    return line if visible(line) else ""


def bare(text: str) -> str:
    """Words as a section's bare text has them: each paragraph on one line, an empty line between two."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", cleaned(text)))
    return "\n\n".join(filter(None, paragraphs))
