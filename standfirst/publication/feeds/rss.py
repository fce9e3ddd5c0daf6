"""A feed as RSS 2.0, with its items' words as content:encoded and their pictures as Media RSS."""

from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Rss201rev2Feed, rfc3339_date
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator

from standfirst.publication.feeds.feed import Feed, Item, Media
from standfirst.publication.xml import printable


class _Writer(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["html"])
        if changed_at := item["updateddate"]:
            handler.addQuickElement("atom:updated", rfc3339_date(changed_at))
        if picture := item["picture"]:
            _add_picture(handler, picture)


def write(feed: Feed) -> str:
    writer = _Writer(
        title=printable(feed.title),
        link=feed.page,
        description=printable(feed.description),
        language=get_language(),
        feed_url=feed.rss_address,
    )
    for item in feed.items:
        writer.add_item(**_item(item))
    return writer.writeString("utf-8")


def _item(item: Item) -> dict[str, Any]:
    return {
        "title": printable(item.title),
        "link": item.address,
        "unique_id": item.address,
        "unique_id_is_permalink": True,
        "description": printable(item.summary),
        "author_name": printable(item.byline),
        "pubdate": item.published_at,
        "updateddate": item.updated_at,
        "categories": [printable(item.tag)] if item.tag else [],
        "html": printable(item.html),
        "picture": item.picture,
    }


def _add_picture(handler: SimplerXMLGenerator, picture: Media) -> None:
    attributes = {
        "url": picture.src,
        "medium": "image",
        "width": str(picture.width),
        "height": str(picture.height),
    }
    handler.startElement("media:content", AttributesImpl(attributes))
    for name, text in (("media:description", picture.alt), ("media:credit", picture.credit)):
        if text:
            handler.addQuickElement(name, printable(text))
    handler.endElement("media:content")
