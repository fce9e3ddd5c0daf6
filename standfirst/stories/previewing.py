"""A story beside its form, as each kind of reader would find it, were it published at this moment."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.gate.access import Access
from standfirst.gate.decision import Decision
from standfirst.gate.rules import decide
from standfirst.gate.sample_standings import KINDS, Plans, sample_standing
from standfirst.membership.models import Plan
from standfirst.membership.standing import Who
from standfirst.publication.headers import framed_by_us
from standfirst.stories.views import render_story

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage

WHOLE = ""


def preview_modes() -> list[tuple[str, str | Promise]]:
    """Wagtail opens the first unless told otherwise: in reviews, and for revisions."""
    return [(WHOLE, _("Whole, as staff read it")), *KINDS.items()]


def preview(request: HttpRequest, page: "StoryPage", kind: str) -> HttpResponse:
    """Raises Http404 for a kind of reader there is not."""
    now = timezone.now()
    page.published_at = page.published_at or now
    for number, section in enumerate(page.sections):
        section.id = section.id or f"new{number}"  # saving gives it one for good
    if kind == WHOLE:
        return framed_by_us(render_story(request, page, Decision(open=True), now))
    if kind not in KINDS:
        raise Http404
    standing = sample_standing(kind, _plans(page.access), now)
    if standing.who is not Who.SIGNED_IN:
        request.user = AnonymousUser()  # whatever else the page asks of who reads it
    return framed_by_us(render_story(request, page, decide(page.access, standing, now), now))


def _plans(access: Access) -> Plans:
    """The story's own, and one beside them; where there is none beside them, all read it."""
    every = list(Plan.objects.values_list("slug", flat=True))
    reading = min(access.plans, default=next(iter(every), ""))
    return Plans(reading, next((slug for slug in every if slug not in access.plans), reading))
