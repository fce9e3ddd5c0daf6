"""Front matter entries → the fields of a brief, each refused at its own line."""

import datetime
from collections.abc import Callable

import yaml

from .access import SLUG, access_level
from .brief import LONGEST, Brief, BriefImage, BriefSource, Fault
from .front_matter import Entry, mapping
from .image_paths import image_path
from .links import web_address
from .moments import day, moment
from .text import squashed

_NULL = "tag:yaml.org,2002:null"

Entries = dict[str, Entry]


def brief_of(entries: Entries) -> Brief:
    """The brief as far as its front matter tells it: no sections, "" where nothing is said."""
    return Brief(
        headline=_text(entries, "headline"),
        standfirst=_text(entries, "standfirst"),
        sections=(),
        desk=_text(entries, "desk"),
        access=_access(entries.get("access")),
        byline=_text(entries, "byline"),
        storyline=_text(entries, "storyline"),
        published=_moment(entries, "published"),
        updated=_moment(entries, "updated"),
        image=_image(entries.get("image")),
        slug=_slug(entries),
        sources=_sources(entries.get("sources")),
    )


def fit(line: int, key: str, text: str) -> str:
    longest = LONGEST.get(key, len(text))
    if len(text) > longest:
        raise Fault(
            line, f"the {key} has {len(text)} characters", f"Cut it to {longest} at the most."
        )
    return text


def _text(entries: Entries, key: str, read: Callable[[str], str] = squashed) -> str:
    """ "" if the key or its value is missing. Numbers and dates are taken as they are written."""
    entry = entries.get(key)
    if entry is None or entry.node.tag == _NULL:
        return ""
    if not isinstance(entry.node, yaml.ScalarNode):
        raise Fault(entry.line, f"{key} is not one piece of text", f"Write {key}: and the text.")
    return fit(entry.line, key, read(entry.node.value))


def _slug(entries: Entries) -> str:
    slug = _text(entries, "slug")
    if slug and not SLUG.fullmatch(slug):
        raise Fault(
            entries["slug"].line,
            f"slug “{slug}” cannot stand in an address",
            "Use letters, digits and hyphens.",
        )
    return slug


def _access(entry: Entry | None) -> str:
    """Plans may be a mapping too, since `access: plans: basic` is no YAML."""
    if entry and isinstance(entry.node, yaml.MappingNode):
        text = f"plans: {_plans(mapping(entry, ['plans'])['plans'])}" if entry.node.value else " "
    else:
        text = _text({"access": entry}, "access") if entry else ""
    level = access_level(text)
    if entry and text and not level:
        raise Fault(
            entry.line,
            f"access “{text.strip()}” is none we know",
            'Use public, registered, members or, in quotation marks, "plans: basic, plus".',
        )
    return level or ""


def _plans(entry: Entry) -> str:
    if isinstance(entry.node, yaml.SequenceNode):
        plans = [Entry("plans", entry.line, node) for node in entry.node.value]
        return ",".join(_text({"plans": plan}, "plans") for plan in plans)
    return _text({"plans": entry}, "plans")


def _moment(entries: Entries, key: str) -> datetime.datetime | None:
    text = _text(entries, key)
    when = moment(text)
    if text and not when:
        raise Fault(
            entries[key].line,
            f"{key} “{text}” is no time",
            "Write it as 2024-08-08 10:30 +02:00; without a time zone it is taken as UTC.",
        )
    return when


def _image(entry: Entry | None) -> BriefImage | None:
    if entry is None:
        return None
    if isinstance(entry.node, yaml.MappingNode):
        parts = mapping(entry, ("path", "alt", "credit"))
        written = _text(parts, "path", str.strip)
    else:
        parts = {}
        written = _text({"image": entry}, "image", str.strip)
    path = image_path(written)
    if path:
        return BriefImage(path, _text(parts, "alt"), _text(parts, "credit"))
    if written or parts.keys() - {"path"}:
        raise Fault(
            entry.line,
            f"image “{squashed(written)}” is not a file beside the brief",
            "Give a path relative to the brief, such as images/harbour.jpg, without “..”.",
        )
    return None


def _sources(entry: Entry | None) -> tuple[BriefSource, ...]:
    if entry is None or entry.node.tag == _NULL:
        return ()
    if not isinstance(entry.node, yaml.SequenceNode):
        raise Fault(
            entry.line, "sources is not a list", "Start each source with “- url: https://…”."
        )
    return tuple(
        _source(Entry("a source", node.start_mark.line + 1, node)) for node in entry.node.value
    )


def _source(entry: Entry) -> BriefSource:
    if isinstance(entry.node, yaml.ScalarNode):
        parts = {"url": Entry("url", entry.line, entry.node)}
    else:
        parts = mapping(entry, ("url", "publisher", "title", "date"))
    written = _text(parts, "url")
    url = web_address(written)
    if not url:
        line = parts["url"].line if "url" in parts else entry.line
        raise Fault(
            line,
            f"url “{written}” is no web address",
            "Give the source's whole address, starting with https:// or http://.",
        )
    return BriefSource(url, _text(parts, "publisher"), _text(parts, "title"), _date(parts))


def _date(parts: Entries) -> datetime.date | None:
    text = _text(parts, "date")
    date = day(text)
    if text and not date:
        raise Fault(parts["date"].line, f"date “{text}” is no day", "Write it as 2024-08-08.")
    return date
