"""A running event that several stories belong to, and its page."""

import hashlib
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import FieldPanel
from wagtail.coreutils import string_to_ascii
from wagtail.models import Page, PageManager, PageQuerySet

from standfirst.readers.models import Reader
from standfirst.stories import storylines
from standfirst.stories.models.gated import GatedPage
from standfirst.stories.models.pages import FrontPage, StoryPage
from standfirst.stories.reserved import refuse_reserved, reserved
from standfirst.stories.storyline_field import StorylineField


class StorylineQuerySet(PageQuerySet):
    def published(self, now: datetime) -> "StorylineQuerySet":
        """Live, and with a story that is out: the name of one that is all embargoed is no reader's yet."""
        out = StoryPage.objects.published(now).filter(storyline=OuterRef("pk"))
        return self.live().filter(Exists(out)).order_by("title", "pk")

    def called(self, name: str) -> "StorylinePage | None":
        """Neither capitals nor spaces make another. Of two with one name, the newer."""
        wanted = _key(name)
        rows = self.order_by("-pk").values_list("pk", "title")
        found = (pk for pk, title in rows if _key(title) == wanted)
        return self.filter(pk=next(found, None)).first()


StorylineManager = PageManager.from_queryset(StorylineQuerySet)


class StorylinePage(GatedPage):
    """Its title is the event's name; its stories are those that name it."""

    summary = models.CharField(
        _("summary"), max_length=300, blank=True, help_text=_("What it is about, in a sentence.")
    )

    objects = StorylineManager()

    parent_page_types = ["stories.FrontPage"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("storyline")

    @classmethod
    def may_be_started_by(cls, reader: Reader) -> bool:
        return any(it.permissions_for_user(reader).can_publish_subpage() for it in _fronts())

    @classmethod
    def start(cls, name: str, by: Reader | None = None) -> "StorylinePage":
        """A new one, published at once. Readers meet it with its first story."""
        title = " ".join(name.split())
        with transaction.atomic():
            page = cls(title=title, slug=_free_slug(title), live=False, owner=by)
            _fronts().get().add_child(instance=page)
            page.save_revision(user=by, log_action=True).publish(user=by)
        return page

    @cached_property
    def front(self) -> FrontPage:
        parent = self.get_parent()
        return parent if isinstance(parent, FrontPage) else FrontPage.objects.get(pk=parent.pk)

    def clean(self) -> None:
        super().clean()
        refuse_reserved(self.slug)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return storylines.storyline(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return storylines.preview(request, self)


def _fronts() -> "models.QuerySet[FrontPage]":
    """The one there is."""
    return FrontPage.objects.all()


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _free_slug(name: str) -> str:
    """The name in Latin letters; with a number behind it where a page, or the site itself, has that already."""
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    latin = slugify(string_to_ascii(name))[:240].strip("-_") or f"storyline-{digest}"
    pages = Page.objects.child_of(_fronts().get()).filter(slug__startswith=latin)
    taken = {*pages.values_list("slug", flat=True), *reserved()}
    numbered = (f"{latin}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (latin, *numbered) if slug not in taken)


# On a story's form a storyline is chosen by its name, and not in Wagtail's chooser of pages.
register_form_field_override(
    models.ForeignKey, to=StorylinePage, override={"form_class": StorylineField}
)
