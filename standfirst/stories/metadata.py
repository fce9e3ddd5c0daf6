"""What machines are told of a page: meta and social tags, feeds, JSON-LD.

All of it is the same for every reader: it is made of a story's card and labels, never of its sections' words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from standfirst.publication.addresses import whole
from standfirst.publication.json_script import script
from standfirst.publication.models import PublicationSettings
from standfirst.record.json_ld import block as statements_block
from standfirst.record.reading import Said
from standfirst.stories.json_ld import breadcrumb, news_article, website
from standfirst.stories.pictures import Picture, picture
from standfirst.stories.reading import Card, Listing, Reading
from standfirst.stories.social.pictures import shared_pictures


@dataclass(frozen=True)
class Tag:
    """One <meta>. `kind` is the attribute that carries its key: "name", or "property" for Open Graph."""

    kind: str
    key: str
    content: str


@dataclass(frozen=True)
class FeedLink:
    title: str
    url: str
    type: str


@dataclass(frozen=True)
class Head:
    """What `stories/head.html` prints. `title` is for the page's own <title>."""

    title: str
    canonical: str
    tags: tuple[Tag, ...]
    feeds: tuple[FeedLink, ...] = ()
    json_ld: tuple[SafeString, ...] = ()


def story_head(
    reading: Reading, publication: PublicationSettings, said: Iterable[Said] = ()
) -> Head:
    """`said`: its statements, as far as its reader may read them."""
    card, who_said_what = reading.card, statements_block(said)
    return Head(
        title=f"{card.headline} · {publication.name}",
        canonical=whole(card.url),
        tags=(
            *_common(card.headline, reading.description, whole(card.url), "article", publication),
            *_times(card),
            *_image(shared_pictures(card, publication)[0]),
        ),
        feeds=(*_feeds(publication.name), *_feeds(card.desk.name, card.desk.url)),
        json_ld=(
            script(news_article(reading, publication)),
            script(breadcrumb(card.desk, card)),
            *((who_said_what,) if who_said_what else ()),
        ),
    )


def list_head(
    publication: PublicationSettings,
    listing: Listing | None = None,
    page: int = 1,
    about: dict[str, Any] | None = None,
) -> Head:
    """The head of the front page, or of a list's. `page` counts from 1; `about` is JSON-LD, made if not given."""
    path = (listing.url if listing else "/") + (f"?page={page}" if page > 1 else "")
    name = listing.name if listing else publication.name
    title = f"{name} · {publication.name}" if listing else _with_tagline(publication)
    description = (listing.description if listing else "") or publication.description
    own = _feeds(listing.name, listing.url) if listing else ()
    about = about or (breadcrumb(listing) if listing else website(publication))
    return Head(
        title=title,
        canonical=whole(path),
        tags=(
            *_common(name, description, whole(path), "website", publication),
            *_image(picture(publication.social_image)),
        ),
        feeds=(*_feeds(publication.name), *own),
        json_ld=(script(about),),
    )


def plain_head(publication: PublicationSettings, name: str, path: str) -> Head:
    return Head(
        title=f"{name} · {publication.name}",
        canonical=whole(path),
        tags=(
            *_common(name, "", whole(path), "website", publication),
            *_image(picture(publication.social_image)),
        ),
        feeds=_feeds(publication.name),
    )


def _common(
    title: str, description: str, url: str, kind: str, publication: PublicationSettings
) -> tuple[Tag, ...]:
    described = (
        Tag("name", "description", description),
        Tag("property", "og:description", description),
        Tag("name", "twitter:description", description),
    )
    return (
        Tag("name", "robots", "max-image-preview:large"),
        Tag("property", "og:site_name", publication.name),
        Tag("property", "og:type", kind),
        Tag("property", "og:title", title),
        Tag("property", "og:url", url),
        Tag("name", "twitter:title", title),
        *(described if description else ()),
    )


def _times(card: Card) -> tuple[Tag, ...]:
    changed = card.updated_at or card.published_at
    return (
        Tag("property", "article:published_time", card.published_at.isoformat()),
        Tag("property", "article:modified_time", changed.isoformat()),
        Tag("property", "article:section", card.desk.name),
    )


def _image(image: Picture | None) -> tuple[Tag, ...]:
    if image is None:
        return (Tag("name", "twitter:card", "summary"),)
    return (
        Tag("name", "twitter:card", "summary_large_image"),
        Tag("name", "twitter:image", whole(image.src)),
        Tag("name", "twitter:image:alt", image.alt),
        Tag("property", "og:image", whole(image.src)),
        Tag("property", "og:image:width", str(image.width)),
        Tag("property", "og:image:height", str(image.height)),
        Tag("property", "og:image:alt", image.alt),
    )


def _feeds(name: str, folder: str = "/") -> tuple[FeedLink, ...]:
    return (
        FeedLink(f"{name} · RSS", whole(f"{folder}feed.xml"), "application/rss+xml"),
        FeedLink(f"{name} · JSON", whole(f"{folder}feed.json"), "application/feed+json"),
    )


def _with_tagline(publication: PublicationSettings) -> str:
    return f"{publication.name}: {publication.tagline}" if publication.tagline else publication.name
