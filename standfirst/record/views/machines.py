"""What a page of the record tells machines: its statements as JSON-LD, and where its feeds are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from standfirst.record import json_ld
from standfirst.record.found import found_for
from standfirst.record.reading import Said


@dataclass(frozen=True)
class FeedLink:
    name: str
    title: str
    url: str
    type: str


def told(said: Sequence[Said], feeds: tuple[FeedLink, ...] = ()) -> dict[str, Any]:
    """For the context of `record/base.html`. One query, where anything of it may be read."""
    return {"json_ld": json_ld.block(said, found_for(said)), "feeds": feeds}


def feeds_of(kind: str, slug: str, name: str) -> tuple[FeedLink, ...]:
    """`kind`: party, person or storyline."""
    rss, json = (reverse(f"record_{kind}_feed_{form}", args=[slug]) for form in ("rss", "json"))
    return (
        FeedLink("RSS", f"{name} · RSS", rss, "application/rss+xml"),
        FeedLink("JSON", f"{name} · JSON", json, "application/feed+json"),
    )
