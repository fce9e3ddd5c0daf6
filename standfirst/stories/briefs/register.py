"""register.yaml: who speaks, for whom, from when to when, and what the desk keeps of its sources; beside the briefs."""

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from .access import SLUG
from .brief import BriefError, Fault
from .front_matter import Entry, Limits, entries_in, mapping
from .links import web_address
from .moments import day
from .text import cleaned, squashed
from .values import Entries, listed, one_of, text_in

NAME = "register.yaml"
LARGEST = 20_000_000  # bytes
KINDS = ("state", "public body", "institution", "company", "group", "other")
_LIMITS = Limits(
    "register",
    ("parties", "people", "posts", "sources"),
    LARGEST,
    deepest=5,  # a list of mappings, with a list of mappings: who held a post
    loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
)
_NAMED = ("name", "slug", "also_called", "wikidata")
_WIKIDATA = re.compile(r"Q[1-9]\d{0,18}", re.ASCII)


@dataclass(frozen=True)
class Listed:
    """A person, or a party. `slug`: of its page; "" where the file does not say."""

    name: str
    slug: str = ""
    also_called: tuple[str, ...] = ()
    wikidata: str = ""
    kind: str = ""  # of a party
    part_of: str = ""  # another party's name
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ListedTenure:
    who: str
    starts: datetime.date | None = None
    ends: datetime.date | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ListedPost:
    title: str
    party: str
    also_called: tuple[str, ...] = ()
    held_by: tuple[ListedTenure, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ListedSource:
    """`text` is what the desk keeps of it, for staff."""

    url: str
    publisher: str = ""
    title: str = ""
    date: datetime.date | None = None
    language: str = ""
    translator: str = ""
    text: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Register:
    parties: tuple[Listed, ...] = ()
    people: tuple[Listed, ...] = ()
    posts: tuple[ListedPost, ...] = ()
    sources: tuple[ListedSource, ...] = ()


def read_register(path: Path) -> Register:
    """Raises BriefError."""
    try:
        contents = path.read_bytes()
        text = contents[: LARGEST + 1].decode("utf-8")
    except OSError as error:
        reason = f"this cannot be read ({error.strerror})"
        raise BriefError(str(path), 1, reason, "Name a file you may read.") from None
    except UnicodeDecodeError:
        raise BriefError(
            str(path), 1, "this is not text in UTF-8", "Save the file as UTF-8."
        ) from None
    return parse_register(text, name=str(path))


def parse_register(text: str, *, name: str) -> Register:
    """Raises BriefError, with `name` as its file."""
    try:
        entries = entries_in(cleaned(text), _LIMITS)
        return Register(
            tuple(map(_party, listed(entries.get("parties"), "party", "- name: …"))),
            tuple(map(_person, listed(entries.get("people"), "person", "- name: …"))),
            tuple(map(_post, listed(entries.get("posts"), "post", "- title: …"))),
            tuple(map(_source, listed(entries.get("sources"), "source", "- url: https://…"))),
        )
    except Fault as fault:
        raise fault.of(name) from None


def _party(entry: Entry) -> Listed:
    return _listed(entry, (*_NAMED, "kind", "part_of"))


def _person(entry: Entry) -> Listed:
    return _listed(entry, _NAMED)


def _listed(entry: Entry, known: tuple[str, ...]) -> Listed:
    parts = mapping(entry, known)
    slug, wikidata = text_in(parts, "slug"), text_in(parts, "wikidata")
    if slug and not SLUG.fullmatch(slug):
        raise Fault(
            parts["slug"].line,
            f"slug “{slug}” cannot stand in an address",
            "Use letters and hyphens.",
        )
    if wikidata and not _WIKIDATA.fullmatch(wikidata):
        raise Fault(
            parts["wikidata"].line,
            f"wikidata “{wikidata}” is no id",
            "It is a Q with a number, like Q42.",
        )
    return Listed(
        _needed(entry, parts, "name"),
        slug,
        _names(parts),
        wikidata,
        one_of(parts, "kind", KINDS),
        text_in(parts, "part_of"),
        entry.line,
    )


def _post(entry: Entry) -> ListedPost:
    parts = mapping(entry, ("title", "party", "also_called", "held_by"))
    held_by = listed(parts.get("held_by"), "tenure", "- who: …")
    return ListedPost(
        _needed(entry, parts, "title"),
        _needed(entry, parts, "party"),
        _names(parts),
        tuple(map(_tenure, held_by)),
        entry.line,
    )


def _tenure(entry: Entry) -> ListedTenure:
    parts = mapping(entry, ("who", "from", "to"))
    starts, ends = _date(parts, "from"), _date(parts, "to")
    if starts and ends and ends < starts:
        raise Fault(parts["to"].line, "it ends before it begins", "Look at from and to.")
    return ListedTenure(_needed(entry, parts, "who"), starts, ends, entry.line)


def _source(entry: Entry) -> ListedSource:
    names = ("publisher", "title", "language", "translator")
    parts = mapping(entry, ("url", *names, "date", "text"))
    url = web_address(_needed(entry, parts, "url"))
    if not url:
        raise Fault(parts["url"].line, "url is no web address", "Give the source's whole address.")
    said = {name: text_in(parts, name) for name in names}
    text = text_in(parts, "text", lambda words: words.strip("\n"))
    return ListedSource(url, date=_date(parts, "date"), text=text, line=entry.line, **said)


def _names(parts: Entries) -> tuple[str, ...]:
    """One name, or a list of them."""
    entry = parts.get("also_called")
    if entry and isinstance(entry.node, yaml.ScalarNode):
        name = text_in(parts, "also_called")
        return (name,) if name else ()
    found = listed(entry, "name", "- …")
    return tuple(filter(None, (text_in({"name": it}, "name") for it in found)))


def _needed(entry: Entry, parts: Entries, key: str) -> str:
    text = text_in(parts, key, squashed)
    if not text:
        raise Fault(entry.line, f"{entry.key} has no {key}", f"Write {key}: and what it is.")
    return text


def _date(parts: Entries, key: str) -> datetime.date | None:
    text = text_in(parts, key)
    date = day(text)
    if text and not date:
        raise Fault(parts[key].line, f"{key} “{text}” is no day", "Write it as 2024-08-08.")
    return date
