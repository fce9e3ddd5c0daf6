"""The plot of a storyline as a picture of its own."""

import base64
import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from standfirst.gate.audience import audience_of
from standfirst.publication.xml import printable
from standfirst.record import on_record
from standfirst.record.timeline.plot import AS_PICTURE, plot_of
from standfirst.record.views.looking import looking

STYLE = (
    "svg{color:#24231f}.paper{fill:#fbfaf7}"
    "@media(prefers-color-scheme:dark){svg{color:#dfdcd6}.paper{fill:#14161a}}"
)
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


@require_safe
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """Of one audience, and kept by nobody for another."""
    at = looking(request)
    storyline = get_object_or_404(on_record.storylines(at.now), slug=slug)
    plot = plot_of(storyline, at.sight, at.now, AS_PICTURE)
    context = {"plot": plot, "name": printable(storyline.title), "style": STYLE}
    response = render(
        request,
        "record/timeline/drawn.html",
        context,
        content_type="image/svg+xml; charset=utf-8",
    )
    keyed = audience_of(at.standing).encode() + response.content
    response.headers["ETag"] = quote_etag(hashlib.sha256(keyed).hexdigest()[:32])
    response._csp_update = {"style-src": f"'sha256-{_HASH}'"}  # type: ignore[attr-defined]
    return response
