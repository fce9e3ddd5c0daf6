"""Links of published stories to pages of ours that answer 404 or 410: found soon after each change, and once a day."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex

from standfirst.stories.asking import status_of
from standfirst.stories.links import Link, links_in
from standfirst.stories.models import BrokenLink, LinkCheck, StoryPage
from standfirst.stories.moving import is_out, path_of

if TYPE_CHECKING:
    from standfirst.stories.projecting import Publishing

A_DAY = timedelta(days=1)
LEASE = timedelta(minutes=5)
A_TICK = 2  # stories a look; the worker has stories to publish to the second
NOWHERE = {404, 410}


def look_at_links(publishing: "Publishing") -> None:
    """The worker does so with its next look: not while the story is being published."""
    due = {"due_at": publishing.at}
    LinkCheck.objects.update_or_create(story=publishing.story, defaults=due)


def forget_page(page: Page, now: datetime) -> None:
    """It is out no more: its own links are no concern, and what names it in rich text is looked at again.

    A link to it by address waits for the day's look.
    """
    BrokenLink.objects.filter(story_id=page.pk).delete()
    pages = ContentType.objects.get_for_model(Page)
    to_it = ReferenceIndex.get_references_to(page).filter(base_content_type=pages)
    named_by = [int(pk) for pk in to_it.values_list("object_id", flat=True).distinct()]
    LinkCheck.objects.filter(story__in=named_by).update(due_at=now)


def look_again_at_broken(now: datetime) -> None:
    """Something was published: what led nowhere may lead there."""
    broken = BrokenLink.objects.order_by().values("story")
    LinkCheck.objects.filter(story__in=broken).update(due_at=now)


def take_up_stories(now: datetime) -> None:
    """Those that were published before links were looked at."""
    new = StoryPage.objects.live().filter(link_check=None).values_list("pk", flat=True)
    checks = [LinkCheck(story_id=pk, due_at=now) for pk in new]
    LinkCheck.objects.bulk_create(checks, ignore_conflicts=True, batch_size=500)


def look_at_due_links(now: datetime) -> None:
    """A few stories whose turn it is, each under a lease: what a killed worker leaves behind comes up again."""
    due = LinkCheck.objects.filter(due_at__lte=now, story__live=True).order_by("due_at")
    for check in due[:A_TICK]:
        leased = LinkCheck.objects.filter(pk=check.pk, due_at=check.due_at)
        if leased.update(due_at=now + LEASE):
            look(check.story, now)
            # If the story was published meanwhile it is due again, and stays so.
            LinkCheck.objects.filter(pk=check.pk, due_at=now + LEASE).update(due_at=now + A_DAY)


def look(story: StoryPage, now: datetime) -> None:
    """Write down which of its links lead nowhere. A link stays as it was found; a mended one goes."""
    found = {
        _shown(link): link.words
        for link in links_in(story)
        if leads_nowhere(link, path_of(story), now)
    }
    rows = [
        BrokenLink(story=story, href=href, words=words[:200], found_at=now)
        for href, words in found.items()
    ]
    with transaction.atomic():
        story.broken_links.exclude(href__in=found).delete()
        BrokenLink.objects.bulk_create(rows, ignore_conflicts=True)


def leads_nowhere(link: Link, story_path: str, now: datetime) -> bool:
    """Only what leads to us is asked; nothing goes over the network."""
    if link.to == "page":
        page = Page.objects.filter(pk=link.number).first()
        return page is None or not is_out(page, now)
    if link.to == "document":
        return not get_document_model().objects.filter(pk=link.number).exists()
    own = own_path(link.href, story_path)
    return own is not None and status_of(own) in NOWHERE


def own_path(href: str, story_path: str) -> str | None:
    """The path and query of an address that is ours, if it is."""
    try:
        parts = urlsplit(urljoin(settings.ADDRESS + story_path, urldefrag(href)[0]))
    except ValueError:  # such as http://[
        return None
    if not href or href.startswith("#") or parts.scheme not in {"http", "https"}:
        return None
    if parts.netloc != urlsplit(settings.ADDRESS).netloc:
        return None
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _shown(link: Link) -> str:
    if link.to != "page":
        return f"document:{link.number}" if link.to else link.href[:600]
    page = Page.objects.filter(pk=link.number).first()
    return path_of(page) if page else f"page:{link.number}"
