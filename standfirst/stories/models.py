"""The publication's pages: the front, its desks, and the stories on them."""

from datetime import datetime

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager, PageQuerySet
from wagtail.search import index

from standfirst.gate.fields import AccessField
from standfirst.stories.blocks import SectionBlock


class FrontPage(Page):  # type: ignore[misc]
    """The publication's front page; its desks are its children."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["stories.DeskPage"]
    private_page_options: list[str] = []
    template = "stories/front.html"

    class Meta:
        verbose_name = _("front page")


class DeskPage(Page):  # type: ignore[misc]
    """A topical part of the publication. Its title is the desk's name."""

    description = models.CharField(_("description"), max_length=160, blank=True)

    parent_page_types = ["stories.FrontPage"]
    subpage_types = ["stories.StoryPage"]
    private_page_options: list[str] = []
    template = "stories/desk.html"
    content_panels = [*Page.content_panels, FieldPanel("description")]

    class Meta:
        verbose_name = _("desk")


class StoryQuerySet(PageQuerySet):  # type: ignore[misc]
    def published(self, now: datetime) -> "StoryQuerySet":
        """Live and not dated in the future, newest first."""
        return self.live().filter(published_at__lte=now).order_by("-published_at", "-pk")

    def on_desk(self, desk: DeskPage) -> "StoryQuerySet":
        return self.child_of(desk)


StoryManager = PageManager.from_queryset(StoryQuerySet)


class StoryPage(Page):  # type: ignore[misc]
    """One brief. `title` is its headline; its desk is its parent page.

    `sections` is for the editor and for `stories.body`, the one accessor; nothing else reads it.
    """

    standfirst = models.TextField(
        _("standfirst"), help_text=_("Everyone reads this. Make it worth reading on its own.")
    )
    sections = StreamField(
        [("section", SectionBlock())], verbose_name=_("sections"), min_num=1, use_json_field=True
    )
    byline = models.CharField(_("byline"), max_length=120, blank=True)
    published_at = models.DateTimeField(
        _("published"), null=True, blank=True, db_index=True, help_text=_("Filled in when it is published.")
    )
    updated_at = models.DateTimeField(_("updated"), null=True, blank=True)
    lead_image = models.ForeignKey(
        "publication.PublicationImage",
        verbose_name=_("lead image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="lead_of",
        help_text=_("Everyone sees it. Its alt text and credit are kept with the image."),
    )
    access = AccessField(_("who may read"))

    objects = StoryManager()

    parent_page_types = ["stories.DeskPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    template = "stories/story.html"

    content_panels = [
        FieldPanel("title", heading=_("Headline")),
        FieldPanel("standfirst"),
        FieldPanel("sections"),
        FieldPanel("lead_image"),
        InlinePanel("sources", heading=_("Sources"), label=_("source")),
    ]
    promote_panels = [
        FieldPanel("access"),
        FieldPanel("byline"),
        FieldRowPanel([FieldPanel("published_at"), FieldPanel("updated_at")]),
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("search_description")], _("Address")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("standfirst"), index.FilterField("published_at")]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")


class StorySource(Orderable):  # type: ignore[misc]
    """Where a story's facts and words come from."""

    story = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="sources")
    url = models.URLField(_("address"), max_length=500, validators=[URLValidator(["http", "https"])])
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
