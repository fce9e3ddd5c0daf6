"""What a story is made of while it is edited."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# No images, embeds or documents inside sections yet: what the editor cannot insert cannot leak.
SECTION_FEATURES = ["bold", "italic", "link", "ol", "ul", "blockquote"]


class SectionBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Label"), max_length=80)
    text = blocks.RichTextBlock(label=_("Text"), features=SECTION_FEATURES)
    free = blocks.BooleanBlock(
        label=_("Free"), required=False, help_text=_("Everyone reads this section.")
    )
    outside_label = blocks.CharBlock(
        label=_("Label for outsiders"),
        required=False,
        max_length=80,
        help_text=_(
            "Shown instead of the label to those who may not read, if the label tells too much."
        ),
    )

    class Meta:
        icon = "pilcrow"
        label = _("Section")
        label_format = "{label}"
