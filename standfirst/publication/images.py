"""Images: what a public place shows goes out to everyone, the rest to whoever may read a story that uses it.

Only sizes have addresses; an original never leaves, and a copy of it (Wagtail's "original") is for staff.
"""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from standfirst.publication.files import answer, is_open, is_staff
from standfirst.publication.models import PublicationImage, PublicationRendition

PublicUse = Callable[[PublicationImage, datetime], bool]
_public_uses: list[PublicUse] = []


def public_use(rule: PublicUse) -> PublicUse:
    """Register a rule that says whether a public place shows this image."""
    _public_uses.append(rule)
    return rule


def is_public(image: PublicationImage, now: datetime) -> bool:
    return any(rule(image, now) for rule in _public_uses)


@require_safe
def serve_rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """A rendition's bytes for whoever may see them; 404 alike for what is not there and not theirs."""
    now = timezone.now()
    found = (
        PublicationRendition.objects.select_related("image").filter(file=f"images/{name}").first()
    )
    if found is None or (found.filter_spec == "original" and not is_staff(request)):
        raise Http404
    public = is_public(found.image, now)
    if not public and not is_open(found.image, request, now):
        raise Http404
    return answer(request, found.file, public=public)
