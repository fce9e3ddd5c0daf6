"""What was set to be published or to expire at a time. A page that fails holds itself, and none of the others."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, OuterRef
from wagtail.models import Page, PageQuerySet, Revision
from wagtail.models.revisions import RevisionQuerySet

from standfirst.stories.holding import hold
from standfirst.stories.models import HeldPage

logger = logging.getLogger(__name__)


def publish_due(now: datetime) -> None:
    """Publish each revision whose time has come, and take down each page whose time is over.

    Holds are written when all the others are done: not even a mail that fails may keep a page from its second.
    """
    unpublished = [(it, _fault(_publish, it.pk, now)) for it in _due(now)]
    untaken = [(it, _fault(_take_down, it.pk, now)) for it in _over(now)]
    for revision, error in unpublished:
        if error and _due(now).filter(pk=revision.pk).exists():
            _hold(Page.objects.get(pk=revision.object_id), revision, error, now)
    for page, error in untaken:
        if error and _over(now).filter(pk=page.pk).exists():
            _hold(page, None, error, now)


def _hold(page: Page, revision: Revision | None, error: Exception, now: datetime) -> None:
    """What cannot even be held is tried again, and makes no other page wait."""
    try:
        hold(page, revision, error, now)
    except Exception:
        logger.exception("Page %s could not be held.", page.pk)


def _due(now: datetime) -> RevisionQuerySet:
    held = HeldPage.objects.filter(revision=OuterRef("pk"))
    due = Revision.page_revisions.filter(~Exists(held), approved_go_live_at__lte=now)
    return due.order_by("approved_go_live_at", "pk")


def _over(now: datetime) -> PageQuerySet:
    held = HeldPage.objects.filter(page=OuterRef("pk"), revision=None)
    return Page.objects.live().filter(~Exists(held), expire_at__lte=now).order_by("expire_at", "pk")


def _publish(pk: int, now: datetime) -> None:
    """Unless another worker has it in hand, or has published it since."""
    revision = _due(now).select_for_update(skip_locked=True).filter(pk=pk).first()
    if revision:
        revision.publish(log_action="wagtail.publish.scheduled")


def _take_down(pk: int, now: datetime) -> None:
    page = _over(now).select_for_update(skip_locked=True).filter(pk=pk).first()
    if page:
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _fault(act: Callable[[int, datetime], None], pk: int, now: datetime) -> Exception | None:
    """What kept it from being done, all of it undone. A database that is away is no page's fault: tried again."""
    try:
        with transaction.atomic():
            act(pk, now)
    except (OperationalError, InterfaceError):
        logger.exception("The database failed at page or revision %s; it is tried again.", pk)
    except Exception as error:
        logger.exception("Page or revision %s could not be dealt with at its time.", pk)
        return error
    return None
