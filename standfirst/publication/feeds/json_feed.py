"""A feed as JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/"""

import json
from typing import Any

from django.utils.translation import get_language

from standfirst.publication.feeds.feed import Feed, Item


def write(feed: Feed) -> str:
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.json_address,
        "description": feed.description,
        "language": get_language(),
        "items": [_item(item) for item in feed.items],
    }
    return json.dumps(_without_gaps(said), ensure_ascii=False, indent=1)


def _item(item: Item) -> dict[str, Any]:
    return _without_gaps(
        {
            "id": item.address,
            "url": item.address,
            "title": item.title,
            "summary": item.summary,
            "content_html": item.html,
            "image": item.picture.src if item.picture else "",
            "date_published": item.published_at.isoformat(),
            "date_modified": item.updated_at.isoformat() if item.updated_at else "",
            "authors": [{"name": item.byline}] if item.byline else [],
            "tags": [item.tag] if item.tag else [],
        }
    )


def _without_gaps(said: dict[str, Any]) -> dict[str, Any]:
    """The format leaves out what is not known. An empty list of items is known."""
    return {key: value for key, value in said.items() if value or key == "items"}
