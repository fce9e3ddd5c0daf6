"""The publication's pages: the front, its desks, and the stories on them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult

from standfirst.gate.fields import AccessField
from standfirst.membership.models import Plan
from standfirst.stories import views
from standfirst.stories.blocks import SectionBlock
from standfirst.stories.published import StoryQuerySet
from standfirst.stories.reading import Card, Desk, card_of, desk_of
from standfirst.stories.reserved import reserved
from standfirst.stories.words import StoryWords as StoryWords

WORDS_A_MINUTE = (
    238  # silent reading of English non-fiction: Brysbaert 2019, doi:10.1016/j.jml.2019.104047
)
READ_ONLY = ["GET", "HEAD", "OPTIONS"]


@dataclass(frozen=True)
class Outline:
    """What every list needs to know: the desks, by tree path, and what plans are called, by slug."""

    desks: Mapping[str, Desk]
    plan_names: Mapping[str, str]


class GatedPage(Page):
    """A page of ours. It has one gate: Wagtail's own Privacy is off, so nothing is asked about it either."""

    private_page_options: list[str] = []
    allowed_http_methods = READ_ONLY

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> Any:
        return PageViewRestriction.objects.none()


class FrontPage(GatedPage):
    """The publication's front page; its desks are its children."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["stories.DeskPage"]

    class Meta:
        verbose_name = _("front page")

    @cached_property
    def desks(self) -> "list[DeskPage]":
        """Those that are live. Kept with this object: one answer asks for them twice."""
        return list(DeskPage.objects.child_of(self).live().order_by("path"))

    def outline(self) -> Outline:
        return Outline(
            {page.path: desk_of(page) for page in self.desks},
            dict(Plan.objects.values_list("slug", "name")),
        )

    def stories(self, now: datetime) -> "StoryQuerySet":
        return StoryPage.objects.descendant_of(self).published(now)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A desk in one query, a story in two: the tree below the front page is flat by rule."""
        if not self.live:
            raise Http404
        match path_components:
            case [desk_slug, *rest] if len(rest) <= 1:
                desk = next((it for it in self.desks if it.slug == desk_slug), None)
                if desk:
                    desk._cached_parent_obj = self
                    return desk.route(request, rest)
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return views.front(request, self)


class DeskPage(GatedPage):
    """A topical part of the publication. Its title is the desk's name."""

    description = models.CharField(_("description"), max_length=160, blank=True)

    parent_page_types = ["stories.FrontPage"]
    subpage_types = ["stories.StoryPage"]
    content_panels = [*Page.content_panels, FieldPanel("description")]

    class Meta:
        verbose_name = _("desk")

    def clean(self) -> None:
        """An address of the site's own, such as /search/, stands before every desk's."""
        super().clean()
        if self.slug in reserved():
            raise ValidationError({"slug": _("The site uses this address itself. Choose another.")})

    @cached_property
    def front(self) -> FrontPage:
        parent = self.get_parent()
        return parent if isinstance(parent, FrontPage) else FrontPage.objects.get(pk=parent.pk)

    def stories(self, now: datetime) -> "StoryQuerySet":
        return StoryPage.objects.child_of(self).published(now)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components:
            return super().route(request, path_components)
        story = (
            StoryPage.objects.child_of(self)
            .live()
            .filter(slug=path_components[0])
            .for_cards(with_sections=True)
            .first()
        )
        if story is None or path_components[1:] or not self.live:
            raise Http404
        story.desk = self
        return RouteResult(story)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return views.desk(request, self)


StoryManager = PageManager.from_queryset(StoryQuerySet)


class StoryPage(GatedPage):
    """One brief. `title` is its headline; its desk is its parent page.

    `sections` is for the editor and for `stories.body`, the one accessor; nothing else reads it.
    """

    standfirst = models.TextField(
        _("standfirst"), help_text=_("Everyone reads this. Make it worth reading on its own.")
    )
    sections = StreamField([("section", SectionBlock())], verbose_name=_("sections"), min_num=1)
    byline = models.CharField(_("byline"), max_length=120, blank=True)
    published_at = models.DateTimeField(
        _("published"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Filled in when it is published."),
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
    access = AccessField(_("who may read"), db_index=True)
    minutes = models.PositiveSmallIntegerField(default=1, editable=False)

    objects = StoryManager()

    parent_page_types = ["stories.DeskPage"]
    subpage_types: list[str] = []

    content_panels = [
        TitleFieldPanel("title", heading=_("Headline")),
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
    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.FilterField("published_at"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    @cached_property
    def desk(self) -> DeskPage:
        parent = self.get_parent()
        return parent if isinstance(parent, DeskPage) else DeskPage.objects.get(pk=parent.pk)

    def card(self) -> Card:
        return card_of(self, self.desk.front.outline())

    def is_published(self, now: datetime) -> bool:
        return self.live and self.published_at is not None and self.published_at <= now

    def clean(self) -> None:
        super().clean()
        if self.updated_at and self.published_at and self.updated_at < self.published_at:
            raise ValidationError({"updated_at": _("Give a time after the story was published.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.live and self.published_at is None:
            self.published_at = self.first_published_at or self.last_published_at
        self.minutes = self._minutes()
        super().save(*args, **kwargs)

    def _minutes(self) -> int:
        texts = [self.standfirst, *(strip_tags(it.value["text"].source) for it in self.sections)]
        return max(1, math.ceil(sum(len(text.split()) for text in texts) / WORDS_A_MINUTE))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return views.story(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return views.preview(request, self)


class StorySource(Orderable):
    """Where a story's facts and words come from."""

    story = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="sources")
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
