"""The publication as it is now, kept between changes for what readers ask for.

Forms in the admin and commands load rows of their own: what is kept here is everyone's, and nobody may change it.
"""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest

from standfirst.publication.logo import Logo, logo_of
from standfirst.publication.models import PublicationSettings
from standfirst.publication.remembering import Remembered

_ATTRIBUTE = "_standfirst_publication"


@dataclass(frozen=True)
class Publication:
    settings: PublicationSettings

    @cached_property
    def logo(self) -> Logo | None:
        return logo_of(self.settings)


def current(request: HttpRequest) -> Publication:
    """The same for the whole of a request; where nothing is kept, loaded once for it."""
    found: Publication | None = getattr(request, _ATTRIBUTE, None)
    if found is None:
        found = _current()
        setattr(request, _ATTRIBUTE, found)
    return found


def settings_for(request: HttpRequest) -> PublicationSettings:
    """To be read, and never to be changed."""
    return current(request).settings


def _load() -> Publication:
    return Publication(PublicationSettings.load())


_current = Remembered(_load)
