"""What leads the front page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class FrontLead(Orderable):
    """A story an editor places at the top of the front page."""

    front = ParentalKey("stories.FrontPage", on_delete=models.CASCADE, related_name="leads")
    story = models.ForeignKey(
        "stories.StoryPage",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        related_name="placings",
    )

    panels = [FieldPanel("story")]

    class Meta(Orderable.Meta):
        verbose_name = _("lead story")

    def __str__(self) -> str:
        return self.story.title
