"""Where pages are: Wagtail's own view, which need not look for the site and the front page with each request."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Site
from wagtail.views import serve

from standfirst.publication.remembering import Remembered
from standfirst.stories.front import the_front_if_any
from standfirst.stories.models import FrontPage


def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Raises Http404 where there is no page."""
    if front := _front_of_every_host():
        parts = [part for part in path.split("/") if part]
        # Where Wagtail keeps what it found for a request, and looks first.
        request._wagtail_route_for_request = front.route(request, parts)  # type: ignore[attr-defined]
    answer: HttpResponseBase = serve(request, path)
    return answer


def _front_of_every_host() -> FrontPage | None:
    """None where there are several sites, or one that is of something else: then Wagtail is to find the page."""
    front = the_front_if_any()
    return front if front and front.pk == _root_of_all() else None


def _load_root() -> int | None:
    """The page below which everything is, whatever the host."""
    roots = Site.objects.values_list("root_page", flat=True)[:2]
    return roots[0] if len(roots) == 1 else None


_root_of_all = Remembered(_load_root)
