"""What base templates may print on every page. Nothing of the reader: pages are shared."""

from typing import TypedDict

from django.http import HttpRequest

from standfirst.publication.models import PublicationSettings


class PublicationContext(TypedDict):
    publication: PublicationSettings
    signed_in: bool


def publication(request: HttpRequest) -> PublicationContext:
    """`signed_in` is an audience, not a person: all it may change is "Log in" into "Account"."""
    return {
        "publication": PublicationSettings.load(request_or_site=request),
        "signed_in": request.user.is_authenticated if hasattr(request, "user") else False,
    }
