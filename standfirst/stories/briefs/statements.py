"""`statements` of the front matter ↔ who said what, each field refused at its own line."""

import datetime
import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from .access import SLUG
from .brief import BriefSource, BriefStatement, BriefUnnamed, Fault
from .front_matter import Entry, mapping
from .links import web_address
from .moments import moment, when
from .text import bare, squashed
from .values import Entries, fit, is_nothing, listed, one_of, text_in

MODES = ("direct", "mixed", "paraphrase")
STANCES = ("states", "claims", "denies", "refers elsewhere", "declined", "had not commented")
NUMBERS = ("one", "several")
_KEYS = (
    *("words", "in", "after", "recorded", "mode", "who", "who_slug", "party", "party_slug"),
    *("unnamed", "office", "stance", "verb", "said", "where", "topic", "looked", "source"),
    *("reply_to", "id"),
)
_UNNAMED = ("as", "number", "side", "side_slug", "why")


def statements_in(
    entry: Entry | None, sources: Sequence[BriefSource]
) -> tuple[BriefStatement, ...]:
    """A statement's `source` is an address, or its number in the list of sources, from 1."""
    found = tuple(_statement(it, sources) for it in listed(entry, "statement", "- words: …"))
    seen: set[str] = set()
    for it in found:
        if it.id and it.id in seen:
            raise Fault(it.line, f"two statements have the id {it.id}", "Take one id out.")
        seen.add(it.id)
    return found


def written(it: BriefStatement) -> dict[str, Any]:
    """As front matter has it, without what is not said."""
    fields = {
        "words": bare(it.words),
        "in": squashed(it.section),
        "after": bare(it.after),
        "recorded": bare(it.recorded),
        "mode": it.mode,
        "who": squashed(it.who),
        "who_slug": it.who_slug,
        "party": squashed(it.party),
        "party_slug": it.party_slug,
        "unnamed": it.unnamed and _written_unnamed(it.unnamed),
        "office": squashed(it.office),
        "stance": it.stance if it.stance != STANCES[0] else "",
        "verb": squashed(it.verb),
        "said": it.said,
        "where": squashed(it.where),
        "topic": squashed(it.topic),
        "looked": it.looked,
        "source": it.source,
        "reply_to": bare(it.reply_to),
        "id": it.id,
    }
    return {key: value for key, value in fields.items() if value}


def _written_unnamed(it: BriefUnnamed) -> dict[str, str]:
    fields = {
        "as": squashed(it.described),
        "number": it.number,
        "side": squashed(it.side),
        "side_slug": it.side_slug,
        "why": squashed(it.why),
    }
    return {key: value for key, value in fields.items() if value}


def _statement(entry: Entry, sources: Sequence[BriefSource]) -> BriefStatement:
    parts = mapping(entry, _KEYS)
    for key in ("words", "mode"):
        if not text_in(parts, key):
            raise Fault(entry.line, f"a statement has no {key}", f"Write {key}: {_example(key)}.")
    return BriefStatement(
        words=text_in(parts, "words", bare),
        mode=one_of(parts, "mode", MODES),
        id=_id(parts),
        section=text_in(parts, "in"),
        after=text_in(parts, "after", bare),
        recorded=text_in(parts, "recorded", bare),
        who=text_in(parts, "who"),
        who_slug=_slug(parts, "who_slug"),
        party=text_in(parts, "party"),
        party_slug=_slug(parts, "party_slug"),
        unnamed=_unnamed(parts.get("unnamed")),
        office=text_in(parts, "office"),
        stance=one_of(parts, "stance", STANCES) or STANCES[0],
        verb=text_in(parts, "verb"),
        said=_said(parts),
        where=text_in(parts, "where"),
        topic=text_in(parts, "topic"),
        looked=_looked(parts),
        source=_source(parts, sources),
        reply_to=text_in(parts, "reply_to", bare),
        line=entry.line,
    )


def _example(key: str) -> str:
    return "and the words as the section has them" if key == "words" else ", ".join(MODES)


def _unnamed(entry: Entry | None) -> BriefUnnamed | None:
    if entry is None or is_nothing(entry):
        return None
    parts = mapping(entry, _UNNAMED)
    described = text_in(parts, "as")
    if not described:
        raise Fault(
            entry.line,
            "a source without a name is not described",
            "Write as: and how it is printed.",
        )
    return BriefUnnamed(
        described,
        one_of(parts, "number", NUMBERS),
        text_in(parts, "side"),
        _slug(parts, "side_slug"),
        text_in(parts, "why"),
    )


def _slug(parts: Entries, key: str) -> str:
    slug = text_in(parts, key)
    if slug and not SLUG.fullmatch(slug):
        raise Fault(
            parts[key].line,
            f"{key} “{slug}” cannot stand in an address",
            "Use letters, digits and hyphens.",
        )
    return slug


def _id(parts: Entries) -> str:
    text = text_in(parts, "id")
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        raise Fault(
            parts["id"].line, f"id “{text}” is none of a statement", "Leave it out; it gets one."
        ) from None


def _said(parts: Entries) -> str:
    text = text_in(parts, "said")
    said = when(text) if text else ""
    if said is None:
        raise Fault(
            parts["said"].line,
            f"said “{text}” is no time",
            "Write 2024, 2024-08, 2024-08-08 or 2024-08-08 10:30 +02:00.",
        )
    return said


def _looked(parts: Entries) -> datetime.datetime | None:
    text = text_in(parts, "looked")
    looked = moment(text)
    if text and not looked:
        raise Fault(
            parts["looked"].line,
            f"looked “{text}” is no time",
            "Write it as 2024-08-08 10:30 +02:00.",
        )
    return looked


def _source(parts: Entries, sources: Sequence[BriefSource]) -> str:
    text = text_in(parts, "source")
    if re.fullmatch(r"\d{1,3}", text, re.ASCII) and 1 <= int(text) <= len(sources):
        return sources[int(text) - 1].url
    url = web_address(text)
    if text and not url:
        raise Fault(
            parts["source"].line,
            f"source “{text}” is no web address, and no number in the list of sources",
            "Give the whole address, or the number of one of this file's sources, from 1.",
        )
    return fit(parts["source"].line, "url", url) if url else ""
