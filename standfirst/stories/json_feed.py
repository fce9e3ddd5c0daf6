"""A feed as JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/"""

import json
from typing import Any

from django.utils.translation import get_language

from standfirst.stories.addresses import whole
from standfirst.stories.feed import Feed, Item


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
    card = item.card
    return _without_gaps(
        {
            "id": item.address,
            "url": item.address,
            "title": card.headline,
            "summary": card.standfirst,
            "content_html": item.html,
            "image": whole(card.image.src) if card.image else "",
            "date_published": card.published_at.isoformat(),
            "date_modified": card.updated_at.isoformat() if card.updated_at else "",
            "authors": [{"name": card.byline}] if card.byline else [],
            "tags": [card.desk.name],
        }
    )


def _without_gaps(said: dict[str, Any]) -> dict[str, Any]:
    """The format leaves out what is not known. An empty list of items is known."""
    return {key: value for key, value in said.items() if value or key == "items"}
