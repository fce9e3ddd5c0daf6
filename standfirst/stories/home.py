"""The editor's home: what is scheduled, what waits for me, what needs a hand. For staff who work on stories.

Each list is made in a constant number of queries, and holds only what its reader may see.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    Page,
    PageLogEntry,
    Revision,
    TaskState,
    WorkflowState,
    get_default_page_content_type,
)
from wagtail.permissions import policy_registry

from standfirst.readers.models import Reader
from standfirst.stories.accepting.waiting import how_many
from standfirst.stories.models import BrokenLink, DeskPage, HeldPage, StoryPage
from standfirst.stories.published import StoryQuerySet

SOME = 10  # of what may grow without end


@dataclass(frozen=True)
class Row:
    """A story, or another page, in one of the lists. Addresses are empty where the reader may not go there."""

    headline: str
    desk: str
    edit_url: str


@dataclass(frozen=True)
class Scheduled(Row):
    at: datetime
    comes_down: bool
    by: str
    cancel_url: str = ""


@dataclass(frozen=True)
class Waiting(Row):
    by: str
    since: datetime
    compare_url: str


@dataclass(frozen=True)
class Returned(Row):
    by: str
    since: datetime
    comment: str


@dataclass(frozen=True)
class Held(Row):
    since: datetime
    reason: str
    comes_down: bool


@dataclass(frozen=True)
class Broken(Row):
    href: str
    words: str


@dataclass(frozen=True)
class Draft(Row):
    saved_at: datetime
    live: bool
    in_review: bool


@dataclass(frozen=True)
class Out(Row):
    at: datetime
    url: str


def works_on_stories(reader: Reader) -> bool:
    return _policy().user_has_any_permission(reader, {"add", "change", "publish"})


class Home:
    """The lists for one reader at `now`. Each property asks the database once it is printed."""

    def __init__(self, reader: Reader, now: datetime) -> None:
        self.reader, self.now = reader, now

    @cached_property
    def publishes(self) -> bool:
        return _policy().user_has_permission(self.reader, "publish")

    @cached_property
    def desks(self) -> Mapping[str, DeskPage]:
        """By their tree paths."""
        return {page.path: page for page in DeskPage.objects.order_by("path")}

    @property
    def desks_to_write_for(self) -> list[tuple[int, str]]:
        """Their ids and names."""
        every = self.desks.values()
        mine = [it for it in every if it.permissions_for_user(self.reader).can_add_subpage()]
        return [(it.pk, it.title) for it in mine]

    @property
    def scheduled(self) -> list[Scheduled]:
        """What goes out, is live with a time ahead of it, or comes down."""
        rows = [*self._set_to_a_time(), *self._dated_ahead(), *self._coming_down()]
        return sorted(rows, key=lambda row: row.at)

    def _set_to_a_time(self) -> Iterable[Scheduled]:
        held = HeldPage.objects.standing().exclude(revision=None).values("revision")
        due = Revision.page_revisions.filter(approved_go_live_at__isnull=False).exclude(pk__in=held)
        revisions = list(due.select_related("user").defer("content"))
        pages = Page.objects.in_bulk([int(it.object_id) for it in revisions])
        log = PageLogEntry.objects.filter(action="wagtail.publish.schedule", revision__in=revisions)
        by = {it.revision_id: it.user for it in log.order_by("timestamp").select_related("user")}
        for it in revisions:
            page = pages[int(it.object_id)]
            yield Scheduled(
                **self._row(page, it.object_str),
                at=it.approved_go_live_at,
                comes_down=False,
                by=str(by.get(it.pk) or it.user or ""),
                cancel_url=reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, it.pk])
                if self.publishes
                else "",
            )

    def _dated_ahead(self) -> Iterable[Scheduled]:
        ahead = StoryPage.objects.live().filter(published_at__gt=self.now).defer("sections")
        for it in ahead.select_related("latest_revision__user"):
            assert it.published_at is not None
            yield Scheduled(**self._row(it), at=it.published_at, comes_down=False, by=_last_by(it))

    def _coming_down(self) -> Iterable[Scheduled]:
        over = Page.objects.live().filter(expire_at__gt=self.now)
        for it in over.select_related("latest_revision__user"):
            yield Scheduled(**self._row(it), at=it.expire_at, comes_down=True, by=_last_by(it))

    @property
    def waiting(self) -> list[Waiting]:
        """Submitted by others, for this reader to approve or to return."""
        states = (
            TaskState.objects.reviewable_by(self.reader)
            .filter(revision__base_content_type=get_default_page_content_type())
            .select_related("revision", "workflow_state__requested_by")
            .annotate(before_id=Revision.objects.previous_revision_id_subquery())
            .order_by("started_at")
        )
        pages = Page.objects.in_bulk([int(it.revision.object_id) for it in states])
        return [
            Waiting(
                **self._row(page, it.revision.object_str),
                by=str(it.workflow_state.requested_by or ""),
                since=it.started_at,
                compare_url=_comparison(page, it.before_id, it.revision_id),
            )
            for it in states
            if (page := pages.get(int(it.revision.object_id)))
        ]

    @property
    def returned(self) -> list[Returned]:
        """What this reader submitted, and an editor wants mended."""
        states = WorkflowState.objects.filter(
            status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=self.reader
        ).select_related("current_task_state__finished_by")
        pages = _pages_of(states)
        return [
            Returned(
                **self._row(page),
                by=str(it.current_task_state.finished_by or ""),
                since=it.current_task_state.finished_at,
                comment=it.current_task_state.comment,
            )
            for it in states
            if (page := pages.get(it.object_id))
        ]

    @property
    def held(self) -> list[Held]:
        rows = HeldPage.objects.standing().select_related("page", "revision").order_by("at")
        return [
            Held(
                **self._row(it.page, it.revision.object_str if it.revision else ""),
                since=it.at,
                reason=it.reason,
                comes_down=it.revision is None,
            )
            for it in rows
            if self._minds(it.page)
        ]

    @property
    def broken(self) -> list[Broken]:
        rows = BrokenLink.objects.select_related("story").defer("story__sections")
        mine = rows if self.publishes else rows.filter(story__owner=self.reader)
        return [
            Broken(**self._row(it.story), href=it.leads_to, words=it.words)
            for it in mine.order_by("-found_at")[:SOME]
        ]

    @property
    def without_source(self) -> list[Out]:
        stories = StoryPage.objects.published(self.now).filter(sources=None)
        mine = stories if self.publishes else stories.filter(owner=self.reader)
        return self._out(mine[:SOME])

    @property
    def quotes_without_text(self) -> int:
        """Out, and held to no text of a source; among the newest."""
        return how_many()

    @property
    def drafts(self) -> list[Draft]:
        """This reader's, but for what was returned and for what is set to a time: both stand elsewhere."""
        mine = Q(owner=self.reader) | Q(latest_revision__user=self.reader)
        pages = (
            StoryPage.objects.filter(mine, has_unpublished_changes=True)
            .annotate_approved_schedule()
            .filter(_approved_schedule=False)
            .defer("sections")
            .order_by("-latest_revision_created_at", "-pk")[:SOME]
        )
        states = WorkflowState.objects.active().filter(object_id__in=[str(it.pk) for it in pages])
        status = {it.object_id: it.status for it in states}
        return [
            Draft(
                **self._row(it),
                saved_at=it.latest_revision_created_at,
                live=it.live,
                in_review=status.get(str(it.pk)) == WorkflowState.STATUS_IN_PROGRESS,
            )
            for it in pages
            if status.get(str(it.pk)) != WorkflowState.STATUS_NEEDS_CHANGES
        ]

    @property
    def out_today(self) -> list[Out]:
        """Since midnight where the publication is."""
        midnight = timezone.localtime(self.now).replace(hour=0, minute=0, second=0, microsecond=0)
        return self._out(StoryPage.objects.published(self.now).filter(published_at__gte=midnight))

    def _out(self, stories: StoryQuerySet) -> list[Out]:
        return [
            Out(**self._row(it, it.title), at=it.published_at, url=self._url(it))
            for it in stories.defer("sections")
            if it.published_at
        ]

    def _row(self, page: Page, headline: str = "") -> dict[str, Any]:
        """What every row has, of the draft unless told another headline."""
        desk = self.desks.get(page.path[: -page.steplen])
        may_edit = page.permissions_for_user(self.reader).can_edit()
        return {
            "headline": headline or page.draft_title or page.title,
            "desk": desk.title if desk else "",
            "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else "",
        }

    def _url(self, story: StoryPage) -> str:
        return f"/{self.desks[story.path[: -story.steplen]].slug}/{story.slug}/"

    def _minds(self, page: Page) -> bool:
        return self.publishes or page.owner_id == self.reader.pk


def _policy() -> Any:
    return policy_registry.get_by_type(Page)


def _last_by(page: Page) -> str:
    last = page.latest_revision
    return str(last.user) if last and last.user else ""


def _comparison(page: Page, before_id: int | None, revision_id: int) -> str:
    """With what is live; else with the draft before; nothing to compare a first draft with."""
    before = "live" if page.live else before_id
    if before is None:
        return ""
    return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before, revision_id])


def _pages_of(states: QuerySet[Model]) -> dict[str, Page]:
    """By their ids as workflows keep them."""
    pages = Page.objects.in_bulk([int(it.object_id) for it in states])  # type: ignore[attr-defined]
    return {str(pk): page for pk, page in pages.items()}
