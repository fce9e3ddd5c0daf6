"""What base templates may print on every page. Nothing of the reader: pages are shared.

But for `told`, on pages that ask for it in their address: those are shared with nobody.
"""

from typing import TypedDict

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from standfirst.publication.current import current
from standfirst.publication.logo import Logo
from standfirst.publication.models import PublicationSettings
from standfirst.publication.theme import Theme, theme_of
from standfirst.publication.told import told_line


class PublicationContext(TypedDict):
    publication: PublicationSettings
    theme: Theme
    logo: Logo | None
    signed_in: bool
    told: object  # a text, asked for where it is printed


def publication(request: HttpRequest) -> PublicationContext:
    """`signed_in` is an audience, not a person: all it may change is "Log in" into "Account"."""
    now = current(request)
    return {
        "publication": now.settings,
        "theme": theme_of(now.settings),
        "logo": now.logo,
        "signed_in": request.user.is_authenticated if hasattr(request, "user") else False,
        "told": SimpleLazyObject(lambda: told_line(request)),
    }
