"""An image going into a section: there is one way for it to stand, so nobody is asked to choose it."""

from wagtail.images.formats import get_image_formats
from wagtail.images.forms import ImageInsertionForm

(AS_WIDE_AS_THE_TEXT,) = get_image_formats()
ImageInsertionForm.base_fields["format"].initial = AS_WIDE_AS_THE_TEXT.name
