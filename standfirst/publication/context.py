"""What base templates may print on every page. Nothing of the reader: pages are shared."""

from typing import TypedDict

from django.http import HttpRequest

from standfirst.publication.models import PublicationSettings
from standfirst.publication.theme import theme_of


class PublicationContext(TypedDict):
    publication: PublicationSettings
    theme_version: str
    signed_in: bool


def publication(request: HttpRequest) -> PublicationContext:
    """`signed_in` is an audience, not a person: all it may change is "Log in" into "Account"."""
    settings = PublicationSettings.load(request_or_site=request)
    return {
        "publication": settings,
        "theme_version": theme_of(settings).version,
        "signed_in": request.user.is_authenticated if hasattr(request, "user") else False,
    }
