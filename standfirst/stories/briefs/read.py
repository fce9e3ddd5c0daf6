"""A brief file, or a pasted text → a Brief; or a BriefError with file, line, reason and remedy."""

import dataclasses
import re
from pathlib import Path

from .body import Body
from .brief import Brief, Fault
from .fields import brief_of
from .front_matter import Entry, entries_in, split
from .headline import headline_from
from .markdown_reader import read_markdown, reads_as_markdown
from .plain import read_plain
from .text import cleaned, squashed, without_odd_breaks
from .values import fit

LARGEST = 1_000_000  # bytes

_FENCE = re.compile(r"\ufeff?\s*---[ \t]*[\r\n]")
_MARKDOWN = {".md", ".markdown"}
_TOO_LARGE = ("this is larger than 1 MB", "A brief is a page or two: leave out what is no text.")


def read_brief(path: Path, *, headline: str = "", skip: int = 0) -> Brief:
    """Markdown if the name ends in .md or .markdown, else plain text. Raises BriefError."""
    try:
        text = _decoded(_contents(path))
    except Fault as fault:
        raise fault.of(str(path)) from None
    markdown = path.suffix.lower() in _MARKDOWN
    return parse_brief(
        text, name=str(path), markdown=markdown, headline=headline, skip=skip, images=True
    )


def parse_brief(
    text: str,
    *,
    name: str,
    markdown: bool | None = None,
    headline: str = "",
    skip: int = 0,
    images: bool = False,
) -> Brief:
    """Raises BriefError, with `name` as its file.

    `markdown=None`: Markdown if it starts with front matter or `# `, or marks a section with `## ` or
    a label in bold; else plain text.
    `headline` wins over the file's; `skip` leaves out that many non-empty lines below the front
    matter. A time without a zone is taken as UTC. `images`: there is a folder to find them in.
    """
    try:
        return _parsed(text, markdown, headline, skip, images)
    except Fault as fault:
        raise fault.of(name) from None


def marks_itself(text: str) -> bool:
    """It starts with front matter, or is marked as Markdown."""
    return _FENCE.match(text) is not None or reads_as_markdown(text)


def _contents(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            contents = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Fault(1, "there is no such file", "Check the path.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Fault(
            1, f"this cannot be read ({reason})", "Name a text file you may read."
        ) from None
    if len(contents) > LARGEST:
        raise Fault(1, *_TOO_LARGE)
    return contents


def _decoded(contents: bytes) -> str:
    try:
        return contents.decode("utf-8")
    except UnicodeDecodeError as error:
        line = contents.count(b"\n", 0, error.start) + 1
        raise Fault(line, "this is not text in UTF-8", "Save the file as UTF-8.") from None


def _parsed(text: str, markdown: bool | None, headline: str, skip: int, images: bool) -> Brief:
    text = _readable(text)
    parts = split(text) if markdown is not False else None
    if markdown is None:
        markdown = parts is not None or reads_as_markdown(text)
    entries = entries_in(without_odd_breaks(parts[0])) if parts else {}
    front = brief_of(entries)
    below = parts[1] if parts else text
    has_standfirst = bool(front.standfirst)
    body = (
        read_markdown(below, skip, has_standfirst, images) if markdown else read_plain(below, skip)
    )
    return _assembled(front, entries, body, fit(1, "headline", squashed(headline)))


def _readable(text: str) -> str:
    if "\x00" in text:
        line = cleaned(text[: text.index("\x00")]).count("\n") + 1
        raise Fault(line, "this is not text: it has a NUL in it", "Save the brief as plain text.")
    if len(text) > LARGEST:
        raise Fault(1, *_TOO_LARGE)
    if not squashed(text):
        raise Fault(1, "there is nothing in it", "Write the standfirst and the sections.")
    return cleaned(text)


def _assembled(front: Brief, entries: dict[str, Entry], body: Body, headline: str) -> Brief:
    standfirst = front.standfirst or body.standfirst
    if not standfirst:
        raise Fault(
            1,
            "there is no standfirst",
            "Write the free opening paragraph above the first section.",
        )
    if not body.sections:
        raise Fault(
            1,
            "there is no section",
            "Add one below the standfirst: a paragraph that starts with a label and a colon.",
        )
    return dataclasses.replace(
        front,
        headline=headline or _headline(front, entries, body) or headline_from(standfirst),
        standfirst=standfirst,
        sections=body.sections,
        doubts=body.doubts,
    )


def _headline(front: Brief, entries: dict[str, Entry], body: Body) -> str:
    if front.headline and body.headline and front.headline != body.headline:
        raise Fault(
            body.headline_line,
            f"the headline is given twice, here and in line {entries['headline'].line}",
            "Keep one of the two.",
        )
    return fit(body.headline_line, "headline", front.headline or body.headline)
