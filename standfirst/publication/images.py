"""Images go out only where a public place shows them, or to staff.

Rooms above say what is public through `public_use`: this floor knows no stories.
"""

from collections.abc import Callable
from datetime import datetime

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

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
    found = (
        PublicationRendition.objects.select_related("image").filter(file=f"images/{name}").first()
    )
    if found is None:
        raise Http404
    public = is_public(found.image, timezone.now())
    if not public and not (request.user.is_authenticated and request.user.is_staff):
        raise Http404
    try:
        response = FileResponse(found.file.open("rb"))
    except FileNotFoundError as gone:
        raise Http404 from gone
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if public else "private, no-store"
    )
    return response
