"""Where pages are: Wagtail's own view, which need not look for the site and the front page with each request."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Site
from wagtail.views import serve

from standfirst.publication.remembering import Remembered
from standfirst.stories.front import the_front_if_any


def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Raises Http404 where there is no page."""
    site, front = _only_site(), the_front_if_any()
    if site and front and site.root_page_id == front.pk:
        parts = [part for part in path.split("/") if part]
        # Where Wagtail keeps what it found for a request, and looks first.
        request._wagtail_site = site  # type: ignore[attr-defined]
        request._wagtail_route_for_request = front.route(request, parts)  # type: ignore[attr-defined]
    answer: HttpResponseBase = serve(request, path)
    return answer


def _load_site() -> Site | None:
    """The one there is, whatever the host; None where there are several, and Wagtail is to choose."""
    sites = list(Site.objects.all()[:2])
    return sites[0] if len(sites) == 1 else None


_only_site = Remembered(_load_site)
