"""JSON-LD, the same for every reader: made of a story's card and of which sections are free, never of their words."""

from typing import Any

from django.utils.translation import get_language

from standfirst.gate.access import Level
from standfirst.publication.addresses import whole
from standfirst.publication.models import PublicationSettings
from standfirst.stories.models.note import NoteKind
from standfirst.stories.pictures import Picture
from standfirst.stories.profiles import Profile
from standfirst.stories.reading import Card, Listing, Reading
from standfirst.stories.social.pictures import shared_pictures

CONTEXT = "https://schema.org"
# The class that wraps what only members read, on locked pages and open ones alike:
# https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
MEMBERS_ONLY = ".members-only"


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
        "author": _authors(reading) or organisation,
        "publisher": organisation,
        "articleSection": card.desk.name,
        "inLanguage": get_language(),
        "image": _images(reading, publication),
        **_corrections(reading),
        **_paywall(reading),
    }


def _authors(reading: Reading) -> dict[str, Any] | list[dict[str, Any]]:
    """Those with a page of their own; where there is none, the byline as printed."""
    people = [
        {"@type": "Person", "name": it.text, "url": whole(it.url)}
        for it in reading.byline.pieces
        if it.url
    ]
    if not people and reading.card.byline:
        people = [{"@type": "Person", "name": reading.card.byline}]
    return people[0] if len(people) == 1 else people


def _corrections(reading: Reading) -> dict[str, Any]:
    """What it said wrongly, in the words for everyone: https://schema.org/correction"""
    told = [
        {"@type": "CorrectionComment", "text": note.text, "datePublished": note.at.isoformat()}
        for note in reading.notes
        if note.kind == NoteKind.CORRECTION
    ]
    return {"correction": told} if told else {}


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


def _images(
    reading: Reading, publication: PublicationSettings
) -> dict[str, Any] | list[dict[str, Any]]:
    """Only what everyone may see, for every reader alike."""
    public = reading.card.access.level is Level.PUBLIC
    shown = [
        it for section in reading.sections if public or section.free for it in section.pictures
    ]
    images = [_image_object(it) for it in (*shared_pictures(reading.card, publication), *shown)]
    return images[0] if len(images) == 1 else images


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


def profile(author: Profile) -> dict[str, Any]:
    person = {
        "@type": "Person",
        "name": author.name,
        "url": whole(author.url),
        **({"jobTitle": author.role} if author.role else {}),
        **({"description": author.description} if author.description else {}),
        **({"image": _image_object(author.portrait)} if author.portrait else {}),
    }
    return {"@context": CONTEXT, "@type": "ProfilePage", "mainEntity": person}


def website(publication: PublicationSettings) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": publication.name,
        "url": whole("/"),
        "publisher": _organisation(publication),
    }


def breadcrumb(listing: Listing, card: Card | None = None) -> dict[str, Any]:
    steps = [
        (listing.name, whole(listing.url)),
        *([(card.headline, whole(card.url))] if card else []),
    ]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}
