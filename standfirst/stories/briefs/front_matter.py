"""The YAML between two `---` lines on top of a brief, with the line each key stands on."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from .brief import Fault
from .text import cleaned, without_odd_breaks

KEYS = (
    "headline",
    "standfirst",
    "desk",
    "access",
    "byline",
    "storyline",
    "published",
    "updated",
    "image",
    "slug",
    "sources",
    "statements",
)

_LONGEST = 100_000  # characters; PyYAML takes about a second for these
_DEEPEST = 4  # statements: a list of mappings, with one for a source without a name
_PLAIN_YAML = (
    "Put a value that has a colon in it, or that starts with a sign, in quotation marks; "
    "indent with spaces."
)


@dataclass(frozen=True)
class Entry:
    """A value and its place; `key` is for messages."""

    key: str
    line: int
    node: yaml.Node


def split(text: str) -> tuple[str, str] | None:
    """(front matter, body), each padded with empty lines so that its line numbers are the file's.

    None if the text does not start with a `---` line. Takes text as `cleaned` leaves it.
    """
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != "---":
        return None
    for end in range(start + 1, len(lines)):
        if lines[end].rstrip() in {"---", "..."}:
            padding = "\n" * (start + 1)
            yaml_text = padding + "\n".join(lines[start + 1 : end])
            return yaml_text, "\n" * (end + 1) + "\n".join(lines[end + 1 :])
    raise Fault(
        start + 1,
        "the front matter is opened by --- and never closed",
        "Put a line with --- after the last key.",
    )


@dataclass(frozen=True)
class Limits:
    """What YAML of ours may be. `what` is for messages; `longest` in characters, `deepest` in lists and mappings."""

    what: str
    known: tuple[str, ...]
    longest: int
    deepest: int
    loader: type[Any] = yaml.SafeLoader


FRONT_MATTER = Limits("front matter", KEYS, _LONGEST, _DEEPEST)


def entries_in(yaml_text: str, limits: Limits = FRONT_MATTER) -> dict[str, Entry]:
    """Raises Fault for what is not YAML, for unknown or doubled keys, and for aliases."""
    line, what = len(yaml_text) - len(yaml_text.lstrip("\n")), limits.what
    if len(yaml_text) > limits.longest:
        raise Fault(
            line, f"the {what} is too long", f"Keep it under {limits.longest:,} characters."
        )
    try:
        _refuse_bombs(yaml.parse(yaml_text, Loader=limits.loader), limits)
        node = yaml.compose(yaml_text, Loader=limits.loader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line + 1 if error.problem_mark else line
        raise Fault(at, f"the {what} is not valid YAML ({error.problem})", _PLAIN_YAML) from None
    except yaml.YAMLError:
        raise Fault(line, f"the {what} is not valid YAML", _PLAIN_YAML) from None
    return mapping(Entry(what, line, node), limits.known) if node else {}


def mapping(entry: Entry, known: Iterable[str]) -> dict[str, Entry]:
    """The entries of a mapping, by key."""
    known = list(known)
    if not isinstance(entry.node, yaml.MappingNode):
        raise Fault(
            entry.line, f"{entry.key} is not made of keys and values", f"Use {_listed(known)}."
        )
    found: dict[str, Entry] = {}
    for key_node, node in entry.node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key not in known:
            raise Fault(line, f"there is no key {_named(key)}", _did_you_mean(key, known))
        if key in found:
            raise Fault(line, f"{key} is given twice", f"Keep one {key}.")
        found[key] = Entry(key, line, node)
    return found


def line_of(text: str, key: str) -> int:
    """Where a brief's front matter has this key; 1 if it does not. Counts from 1.

    For callers that refuse a brief for what only they can know, such as a desk that is not there.
    """
    try:
        parts = split(without_odd_breaks(cleaned(text)))
        return entries_in(parts[0])[key].line if parts else 1
    except (Fault, KeyError):
        return 1


def line_with(text: str, words: str) -> int:
    """The first line that holds these words, counted from 1; 0 if there is none, or no words."""
    lines = cleaned(text).split("\n")
    return next((n for n, line in enumerate(lines, start=1) if words and words in line), 0)


def _refuse_bombs(events: Iterable[yaml.Event], limits: Limits) -> None:
    """Reads no further than it must: an alias can stand for millions of values."""
    depth = 0
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise Fault(
                line, f"the {limits.what} uses a YAML alias (*name)", "Write the value out."
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > limits.deepest:
            raise Fault(line, f"the {limits.what} is nested too deeply", _PLAIN_YAML)


def _named(key: str) -> str:
    return key if len(key) <= 40 else f"{key[:39]}…"


def _did_you_mean(key: str, known: list[str]) -> str:
    close = difflib.get_close_matches(key[:40], known, 1)
    return f"Did you mean {close[0]}?" if close else f"Use {_listed(known)}."


def _listed(known: list[str]) -> str:
    return f"{', '.join(known[:-1])} or {known[-1]}" if len(known) > 1 else known[0]
