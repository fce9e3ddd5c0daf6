"""The newest stories as feeds: what a signed-out reader may read of them, for everyone alike."""

import re
from datetime import datetime
from html import escape, unescape
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from standfirst.gate.access import Access, Level
from standfirst.gate.rules import decide
from standfirst.membership.standing import Standing
from standfirst.publication.headers import share_signed_out
from standfirst.publication.models import PublicationSettings
from standfirst.stories import json_feed, rss
from standfirst.stories.body import readable
from standfirst.stories.feed import Feed, Item
from standfirst.stories.front import live_desk, the_front
from standfirst.stories.models import Outline, StoryPage
from standfirst.stories.reading import card_of, desk_of

NEWEST = 30
SIGNED_OUT = Standing()
_LINK = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)')


@require_safe
def feed_rss(request: HttpRequest, desk_slug: str = "") -> HttpResponse:
    feed = _feed(request, desk_slug)
    response = HttpResponse(rss.write(feed), content_type="application/rss+xml; charset=utf-8")
    return share_signed_out(request, response)


@require_safe
def feed_json(request: HttpRequest, desk_slug: str = "") -> HttpResponse:
    feed = _feed(request, desk_slug)
    response = HttpResponse(json_feed.write(feed), content_type="application/feed+json")
    return share_signed_out(request, response)


def _feed(request: HttpRequest, desk_slug: str) -> Feed:
    now = timezone.now()
    publication = PublicationSettings.load(request_or_site=request)
    front = the_front()
    outline = front.outline()
    desk = live_desk(desk_slug, front) if desk_slug else None
    stories = (desk or front).stories(now).for_cards(with_sections=True)[:NEWEST]
    about = desk_of(desk) if desk else None
    return Feed(
        title=f"{publication.name}: {about.name}" if about else publication.name,
        description=(about.description if about else "") or publication.description,
        page=iri_to_uri(f"{settings.ADDRESS}{about.url if about else '/'}"),
        items=tuple(_item(story, outline, now) for story in stories),
    )


def _item(story: StoryPage, outline: Outline, now: datetime) -> Item:
    card = card_of(story, outline)
    sections = readable(story, decide(card.access, SIGNED_OUT, now))
    rest = _rest(card.access) if any(section.locked for section in sections) else ""
    context = {"story": card, "sections": sections, "rest": rest}
    html = render_to_string("stories/feed_item.html", context).strip()
    return Item(card, iri_to_uri(card.address), with_whole_links(html, card.address))


def _rest(access: Access) -> str:
    if access.level is Level.REGISTERED:
        return _("Log in to read the rest.")
    return _("Members can read the rest.")


def with_whole_links(html: str, base: str) -> str:
    """Feeds are read elsewhere, where a relative link leads nowhere."""
    return _LINK.sub(lambda it: it[1] + escape(urljoin(base, unescape(it[2]))), html)
