"""The newest stories as feeds: what a signed-out reader may read of them, for everyone alike."""

import re
from datetime import datetime
from html import escape, unescape
from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from standfirst.gate.access import Access, Level
from standfirst.gate.rules import decide
from standfirst.membership.standing import Standing
from standfirst.publication.addresses import whole
from standfirst.publication.changes import LISTS
from standfirst.publication.current import settings_for
from standfirst.publication.feeds import json_feed, rss
from standfirst.publication.feeds.feed import Feed, Item, Media
from standfirst.publication.sharing import share_with
from standfirst.stories.authors import the_author
from standfirst.stories.body import inserted_in, readable
from standfirst.stories.front import listed_at, the_front
from standfirst.stories.inserted import Inserted
from standfirst.stories.models import Outline, StoryPage
from standfirst.stories.pictures import Picture
from standfirst.stories.profiles import profile_of
from standfirst.stories.reading import Listing, card_of
from standfirst.stories.told import notes_of

NEWEST = 30
SIGNED_OUT = Standing()
_ADDRESS = re.compile(r'(<(?:a|img)\b[^>]*?\b(?:href|src)=")([^"]*)')
_SIZES = re.compile(r'(<source\b[^>]*?\bsrcset=")([^"]*)')


@require_safe
def feed_rss(request: HttpRequest, list_slug: str = "", author_slug: str = "") -> HttpResponse:
    feed = _feed(request, list_slug, author_slug)
    response = HttpResponse(rss.write(feed), content_type="application/rss+xml; charset=utf-8")
    return share_with(request, response, LISTS)


@require_safe
def feed_json(request: HttpRequest, list_slug: str = "", author_slug: str = "") -> HttpResponse:
    feed = _feed(request, list_slug, author_slug)
    response = HttpResponse(json_feed.write(feed), content_type="application/feed+json")
    return share_with(request, response, LISTS)


def _feed(request: HttpRequest, list_slug: str, author_slug: str) -> Feed:
    """Of a desk or a storyline, of an author, or of everything."""
    now = timezone.now()
    publication = settings_for(request)
    front = the_front()
    outline = front.outline()
    about: Listing | None = None
    stories = front.stories(now)
    if list_slug:
        about, stories = listed_at(list_slug, front, now)
    elif author_slug:
        author = the_author(author_slug, now)
        about, stories = profile_of(author), author.stories(now)
    newest = list(stories.for_cards(with_sections=True).prefetch_related("notes")[:NEWEST])
    inserted = inserted_in(newest)
    return Feed(
        title=f"{publication.name}: {about.name}" if about else publication.name,
        description=(about.description if about else "") or publication.description,
        page=whole(about.url if about else "/"),
        items=tuple(_item(story, outline, now, inserted) for story in newest),
    )


def _item(story: StoryPage, outline: Outline, now: datetime, inserted: Inserted) -> Item:
    card = card_of(story, outline)
    sections = readable(story, decide(card.access, SIGNED_OUT, now), inserted)
    rest = _rest(card.access) if any(section.locked for section in sections) else ""
    context = {"story": card, "notes": notes_of(story), "sections": sections, "rest": rest}
    html = render_to_string("stories/feed_item.html", context).strip()
    return Item(
        address=iri_to_uri(card.address),
        title=card.headline,
        summary=card.standfirst,
        html=with_whole_links(html, card.address),
        published_at=card.published_at,
        updated_at=card.updated_at,
        byline=card.byline,
        tag=card.desk.name,
        picture=_media(card.image) if card.image else None,
    )


def _media(image: Picture) -> Media:
    return Media(whole(image.src), image.width, image.height, image.alt, image.credit)


def _rest(access: Access) -> str:
    if access.level is Level.REGISTERED:
        return _("Log in to read the rest.")
    return _("Members can read the rest.")


def with_whole_links(html: str, base: str) -> str:
    """Feeds are read elsewhere, where a relative link leads nowhere, and an image is not found.

    What is no address at all, such as http://[link], stays as it was written: it spoils no feed.
    """

    def joined(address: str) -> str:
        try:
            return escape(urljoin(base, unescape(address)))
        except ValueError:
            return address

    html = _ADDRESS.sub(lambda it: it[1] + joined(it[2]), html)
    return _SIZES.sub(lambda it: it[1] + ", ".join(map(joined, it[2].split(", "))), html)
