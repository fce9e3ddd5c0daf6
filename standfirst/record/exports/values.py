"""A statement as plain values, for JSON and tables. Made of what `record.reading` lets be read, and of nothing else."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from standfirst.publication.addresses import whole
from standfirst.record.reading import Cited, Dispute, Linked, Said

# A spreadsheet takes a cell that begins so for a formula: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")

COLUMNS = (
    *("number", "id", "url", "locked", "speaker", "person", "person_url", "party", "party_url"),
    *("side", "side_url", "unnamed", "unnamed_number", "unnamed_why", "office"),
    *("said_at", "precision", "where", "mode", "words", "verb", "stance", "topic", "looked_at"),
    *("mark", "source_url", "source_name", "source_publisher", "source_date", "source_language"),
    *("exact", "prefix", "suffix", "reply_to", "story", "story_url", "storyline", "storyline_url"),
    *("published_at", "access", "free", "disputes"),
)


def as_json(said: Said) -> dict[str, Any]:
    """Every field, None or "" where there is nothing to say: readers of a locked one get the same fields."""
    return {
        "number": said.pk,
        "id": str(said.uid),
        "url": whole(said.url),
        "locked": said.locked,
        "speaker": said.speaker,
        "person": _named(said.person),
        "party": _named(said.party),
        "side": _named(said.side),
        "unnamed": said.unnamed,
        "unnamed_number": said.unnamed_number,
        "unnamed_why": said.unnamed_why,
        "office": said.office,
        "said_at": said.said_at.isoformat(),
        "precision": str(said.precision),
        "where": said.where,
        "mode": _plain(said.mode),
        "words": said.words,
        "verb": said.verb,
        "stance": _plain(said.stance),
        "topic": said.topic,
        "looked_at": _moment(said.looked_at),
        "mark": _plain(said.mark),
        "source": _source(said.source),
        "exact": said.exact,
        "prefix": said.prefix,
        "suffix": said.suffix,
        "reply_to": said.reply_to,
        "story": {"name": said.story.name, "url": whole(said.place)},
        "storyline": _named(said.storyline),
        "published_at": said.published_at.isoformat(),
        "access": str(said.access),
        "free": said.free,
        "disputes": [_dispute(it) for it in said.disputes],
    }


def as_cells(said: Said) -> list[str]:
    """In the order of COLUMNS, none of them a formula."""
    values = dict(_flat(as_json(said)))
    values["disputes"] = "; ".join(f"{it['by']} {it['at']}".strip() for it in values["disputes"])
    return [cell(values.get(column)) for column in COLUMNS]


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULAS) else text


def _flat(values: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    """What has a name goes by it; the rest of it has columns of its own."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from ((f"{name}_{key}", it) for key, it in value.items())
            yield name, value["name"]
        else:
            yield name, value


def _named(it: Linked | None) -> dict[str, str] | None:
    """`slug`: what the addresses of the record and its filters call it."""
    if it is None:
        return None
    slug = unquote(it.url.rstrip("/").rpartition("/")[2])
    return {"name": it.name, "slug": slug, "url": whole(it.url)}


def _source(it: Cited | None) -> dict[str, str] | None:
    if it is None:
        return None
    return {
        "url": it.url,
        "name": it.name,
        "publisher": it.publisher,
        "date": it.date,
        "language": it.language,
    }


def _dispute(it: Dispute) -> dict[str, str]:
    return {"by": it.by, "at": it.at.isoformat(), "reply": it.reply}


def _plain(value: Any) -> str | None:
    return None if value is None else str(value)


def _moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
