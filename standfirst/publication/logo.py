"""The publication's logo, as the head of every page prints it, and which images its settings show."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from standfirst.publication.models import PublicationImage, PublicationSettings

SIZE = "max-600x112|format-webp-lossless"  # twice the largest it is shown, for dense screens


@dataclass(frozen=True)
class Logo:
    """`src` and `dark_src` are addresses; width and height, in pixels, are those of `src`."""

    src: str
    dark_src: str
    width: int
    height: int


def logo_of(settings: PublicationSettings) -> Logo | None:
    if settings.logo is None:
        return None
    shown = settings.logo.get_rendition(SIZE)
    dark = settings.logo_on_dark.get_rendition(SIZE).url if settings.logo_on_dark else ""
    return Logo(shown.url, dark, shown.width, shown.height)


def in_settings(image: PublicationImage, now: datetime) -> bool:
    """Whether every page, or what is shared of one, shows this image."""
    shown = Q(logo=image) | Q(logo_on_dark=image) | Q(social_image=image)
    return PublicationSettings.objects.filter(shown).exists()
