"""Images as pages print them: sizes made ahead (`publication.sizes`), under random names."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from standfirst.publication.models import PublicationImage
from standfirst.publication.sizes import WHOLE, Shape, made, make_quick

if TYPE_CHECKING:
    from standfirst.stories.projecting import Publishing


@dataclass(frozen=True)
class Picture:
    """`src` is a JPEG for what reads no newer format, `srcset` the WebP sizes, `avif` those in AVIF, perhaps none.

    Width and height, in pixels, are those of `src`; all have the same ratio.
    """

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    credit: str
    avif: str = ""


def picture(
    image: PublicationImage | None, shape: Shape = WHOLE, alt: str | None = None
) -> Picture | None:
    """None also as long as its sizes are not made. `alt` None: what the image itself says."""
    sizes = made(image, shape) if image else None
    if image is None or sizes is None:
        return None
    said = image.description if alt is None else alt
    return Picture(**sizes, alt=said, credit=image.credit)


def make_sizes(publishing: "Publishing") -> None:
    """Of the story's images, as far as they are quick to make and the worker has not been there already.

    Once it is committed: an encoder keeps no other writer waiting, and an image that is broken stops no story.
    """
    story = publishing.story
    shown = PublicationImage.objects.filter(Q(lead_of=story) | Q(uses__story=story)).distinct()
    for image in shown:
        transaction.on_commit(partial(make_quick, image), robust=True)


def leads_a_story(image: PublicationImage, now: datetime) -> bool:
    """Whether a story that everyone can find has it as its lead image, and so everyone may see it."""
    led: Any = image.lead_of
    return bool(led.published(now).exists())
