"""The public record: everything readers were told of changes, on one page and in a feed of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from standfirst.publication.addresses import whole
from standfirst.publication.changes import LISTS
from standfirst.publication.current import settings_for
from standfirst.publication.feeds import json_feed, rss
from standfirst.publication.feeds.feed import Feed, Item
from standfirst.publication.models import PublicationSettings
from standfirst.publication.sharing import share_with
from standfirst.stories.counting import Pages
from standfirst.stories.feeds import with_whole_links
from standfirst.stories.front import the_front
from standfirst.stories.metadata import list_head
from standfirst.stories.models import FrontPage, NoteKind, Outline, StoryNote, StoryPage
from standfirst.stories.models.note import NoteQuerySet
from standfirst.stories.reading import Card, card_of
from standfirst.stories.told import Note, note_of

A_PAGE = 50
NEWEST = 30
KINDS = {
    NoteKind.CORRECTION: gettext_lazy("Corrections"),
    NoteKind.CLARIFICATION: gettext_lazy("Clarifications"),
    NoteKind.UPDATE: gettext_lazy("Updates"),
}


@dataclass(frozen=True)
class Record:
    """The page, as a list that has feeds. `name` and `description` are in the publication's language."""

    name: str
    url: str
    description: str


@dataclass(frozen=True)
class Told:
    note: Note
    story: Card


@dataclass(frozen=True)
class Day:
    date: date
    told: tuple[Told, ...]


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Of one kind, if asked for one there is; else of all three."""
    front = the_front()
    outline, record = front.outline(), _record()
    kind = asked if (asked := request.GET.get("kind", "")) in KINDS else ""
    kinds: list[str] = [kind] if kind else list(KINDS)
    pages = Pages(f"notes {kind}", lambda now: _notes(front, kinds, now), A_PAGE)
    part = pages.get_page(request.GET.get("page"))
    context = {
        "head": list_head(_publication(request), record, part.number),
        "record": record,
        "kinds": [("", _("All")), *KINDS.items()],
        "kind": kind,
        "days": list(_by_day(_told(part.object_list, outline))),
        "page": part,
        "desks": list(outline.desks.values()),
    }
    return share_with(
        request,
        render(request, "stories/corrections.html", context),
        LISTS,
        parameters=("page", "kind"),
    )


@require_safe
def corrections_rss(request: HttpRequest) -> HttpResponse:
    text = rss.write(_feed(request))
    response = HttpResponse(text, content_type="application/rss+xml; charset=utf-8")
    return share_with(request, response, LISTS)


@require_safe
def corrections_json(request: HttpRequest) -> HttpResponse:
    text = json_feed.write(_feed(request))
    return share_with(request, HttpResponse(text, content_type="application/feed+json"), LISTS)


def _feed(request: HttpRequest) -> Feed:
    front, record = the_front(), _record()
    newest = _told(_notes(front, list(KINDS), timezone.now())[:NEWEST], front.outline())
    return Feed(
        title=f"{_publication(request).name}: {record.name}",
        description=record.description,
        page=whole(record.url),
        items=tuple(map(_item, newest)),
    )


def _item(told: Told) -> Item:
    """Under the story's headline, what the note says."""
    note, story = told.note, told.story
    html = render_to_string("stories/note_item.html", {"note": note, "story": story}).strip()
    return Item(
        address=whole(f"{story.url}#{note.anchor}"),
        title=f"{note.label}: {story.headline}",
        summary=note.text,
        html=with_whole_links(html, story.address),
        published_at=note.at,
        tag=story.desk.name,
    )


def _notes(front: FrontPage, kinds: list[str], now: datetime) -> NoteQuerySet:
    """Newest first, of stories that are out now."""
    stories = Prefetch("story", StoryPage.objects.for_cards())
    notes = StoryNote.objects.told_in(front.stories(now)).of_kinds(kinds)
    return notes.prefetch_related(stories)


def _told(notes: Iterable[StoryNote], outline: Outline) -> Iterator[Told]:
    return (Told(note_of(note), card_of(note.story, outline)) for note in notes)


def _by_day(told: Iterable[Told]) -> Iterator[Day]:
    days = groupby(told, lambda it: timezone.localdate(it.note.at))
    return (Day(date, tuple(those)) for date, those in days)


def _record() -> Record:
    description = _("Every update, clarification and correction that readers were told of.")
    return Record(_("Corrections"), reverse("corrections"), description)


def _publication(request: HttpRequest) -> PublicationSettings:
    return settings_for(request)
