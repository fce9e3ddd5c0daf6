"""A front matter entry → one piece of text, refused at its own line where it is none or too long."""

from collections.abc import Callable

import yaml

from .brief import LONGEST, Fault
from .front_matter import Entry
from .text import squashed

_NULL = "tag:yaml.org,2002:null"

Entries = dict[str, Entry]


def text_in(entries: Entries, key: str, read: Callable[[str], str] = squashed) -> str:
    """ "" if the key or its value is missing. Numbers and dates are taken as they are written."""
    entry = entries.get(key)
    if entry is None or is_nothing(entry):
        return ""
    if not isinstance(entry.node, yaml.ScalarNode):
        raise Fault(entry.line, f"{key} is not one piece of text", f"Write {key}: and the text.")
    return fit(entry.line, key, read(entry.node.value))


def fit(line: int, key: str, text: str) -> str:
    longest = LONGEST.get(key, len(text))
    if len(text) > longest:
        raise Fault(
            line, f"the {key} has {len(text)} characters", f"Cut it to {longest} at the most."
        )
    return text


def listed(entry: Entry | None, each: str, begins: str) -> list[Entry]:
    """The entries of a list; `each` and `begins` are for messages: what one is, and how one begins."""
    if entry is None or is_nothing(entry):
        return []
    if not isinstance(entry.node, yaml.SequenceNode):
        raise Fault(entry.line, f"{entry.key} is not a list", f"Start each {each} with “{begins}”.")
    return [Entry(f"a {each}", node.start_mark.line + 1, node) for node in entry.node.value]


def one_of(entries: Entries, key: str, known: tuple[str, ...]) -> str:
    """ "" if it is missing. Spelt with spaces or with underscores, in any case."""
    written = text_in(entries, key)
    choice = written.lower().replace("_", " ")
    if written and choice not in known:
        raise Fault(
            entries[key].line,
            f"{key} “{written}” is none we know",
            f"Use {', '.join(known[:-1])} or {known[-1]}.",
        )
    return choice


def is_nothing(entry: Entry) -> bool:
    return bool(entry.node.tag == _NULL)
