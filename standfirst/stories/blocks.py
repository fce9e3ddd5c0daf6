"""What a story is made of while it is edited."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import BlockGroup, StructBlockAdapter

from standfirst.stories.comparing import SectionComparison

# What the editor can insert, `stories.inserted` prints, and the gate guards: an embed would be neither.
SECTION_FEATURES = [
    "bold",
    "italic",
    "link",
    "ol",
    "ul",
    "blockquote",
    "image",
    "document-link",
]


class SectionBlock(blocks.StructBlock):
    """Nothing in it is required, for drafts; writing/sections.py says what may be published."""

    label = blocks.CharBlock(label=_("Label"), required=False, max_length=80)
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=SECTION_FEATURES)
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

    def get_comparison_class(self) -> type[SectionComparison]:
        return SectionComparison

    class Meta:
        icon = "pilcrow"
        label = _("Section")
        label_format = "{label}"
        form_layout = BlockGroup(children=["label", "text"], settings=["free", "outside_label"])


class SectionAdapter(StructBlockAdapter):
    """How the form's scripts get hold of a section: static/stories/writing/sections.js."""

    js_constructor = "standfirst.stories.Section"

    @property
    def media(self) -> forms.Media:
        scripts = ("desk", "sections", "labels", "counts", "keys", "sending")
        return super().media + forms.Media(
            js=[
                versioned_static("wagtailadmin/js/telepath/blocks.js"),
                *(f"stories/writing/{name}.js" for name in scripts),
            ],
            css={"all": ["stories/writing/writing.css"]},
        )


register(SectionAdapter(), SectionBlock)
