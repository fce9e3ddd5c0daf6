"""What was set to be published or to expire at a time. A page that fails holds up none of the others."""

import logging
from datetime import datetime

from django.db import transaction
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)

_told: set[int] = set()  # revisions whose failure this process has logged


def publish_due(now: datetime) -> None:
    """Publish each revision whose time has come, and take down each page whose time is over."""
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    for revision in due:
        _publish(revision)
    for page in Page.objects.live().filter(expire_at__lte=now):
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except Exception:
        if revision.pk not in _told:
            _told.add(revision.pk)
            logger.exception("Revision %s could not be published at its time.", revision.pk)
