"""JSON-LD, the same for every reader: made of a story's card and of which sections are free, never of their words."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from standfirst.gate.access import Level
from standfirst.publication.models import PublicationSettings
from standfirst.stories.addresses import whole
from standfirst.stories.pictures import Picture
from standfirst.stories.reading import Card, Desk, Reading

CONTEXT = "https://schema.org"
# The class that wraps what only members read, on locked pages and open ones alike:
# https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
MEMBERS_ONLY = ".members-only"
# A <script> of data ends at the first "</script", and U+2028/9 end a line in old JavaScript.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(data: dict[str, Any]) -> SafeString:
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308 - cannot close its <script>: see _ESCAPES


def news_article(reading: Reading, publication: PublicationSettings) -> dict[str, Any]:
    """No `articleBody`, ever: what is locked stays out, and what is free is on the page."""
    card, address = reading.card, whole(reading.card.url)
    organisation = _organisation(publication)
    return {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "url": address,
        "headline": card.headline,
        "description": reading.description,
        "datePublished": card.published_at.isoformat(),
        "dateModified": (card.updated_at or card.published_at).isoformat(),
        "author": {"@type": "Person", "name": card.byline} if card.byline else organisation,
        "publisher": organisation,
        "articleSection": card.desk.name,
        "inLanguage": settings.LANGUAGE_CODE,
        **({"image": _image_object(card.image)} if card.image else {}),
        **_paywall(reading),
    }


def _paywall(reading: Reading) -> dict[str, Any]:
    """Whether anything is kept for some readers: as the story is, not as this reader may read it."""
    public = reading.card.access.level is Level.PUBLIC
    if public or all(section.free for section in reading.sections):
        return {"isAccessibleForFree": True}
    part = {
        "@type": "WebPageElement",
        "isAccessibleForFree": False,
        "cssSelector": MEMBERS_ONLY,
    }
    return {"isAccessibleForFree": False, "hasPart": part}


def _image_object(image: Picture) -> dict[str, Any]:
    return {
        "@type": "ImageObject",
        "url": whole(image.src),
        "width": image.width,
        "height": image.height,
        **({"creditText": image.credit} if image.credit else {}),
    }


def _organisation(publication: PublicationSettings) -> dict[str, Any]:
    return {"@type": "NewsMediaOrganization", "name": publication.name, "url": whole("/")}


def website(publication: PublicationSettings) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": publication.name,
        "url": whole("/"),
        "publisher": _organisation(publication),
    }


def breadcrumb(desk: Desk, card: Card | None = None) -> dict[str, Any]:
    steps = [(desk.name, whole(desk.url)), *([(card.headline, whole(card.url))] if card else [])]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}
