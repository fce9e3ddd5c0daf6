"""The publication itself: its settings, as its staff edit them, and its images."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from standfirst.publication.outgoing import OutgoingMail as OutgoingMail


@register_setting(icon="site")
class PublicationSettings(BaseGenericSetting):
    """What every page and mail says of the publication. One row; made by `load` when first asked for."""

    name = models.CharField(_("name"), max_length=60, default="Standfirst")
    tagline = models.CharField(_("tagline"), max_length=140, blank=True)
    description = models.CharField(
        _("description"),
        max_length=200,
        blank=True,
        help_text=_("One sentence for search engines and feeds."),
    )
    contact_name = models.CharField(
        _("contact person"),
        max_length=80,
        blank=True,
        help_text=_("The person readers reach when they reply to a mail."),
    )
    contact_email = models.EmailField(_("contact address"), blank=True)
    postal_address = models.CharField(
        _("postal address"),
        max_length=200,
        blank=True,
        help_text=_("Printed at the foot of every mail; many countries require it."),
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default="#9a1b2f",
        validators=[RegexValidator(r"^#[0-9a-f]{6}$", _("Give six hex digits, such as #9a1b2f."))],
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("tagline"), FieldPanel("description")],
            heading=_("The publication"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_name"),
                FieldPanel("contact_email"),
                FieldPanel("postal_address"),
            ],
            heading=_("Contact"),
        ),
        FieldPanel("accent"),
    ]

    class Meta:
        verbose_name = _("publication")

    def __str__(self) -> str:
        return self.name


class PublicationImage(AbstractImage):
    """An image with what must be printed beside it. `description` (Wagtail's) is its alt text."""

    credit = models.CharField(_("credit"), max_length=140, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")


class PublicationRendition(AbstractRendition):
    image = models.ForeignKey(PublicationImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]
