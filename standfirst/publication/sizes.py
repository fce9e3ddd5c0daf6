"""The sizes of images that pages print. They are made ahead: no reader waits for an encoder.

`make_due`, a job of the worker, makes all of an image's after it was uploaded or changed. `make_quick`
makes what can be made at once, for who publishes before the worker came to it: AVIF takes twenty times as long.
What has been made is written down in the image's row, so that a page with thirty images asks for no size.
"""

import json
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, TypedDict

from django.db import transaction
from wagtail.images.models import Filter

from standfirst.publication import changes
from standfirst.publication.changed import topics_of_image
from standfirst.publication.models import PublicationImage, PublicationRendition

logger = logging.getLogger(__name__)

SLOW, QUICK = "avif", "webp"
A_TURN = 0.5  # seconds of encoding, before the worker's other jobs have theirs
LEASE = timedelta(minutes=2)  # longer than the largest size of the largest image takes
AGAIN = timedelta(hours=1)  # after a failure


class Made(TypedDict):
    """`src` is the JPEG's address, width and height (pixels) are its own; the others are srcsets, perhaps empty."""

    src: str
    width: int
    height: int
    srcset: str
    avif: str


@dataclass(frozen=True)
class Shape:
    """One way of showing an image, in several widths (pixels). `ratio` is width to height; None: as it is."""

    name: str
    widths: tuple[int, ...]
    plain: int  # the width of the one JPEG, for browsers that know no newer format
    ratio: float | None = None

    def size(self, width: int) -> str:
        """In Wagtail's words. `fill` crops round the focal point; neither makes an image larger."""
        return f"fill-{width}x{round(width / self.ratio)}" if self.ratio else f"width-{width}"

    @cached_property
    def fallback(self) -> Filter:
        return Filter(f"{self.size(self.plain)}|format-jpeg")

    @cached_property
    def formats(self) -> dict[str, tuple[Filter, ...]]:
        return {
            name: tuple(Filter(f"{self.size(width)}|format-{name}") for width in self.widths)
            for name in (SLOW, QUICK)
        }

    @cached_property
    def filters(self) -> tuple[Filter, ...]:
        return (self.fallback, *self.formats[QUICK], *self.formats[SLOW])

    def wanted(self, image: PublicationImage, name: str) -> tuple[Filter, ...]:
        """Those of a format that differ: none larger than the first that shows all of the image."""
        across = min(image.width, image.height * self.ratio) if self.ratio else image.width
        fitting = [width for width in self.widths if width < across]
        return self.formats[name][: len(fitting) + 1]


WHOLE = Shape("whole", widths=(480, 720, 960, 1440), plain=960)
CARD = Shape("card", widths=(360, 720, 1440), plain=720, ratio=3 / 2)
SHAPES = (WHOLE, CARD)


def made(image: PublicationImage, shape: Shape) -> Made | None:
    """What there is of the file it has now; None as long as there is nothing."""
    found: Made | None = image.sizes.get(shape.name)
    return found if image.sizes.get("file") == image.file.name else None


def make_quick(image: PublicationImage) -> None:
    """Raises whatever a file that is gone or broken makes Wagtail raise."""
    image.get_renditions(*_quick(image))
    _write_down(image)


def make_all(image: PublicationImage) -> None:
    image.get_renditions(*_quick(image), *_slow(image))
    _write_down(image)


def make_due(now: datetime) -> None:
    """A turn of work on the image that has waited longest, leased so that a second worker takes another."""
    image = PublicationImage.objects.filter(sizes_due_at__lte=now).order_by("sizes_due_at").first()
    if image is None or not _due(image, image.sizes_due_at, now + LEASE):
        return
    try:
        finished = _make_for_a_turn(image)
    except Exception:
        # Whatever a broken file raises: the other images have to have theirs.
        logger.exception("The sizes of image %s cannot be made; tried again later.", image.pk)
        _due(image, now + LEASE, now + AGAIN)
        return
    if not _due(image, now + LEASE, None if finished else now):
        _delete_if_of_another_file(image)


def forget_size(instance: PublicationRendition, **_: Any) -> None:
    """Whatever deleted it, an address without a file is printed no more, and the sizes are made anew."""
    image = PublicationImage.objects.filter(pk=instance.image_id).first()
    if image and instance.url in json.dumps(image.sizes):
        image.sizes = {}
        image.save()


def _quick(image: PublicationImage) -> list[Filter]:
    """The JPEGs first: a page shows nothing of an image without one."""
    webps = [it for shape in SHAPES for it in shape.wanted(image, QUICK)]
    return [*(shape.fallback for shape in SHAPES), *webps]


def _slow(image: PublicationImage) -> list[Filter]:
    return [it for shape in SHAPES for it in shape.wanted(image, SLOW)]


def _make_for_a_turn(image: PublicationImage) -> bool:
    """Whether all are there now."""
    wanted = [*_quick(image), *_slow(image)]
    there = image.find_existing_renditions(*wanted)
    missing = [it for it in wanted if it not in there]
    finished = _make_until(time.monotonic() + A_TURN, image, missing)
    _write_down(image)
    if finished:
        _delete_old(image)
    return finished


def _make_until(end: float, image: PublicationImage, missing: Iterable[Filter]) -> bool:
    for wanted in missing:
        if time.monotonic() >= end:
            return False
        image.get_rendition(wanted)
    return True


@transaction.atomic
def _write_down(image: PublicationImage) -> None:
    """In the row alone, so that what somebody else saves in it meanwhile stays. Told of, if there is anything new."""
    printed = {shape.name: it for shape in SHAPES if (it := _printed(image, shape))}
    image.sizes = {"file": image.file.name, **printed} if printed else {}
    others = PublicationImage.objects.filter(pk=image.pk).exclude(sizes=image.sizes)
    if others.update(sizes=image.sizes):
        changes.tell(*topics_of_image(image))


def _printed(image: PublicationImage, shape: Shape) -> Made | None:
    there = image.find_existing_renditions(*shape.filters)
    plain = there.get(shape.fallback)
    if plain is None:
        return None
    return Made(
        src=plain.url,
        width=plain.width,
        height=plain.height,
        srcset=_srcset(there[it] for it in shape.formats[QUICK] if it in there),
        avif=_srcset(there[it] for it in shape.formats[SLOW] if it in there),
    )


def _srcset(sizes: Iterable[PublicationRendition]) -> str:
    return ", ".join(f"{url} {width}w" for width, url in {it.width: it.url for it in sizes}.items())


def _due(image: PublicationImage, was: datetime | None, at: datetime | None) -> bool:
    """Whether it was still as said: not so if another worker took it, or somebody saved the image meanwhile."""
    same = PublicationImage.objects.filter(pk=image.pk, sizes_due_at=was)
    return same.update(sizes_due_at=at) == 1


def _delete_old(image: PublicationImage) -> None:
    """Crops round a focal point that has moved since. A replaced file's sizes go with it, by Wagtail."""
    for cropped in CARD.filters:
        old = image.renditions.filter(filter_spec=cropped.spec)
        old.exclude(focal_point_key=cropped.get_cache_key(image)).delete()


def _delete_if_of_another_file(image: PublicationImage) -> None:
    """Somebody saved it meanwhile. Other words leave what was made true, and pages have to go on showing it."""
    if not PublicationImage.objects.filter(pk=image.pk, file=image.file.name).exists():
        image.renditions.filter(filter_spec__in=_specs()).delete()


def _specs() -> list[str]:
    return [it.spec for shape in SHAPES for it in shape.filters]
