"""A page that could not be published or taken down at its time holds itself alone, and tells its editor once."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page, Revision

from standfirst.publication.mail import send
from standfirst.publication.models import PublicationSettings
from standfirst.readers.models import Reader
from standfirst.stories.models import HeldPage

STAFF = "wagtailadmin.access_admin"


def hold(page: Page, revision: Revision | None, error: Exception, now: datetime) -> None:
    """Keep the worker from trying again, with the reason in words. Without a revision: from taking it down."""
    language = PublicationSettings.load().language
    with translation.override(language), transaction.atomic():
        held, new = HeldPage.objects.get_or_create(
            page=page, revision=revision, defaults={"reason": in_words(error, page), "at": now}
        )
        if new:
            _tell(held)


def lift(page: Page) -> None:
    HeldPage.objects.filter(page_id=page.pk).delete()


def in_words(error: Exception, page: Page) -> str:
    """What an editor can mend is said field by field; of anything else, what kind of fault it was."""
    if not isinstance(error, ValidationError):
        return _("Something broke (%(fault)s). The worker's log tells more.") % {
            "fault": type(error).__name__
        }
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    said = [(_called(page, field), " ".join(each)) for field, each in error.message_dict.items()]
    return " ".join(f"{called}: {words}" if called else words for called, words in said)


def _called(page: Page, field: str) -> str:
    if field == NON_FIELD_ERRORS:
        return ""
    try:
        name = page.specific_class._meta.get_field(field).verbose_name
    except FieldDoesNotExist:
        name = field
    return str(capfirst(name))


def _tell(held: HeldPage) -> None:
    page = held.page
    time = held.revision.approved_go_live_at if held.revision else page.expire_at
    context = {
        "headline": page.draft_title or page.title,
        "publishing": held.revision is not None,
        "time": _to_the_second(time),
        "reason": held.reason,
        "edit_url": settings.ADDRESS + reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    for address in _addresses(held):
        send(to=address, template="stories/mail/held", context=context, kind="held", now=held.at)


def _addresses(held: HeldPage) -> list[str]:
    """Of whoever made this revision, and of the page's owner. Who is no longer staff hears of no draft."""
    revision = held.revision or held.page.latest_revision
    readers: list[Reader | None] = [revision.user if revision else None, held.page.owner]
    return sorted({it.email for it in readers if it is not None and it.has_perm(STAFF)})


def _to_the_second(moment: datetime) -> str:
    form = pgettext("a moment to the second, in Django's date format", "j F Y, H:i:s")
    return (
        f"{date_format(timezone.localtime(moment), form)} ({timezone.get_current_timezone_name()})"
    )
