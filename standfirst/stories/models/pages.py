"""The publication's pages: the front, its desks, and the stories on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index
from wagtail.url_routing import RouteResult

from standfirst.gate.fields import AccessField
from standfirst.membership.offers import plan_names
from standfirst.stories import previewing, views
from standfirst.stories.accepting.panel import WhoSaidPanel
from standfirst.stories.blocks import SectionBlock
from standfirst.stories.checked import FindingsPanel
from standfirst.stories.door import stop_unready
from standfirst.stories.models.gated import GatedPage
from standfirst.stories.models.lead import FrontLead
from standfirst.stories.models.note import NoteKind
from standfirst.stories.pasting.panel import PastePanel
from standfirst.stories.published import StoryQuerySet
from standfirst.stories.reading import Card, Desk, card_of, desk_of
from standfirst.stories.reserved import refuse_reserved
from standfirst.stories.telling import NotePanel, ToldPanel
from standfirst.stories.versions.page import CHANGES, changes
from standfirst.stories.writing.form import StoryForm
from standfirst.stories.writing.lengths import minutes_of, plain
from standfirst.stories.writing.panel import WritingPanel
from standfirst.stories.writing.sections import without_empty


@dataclass(frozen=True)
class Outline:
    """What every list needs to know: the desks, by tree path, and what plans are called, by slug."""

    desks: Mapping[str, Desk]
    plan_names: Mapping[str, str]


class FrontPage(GatedPage):
    """The publication's front page; its desks are its children."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["stories.DeskPage", "stories.StorylinePage", "stories.PlainPage"]
    content_panels = [
        *Page.content_panels,
        InlinePanel(
            "leads",
            heading=_("Lead stories"),
            label=_("lead story"),
            help_text=_("The first leads the page, the others follow it; then the newest."),
            max_num=views.LEADING,
        ),
    ]

    class Meta:
        verbose_name = _("front page")

    @cached_property
    def desks(self) -> "list[DeskPage]":
        """Those that are live. Kept with this object: one answer asks for them twice."""
        return list(DeskPage.objects.child_of(self).live().order_by("path"))

    @cached_property
    def _desks_by_path(self) -> Mapping[str, Desk]:
        return {page.path: desk_of(page) for page in self.desks}

    def outline(self) -> Outline:
        return Outline(self._desks_by_path, plan_names())

    def stories(self, now: datetime) -> "StoryQuerySet":
        """All there are: there is one front page, and every desk is below it."""
        return StoryPage.objects.published(now)

    def top(self, now: datetime, count: int) -> "list[StoryPage]":
        """The stories that are placed, in their order, then the newest. Each once."""
        placed = self._placed()
        places = {pk: place for place, pk in reversed(list(enumerate(placed)))}
        stories = self.stories(now).newest_and(placed, count).for_cards()
        return sorted(stories, key=lambda it: places.get(it.pk, len(placed)))[:count]

    def place(self, story: "StoryPage") -> None:
        """Before all others. The last one makes room where there is none. Not saved."""
        self._set_leads([story.pk, *(it for it in self._placed() if it != story.pk)])

    def take_off(self, story: "StoryPage") -> None:
        """Not saved."""
        self._set_leads([it for it in self._placed() if it != story.pk])

    def has_placed(self, story: "StoryPage") -> bool:
        return story.pk in self._placed()

    def _placed(self) -> list[int]:
        leads: Any = self.leads  # as this object has them: of a draft, the draft's
        return list(leads.values_list("story_id", flat=True))

    def _set_leads(self, story_ids: list[int]) -> None:
        self.leads = [
            FrontLead(story_id=pk, sort_order=place)
            for place, pk in enumerate(story_ids[: views.LEADING])
        ]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A desk in one query, a story in two: the tree below the front page is flat by rule."""
        if not self.live:
            raise Http404
        match path_components:
            case [desk_slug, *rest] if len(rest) <= 2:
                desk = next((it for it in self.desks if it.slug == desk_slug), None)
                if desk:
                    desk._cached_parent_obj = self
                    return desk.route(request, rest)
        found = super().route(request, path_components)
        if path_components:
            found.page._cached_parent_obj = self
        return found

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
        super().clean()
        refuse_reserved(self.slug)

    @cached_property
    def front(self) -> FrontPage:
        parent = self.get_parent()
        return parent if isinstance(parent, FrontPage) else FrontPage.objects.get(pk=parent.pk)

    def stories(self, now: datetime) -> "StoryQuerySet":
        return StoryPage.objects.filter(on_desk=self).published(now)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components:
            return super().route(request, path_components)
        rest = path_components[1:]
        if rest not in ([], [CHANGES]) or not self.live:
            raise Http404
        stories = StoryPage.objects.child_of(self).live().filter(slug=path_components[0])
        story = get_object_or_404(stories.for_page())
        story.desk = self
        return RouteResult(story, args=rest)

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
    storyline = models.ForeignKey(
        "stories.StorylinePage",
        verbose_name=_("storyline"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="stories",
        help_text=_("The running event it belongs to. A new name makes a new storyline."),
    )
    # Its parent, written with each save and move: so that an index has each desk's stories in their order.
    on_desk = models.ForeignKey(
        DeskPage,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
    )
    on_desk.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    published_at = models.DateTimeField(
        _("published"),
        null=True,
        blank=True,
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
    note_kind = models.CharField(
        _("what changed"), max_length=13, choices=NoteKind.choices, blank=True
    )
    note_text = models.TextField(
        _("in words"),
        max_length=600,
        blank=True,
        help_text=_("Everyone reads this, on the story and among the corrections."),
    )
    withdrawn_line = models.CharField(
        _("line after withdrawing"),
        max_length=300,
        blank=True,
        help_text=_("What readers find at its address once it is taken down."),
    )
    minutes = models.PositiveSmallIntegerField(default=1, editable=False)
    # What its editor has accepted of who said what: `record.accepted`, each as JSON.
    accepted = models.JSONField(default=list, blank=True, editable=False)
    # Why it goes out although the desk check stops it; kept in a row once it is out.
    overridden = models.CharField(
        _("publish although"),
        max_length=300,
        blank=True,
        help_text=_("Why it goes out although the desk check stops it. The reason is kept."),
    )

    objects = StoryManager()

    parent_page_types = ["stories.DeskPage"]
    subpage_types: list[str] = []
    base_form_class = StoryForm

    content_panels = [
        PastePanel(heading=_("Paste a brief"), icon="clipboard-list"),
        WritingPanel(),
        TitleFieldPanel(
            "title",
            heading=_("Headline"),
            placeholder=_("Headline"),
            help_text=_("Says what happened, and who says so."),
            required_on_save=False,
        ),
        FieldPanel("standfirst"),
        FieldPanel("sections"),
        WhoSaidPanel(heading=_("Who said what"), icon="openquote"),
        FieldRowPanel(
            [FieldPanel("byline"), FieldPanel("storyline", heading=_("Storyline (Alt+L)"))]
        ),
        FieldPanel("access", required_on_save=True),
        FieldPanel("lead_image"),
        InlinePanel("sources", heading=_("Sources"), label=_("source")),
        MultiFieldPanel([FindingsPanel(), FieldPanel("overridden")], _("Desk check")),
        NotePanel(
            [FieldPanel("note_kind"), FieldPanel("note_text"), ToldPanel()],
            _("Tell readers what changed"),
        ),
    ]
    promote_panels = [
        FieldRowPanel([FieldPanel("published_at"), FieldPanel("updated_at")]),
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    help_text=_("The last part of the story's address."),
                    required_on_save=False,
                ),
                FieldPanel(
                    "search_description",
                    heading=_("Description"),
                    help_text=_("For search engines, in place of the standfirst."),
                ),
            ],
            _("Address"),
        ),
        FieldPanel("withdrawn_line"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Story")),
            ObjectList(promote_panels, heading=_("Address and times")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.FilterField("published_at"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [
            models.Index(fields=["published_at", "page_ptr"], name="stories_newest"),
            models.Index(
                fields=["on_desk", "published_at", "page_ptr"], name="stories_newest_on_desk"
            ),
            models.Index(
                fields=["storyline", "published_at", "page_ptr"], name="stories_newest_of_storyline"
            ),
        ]

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
        if self.live:
            self.sections = without_empty(self.sections)
        if kwargs.get("update_fields") is None:
            stop_unready(self)
        self.minutes = self._minutes()
        self.on_desk_id = self.get_parent().pk
        super().save(*args, **kwargs)

    def _minutes(self) -> int:
        return minutes_of(
            [self.standfirst, *(plain(it.value["text"].source) for it in self.sections)]
        )

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return changes(request, self) if args == (CHANGES,) else views.story(request, self)

    @property
    def preview_modes(self) -> list[tuple[str, str | Promise]]:
        return previewing.preview_modes()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return previewing.preview(request, self, mode_name)
