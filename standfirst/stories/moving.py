"""A changed slug or desk leaves a redirect to where the page is now. The rows are Wagtail's, which staff may add to."""

import logging
from copy import copy
from datetime import datetime

from django.db import DataError, transaction
from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import create_redirects
from wagtail.models import Page, Site

from standfirst.stories.addresses import below_the_front
from standfirst.stories.models import StorylinePage, StoryPage, Withdrawn

logger = logging.getLogger(__name__)


def path_of(page: Page) -> str:
    """Its own address, such as /world/a-slug/."""
    return below_the_front(page.url_path)


def addresses_of(page: Page) -> list[str]:
    """Its own and all that lead to it since it moved."""
    old = Redirect.objects.filter(redirect_page_id=page.pk, automatically_created=True)
    return [path_of(page), *(f"{path}/" for path in old.values_list("old_path", flat=True))]


def leading_away(page: Page) -> QuerySet[Redirect]:
    """What other pages, or this one, left at this address when they moved on."""
    return Redirect.objects.filter(
        old_path=Redirect.normalise_path(path_of(page)), automatically_created=True
    )


def leave_redirects(page: Page, before: Page, now: datetime) -> None:
    """From where `before` and the live pages below it were. What was never out there leaves none."""
    if not _was_out(before, now):
        return
    sites = Site.objects.exclude(root_page_id=page.pk)
    try:
        with transaction.atomic():
            create_redirects(page=page, page_old=before, sites=sites)
    except DataError:
        logger.exception("An address that %s left is too long for a redirect.", path_of(page))


def leave_redirects_from(page: Page, url_path: str, now: datetime) -> None:
    """The same for a page moved in the tree from there."""
    before = copy(page.specific)
    before.url_path = url_path
    leave_redirects(page.specific, before, now)


def is_out(page: Page, now: datetime) -> bool:
    """Whether anyone finds it at its address."""
    for kind in (StoryPage, StorylinePage):  # the name of one without stories may be embargoed
        if issubclass(page.specific_class, kind):
            return bool(kind.objects.published(now).filter(pk=page.pk).exists())
    return page.live and not page.get_ancestors().filter(depth__gt=1, live=False).exists()


def _was_out(before: Page, now: datetime) -> bool:
    """Or withdrawn there: published again at another address, it is to be found from the old one."""
    if Withdrawn.objects.filter(path=path_of(before)).exists():
        return True
    return before.is_published(now) if isinstance(before, StoryPage) else before.live
