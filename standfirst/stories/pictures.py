"""Lead images as pages print them: sizes made once, at publish, and addressed by random names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from standfirst.publication.models import PublicationImage, PublicationRendition

WIDTHS = (480, 720, 960, 1440)
SPECS = {width: f"width-{width}|format-webp" for width in WIDTHS}
FALLBACK = "width-960|format-jpeg"


@dataclass(frozen=True)
class Picture:
    """`srcset` holds the WebP sizes; `src` a JPEG for what cannot read them. Width and height in pixels."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    credit: str


def picture(image: PublicationImage | None) -> Picture | None:
    if image is None:
        return None
    made: Mapping[str, PublicationRendition] = image.get_renditions(*SPECS.values(), FALLBACK)
    plain = made[FALLBACK]
    webp = {made[spec].width: made[spec].url for spec in SPECS.values()}
    return Picture(
        src=plain.url,
        srcset=", ".join(f"{url} {width}w" for width, url in webp.items()),
        width=plain.width,
        height=plain.height,
        alt=image.description,
        credit=image.credit,
    )


def leads_a_story(image: PublicationImage, now: datetime) -> bool:
    """Whether a story that everyone can find has it as its lead image, and so everyone may see it."""
    return bool(image.lead_of.published(now).exists())
