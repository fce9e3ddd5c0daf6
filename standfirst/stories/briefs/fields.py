"""Front matter entries → the fields of a brief, each refused at its own line."""

import datetime

import yaml

from .access import SLUG, access_level
from .brief import Brief, BriefImage, BriefSource, Fault
from .front_matter import Entry, mapping
from .image_paths import image_path
from .links import web_address
from .moments import day, moment
from .statements import statements_in
from .text import squashed
from .values import Entries, listed, text_in


def brief_of(entries: Entries) -> Brief:
    """The brief as far as its front matter tells it: no sections, "" where nothing is said."""
    sources = _sources(entries.get("sources"))
    return Brief(
        headline=text_in(entries, "headline"),
        standfirst=text_in(entries, "standfirst"),
        sections=(),
        desk=text_in(entries, "desk"),
        access=_access(entries.get("access")),
        byline=text_in(entries, "byline"),
        storyline=text_in(entries, "storyline"),
        published=_moment(entries, "published"),
        updated=_moment(entries, "updated"),
        image=_image(entries.get("image")),
        slug=_slug(entries),
        sources=sources,
        statements=statements_in(entries.get("statements"), sources),
    )


def _slug(entries: Entries) -> str:
    slug = text_in(entries, "slug")
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
        text = text_in({"access": entry}, "access") if entry else ""
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
        return ",".join(text_in({"plans": plan}, "plans") for plan in plans)
    return text_in({"plans": entry}, "plans")


def _moment(entries: Entries, key: str) -> datetime.datetime | None:
    text = text_in(entries, key)
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
        written = text_in(parts, "path", str.strip)
    else:
        parts = {}
        written = text_in({"image": entry}, "image", str.strip)
    path = image_path(written)
    if path:
        return BriefImage(path, text_in(parts, "alt"), text_in(parts, "credit"))
    if written or parts.keys() - {"path"}:
        raise Fault(
            entry.line,
            f"image “{squashed(written)}” is not a file beside the brief",
            "Give a path relative to the brief, such as images/harbour.jpg, without “..”.",
        )
    return None


def _sources(entry: Entry | None) -> tuple[BriefSource, ...]:
    return tuple(map(_source, listed(entry, "source", "- url: https://…")))


def _source(entry: Entry) -> BriefSource:
    if isinstance(entry.node, yaml.ScalarNode):
        parts = {"url": Entry("url", entry.line, entry.node)}
    else:
        parts = mapping(entry, ("url", "publisher", "title", "date"))
    written = text_in(parts, "url")
    url = web_address(written)
    if not url:
        line = parts["url"].line if "url" in parts else entry.line
        raise Fault(
            line,
            f"url “{written}” is no web address",
            "Give the source's whole address, starting with https:// or http://.",
        )
    return BriefSource(url, text_in(parts, "publisher"), text_in(parts, "title"), _date(parts))


def _date(parts: Entries) -> datetime.date | None:
    text = text_in(parts, "date")
    date = day(text)
    if text and not date:
        raise Fault(parts["date"].line, f"date “{text}” is no day", "Write it as 2024-08-08.")
    return date
