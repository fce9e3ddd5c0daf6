"""Security headers, and what caches between us and the reader may do with an answer."""

from collections.abc import Callable
from typing import TypeVar

from csp.constants import SELF
from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponseBase]
Response = TypeVar("Response", bound=HttpResponseBase)

PRIVATE = "private, no-cache"
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def security_headers(get_response: GetResponse) -> GetResponse:
    """Answers are private unless a view said otherwise: open by allow-list for caches too."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cache-Control", PRIVATE)
        if "immutable" not in response.headers["Cache-Control"]:
            patch_vary_headers(response, ["Cookie"])
        if request.path.startswith("/admin/"):
            response._csp_replace = settings.STAFF_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return middleware


class GZipPages(GZipMiddleware):
    """Leaves uploads as they are: they are compressed already, and their length tells how far a download is."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if isinstance(response, FileResponse):
            return response
        zipped: HttpResponseBase = super().process_response(request, response)
        return zipped


def framed_by_us(response: Response) -> Response:
    """Let the site's own pages show this answer in a frame, as the editor shows a preview."""
    response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
