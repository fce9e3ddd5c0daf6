"""What to tell when something of the publication itself changes."""

from typing import Any

from django.utils import timezone

from standfirst.publication.changes import EVERYTHING, LISTS, image, tell
from standfirst.publication.logo import in_settings
from standfirst.publication.models import PublicationImage, PublicationRendition

# What Wagtail notes of a file when it is first asked.
UNSEEN = frozenset({"file_hash", "file_size"})


def everything(row: Any) -> set[str]:
    return {EVERYTHING}


def topics_of_image(row: PublicationImage) -> set[str]:
    """Every page shows the logo; lists do not say which images they show."""
    shown = {image(row.pk), LISTS}
    return shown | {EVERYTHING} if in_settings(row, timezone.now()) else shown


def logo_deleted(instance: PublicationRendition, **_: Any) -> None:
    """Other sizes are told of by the image, which names those that pages print."""
    if in_settings(instance.image, timezone.now()):
        tell(EVERYTHING)
