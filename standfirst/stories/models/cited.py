"""What a story rests on."""

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class StorySource(Orderable):
    """Where a story's facts and words come from."""

    story = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="sources")
    url = models.URLField(
        _("address"), max_length=500, validators=[URLValidator(["http", "https"])]
    )
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    title = models.CharField(_("title"), max_length=240, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)

    panels = [
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("publisher"), FieldPanel("date")]),
        FieldPanel("title"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("source")

    def __str__(self) -> str:
        return self.title or self.url
