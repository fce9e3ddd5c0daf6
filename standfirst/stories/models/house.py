"""The house's own ways of writing: the labels its sections go by, and what a new story starts with."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

# Offered as long as the publication has none of its own; and whether new stories start with it.
DEFAULT_LABELS = (
    (_("What’s the deal"), True),
    (_("What … is saying"), True),
    (_("What’s next"), True),
    (_("Why it matters"), False),
)


@register_setting(icon="pilcrow")
class HouseStyle(ClusterableModel, BaseGenericSetting):
    """One row; made by `load` when first asked for."""

    panels = [
        InlinePanel(
            "labels",
            heading=_("Section labels"),
            label=_("label"),
            help_text=_(
                "Offered while writing. An ellipsis (…) stands for what the writer fills in. "
                "While there are none here, these are offered: What’s the deal, "
                "What … is saying, What’s next, Why it matters."
            ),
        )
    ]

    class Meta:
        verbose_name = _("house style")

    def __str__(self) -> str:
        return str(_("House style"))

    @staticmethod
    def labels_offered() -> "list[HouseLabel]":
        """The publication's own, or else those in code, which are not saved."""
        return list(HouseLabel.objects.all()) or [
            HouseLabel(text=str(text), in_skeleton=in_skeleton)
            for text, in_skeleton in DEFAULT_LABELS
        ]


class HouseLabel(Orderable):
    house = ParentalKey(HouseStyle, on_delete=models.CASCADE, related_name="labels")
    text = models.CharField(_("label"), max_length=80)
    in_skeleton = models.BooleanField(
        _("every new story starts with it"), default=False, blank=True
    )

    panels = [FieldRowPanel([FieldPanel("text"), FieldPanel("in_skeleton")])]

    class Meta(Orderable.Meta):
        verbose_name = _("section label")

    def __str__(self) -> str:
        return self.text
