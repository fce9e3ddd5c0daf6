"""The publication itself: its settings, as its staff edit them, and its images."""

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from standfirst.publication.changes import Change as Change
from standfirst.publication.following import Followed
from standfirst.publication.job_runs import JobRun as JobRun
from standfirst.publication.outgoing import OutgoingMail as OutgoingMail


class Typeface(models.TextChoices):
    NEWSREADER = "newsreader", _("Newsreader")
    SOURCE_SERIF = "source-serif", _("Source Serif")
    SYSTEM = "system", _("The reader's own serif (no download)")


@register_setting(icon="site")
class PublicationSettings(Followed, BaseGenericSetting):
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

    typeface = models.CharField(
        _("typeface"), max_length=20, choices=Typeface.choices, default=Typeface.NEWSREADER
    )
    logo = models.ForeignKey(
        "publication.PublicationImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="logo_of",
        help_text=_("Stands in place of the name at the top of every page."),
    )
    logo_on_dark = models.ForeignKey(
        "publication.PublicationImage",
        verbose_name=_("logo on dark"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="logo_on_dark_of",
        help_text=_("For readers whose screen is set to dark. Empty: the logo itself."),
    )
    social_image = models.ForeignKey(
        "publication.PublicationImage",
        verbose_name=_("social image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="social_image_of",
        help_text=_("Goes with a shared link to a page that has no picture of its own."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("Of the words around the stories."),
    )

    select_related = ["logo", "logo_on_dark", "social_image"]
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
        MultiFieldPanel(
            [
                FieldPanel("accent"),
                FieldPanel("typeface"),
                FieldPanel("logo"),
                FieldPanel("logo_on_dark"),
                FieldPanel("social_image"),
            ],
            heading=_("Look"),
        ),
        FieldPanel("language"),
    ]

    class Meta:
        verbose_name = _("publication")

    def __str__(self) -> str:
        return self.name


class PublicationImage(Followed, AbstractImage):
    """An image with what must be printed beside it. `description` (Wagtail's) is its alt text.

    `sizes` says which sizes pages may print, and `sizes_due_at` when the worker is to look for more to make (None:
    all are there). Both are of `publication.sizes`.
    """

    description = models.CharField(
        _("alt text"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("Say what it shows; leave empty only if decorative."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=140,
        blank=True,
        help_text=_("Printed under the image, as it is to be read: who made it, and for whom."),
    )
    sizes = models.JSONField(default=dict, editable=False)
    sizes_due_at = models.DateTimeField(
        null=True, editable=False, db_index=True, default=timezone.now
    )

    admin_form_fields = ("title", "file", "description", "credit", *Image.admin_form_fields[3:])

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")

    @property
    def default_alt_text(self) -> str:
        """What an image is given to start with where it is used: never its title, often a file's name."""
        return self.description

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.sizes_due_at = timezone.now()
        super().save(*args, **kwargs)


class PublicationRendition(AbstractRendition):
    image = models.ForeignKey(PublicationImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]


class PublicationDocument(Followed, AbstractDocument):
    """A file stories link to. Like an image, it is open to whoever may read a story that uses it."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")

    @property
    def url(self) -> str:
        """Ours (`publication.documents`), in the place of Wagtail's."""
        address: str = self.file.url
        return address
