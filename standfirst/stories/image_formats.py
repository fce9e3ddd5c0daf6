"""How an image may stand in a section: as wide as the text. Wagtail looks for modules of this name."""

from wagtail.images.formats import unregister_image_format

unregister_image_format("left")
unregister_image_format("right")
