"""Images among the words of a section."""

from .blocks import Picture, html_of
from .brief import BriefImage
from .canonical import blocks_of


def section_html(html: str) -> str:
    """As `canonical_html` has it, and with the images that are files beside the brief. Idempotent."""
    return html_of(blocks_of(html, images=True))


def images_in(html: str) -> tuple[BriefImage, ...]:
    """Those of a section, in its order."""
    blocks = blocks_of(html, images=True)
    return tuple(BriefImage(it.path, it.alt, it.credit) for it in blocks if isinstance(it, Picture))


def image_tag(image: BriefImage) -> str:
    """How a section's HTML spells it."""
    return html_of([Picture(image.path, image.alt, image.credit)])
