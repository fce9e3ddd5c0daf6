"""What every page of the publication is."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page, PageViewRestriction

from standfirst.publication.headers import framed_by_us
from standfirst.readers.models import Reader
from standfirst.stories.permissions import GatedPagePermissions

READ_ONLY = ["GET", "HEAD", "OPTIONS"]


class GatedPage(Page):
    """A page of ours. It has one gate: Wagtail's own Privacy is off, so nothing is asked about it either."""

    private_page_options: list[str] = []
    allowed_http_methods = READ_ONLY

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> Any:
        return PageViewRestriction.objects.none()

    def permissions_for_user(self, user: Reader) -> GatedPagePermissions:
        return GatedPagePermissions(user, self)

    def make_preview_request(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A page that is not saved yet gets a number no row has, so that nothing hangs on it."""
        if self.pk is None:  # type: ignore[has-type]
            self.pk = 0
        return super().make_preview_request(*args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        return framed_by_us(self.serve(request))
