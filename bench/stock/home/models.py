"""A publication as Wagtail's tutorial would have it: a home page, index pages below it, stories below those."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page


class HomePage(Page):
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        stories = StoryPage.objects.live().descendant_of(self).order_by("-first_published_at")
        context["stories"] = stories.select_related("lead_image").prefetch_related(
            "lead_image__renditions"
        )
        return context


class IndexPage(Page):
    """A desk: in the menu, and above its stories."""


class StoryPage(Page):
    standfirst = models.TextField()
    byline = models.CharField(max_length=120, blank=True)
    lead_image = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    credit = models.CharField(max_length=140, blank=True)
    body = StreamField(
        [("section", StructBlock([("label", CharBlock()), ("text", RichTextBlock())]))]
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("byline"),
        FieldPanel("lead_image"),
        FieldPanel("credit"),
        FieldPanel("body"),
        InlinePanel("sources"),
    ]


class Source(Orderable):
    story = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="sources")
    url = models.URLField(max_length=500)
    title = models.CharField(max_length=240)
    publisher = models.CharField(max_length=120, blank=True)
    date = models.DateField(null=True, blank=True)

    panels = [FieldPanel("url"), FieldPanel("title"), FieldPanel("publisher"), FieldPanel("date")]
