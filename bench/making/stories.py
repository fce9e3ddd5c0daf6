"""Stories as the site would have them after publishing each, with all that hangs on them."""

import json
import math
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Count
from django.db.models.functions import Substr
from wagtail.models import Locale, Page

from bench.making.indexed import Indexed
from bench.making.outline import Outline
from bench.making.rows import count_on, last_number, put, stored
from bench.making.story import Part, Plan, Story, names
from bench.making.words import paragraph
from standfirst.stories.models import (
    DeskPage,
    LinkCheck,
    StoryAuthor,
    StoryNote,
    StoryPage,
    StorySource,
    StoryVersion,
    StoryWords,
)
from standfirst.stories.published import DESK
from standfirst.stories.writing.lengths import WORDS_A_MINUTE

A_BATCH = 2_000
FIRST_CHILD = 1_000  # the places below are left to the demo's own stories


class Stories:
    """`first` is the page number of story 0: a world that was broken off goes on from its last page.

    `searched`: with their entries for search.
    """

    def __init__(self, plan: Plan, outline: Outline, first: int, *, searched: bool = True) -> None:
        self._plan, self._outline, self._first = plan, outline, first
        self._searched = searched
        self._kind = ContentType.objects.get_for_model(StoryPage).pk
        self._locale = Locale.get_default().pk
        self._indexed = Indexed(outline.names, first)

    def put(self, say: Callable[[int], None]) -> None:
        begun = max(0, last_number(StoryPage) + 1 - self._first)
        for start in range(begun, self._plan.stories, A_BATCH):
            numbers = range(start, min(start + A_BATCH, self._plan.stories))
            stories = [self._plan.story(number) for number in numbers]
            with transaction.atomic():
                self._put(stories)
            say(numbers.stop)
        count_on([Page, StoryWords])
        _count_children()

    def _put(self, stories: Sequence[Story]) -> None:
        put(Page, PAGE, map(self._page, stories))
        put(StoryPage, STORY, map(self._story, stories))
        put(StorySource, SOURCE, (row for it in stories for row in self._sources(it)))
        put(StoryAuthor, AUTHOR, (row for it in stories for row in self._authors(it)))
        put(StoryNote, NOTE, (row for it in stories for row in self._notes(it)))
        put(StoryVersion, VERSION, (row for it in stories for row in self._versions(it)))
        put(LinkCheck, CHECK, (self._check(it) for it in stories if it.live))
        if self._searched:
            self._indexed.put(stories)

    def _pk(self, story: Story) -> int:
        return self._first + story.number

    def _desk(self, story: Story) -> DeskPage:
        return self._outline.desks[story.desk]

    def _page(self, it: Story) -> tuple[object, ...]:
        desk, at = self._desk(it), stored(it.published_at)
        path = Page._get_path(desk.path, DESK + 1, FIRST_CHILD + it.number)
        url_path = f"{desk.url_path}{it.slug}/"
        live = (it.live, at if it.live else None)
        key = it.key.replace("-", "") if connection.vendor == "sqlite" else it.key
        names = (it.headline, it.headline, it.slug, url_path)
        return (self._pk(it), path, DESK + 1, *names, *live, live[1], self._kind, self._locale, key)

    def _story(self, it: Story) -> tuple[object, ...]:
        line = self._outline.storylines[it.storyline] if it.storyline is not None else None
        image = self._outline.images[it.image] if it.image is not None else None
        return (
            self._pk(it),
            paragraph(it.standfirst),
            json.dumps([_block(part) for part in it.parts]),
            names(self._outline.names, it),
            line,
            self._desk(it).pk,
            stored(it.published_at) if it.live else None,
            stored(it.note.at) if it.note else None,
            image,
            it.access,
            max(1, math.ceil(it.words / WORDS_A_MINUTE)),
        )

    def _sources(self, it: Story) -> Iterator[tuple[object, ...]]:
        day = it.published_at.date() - timedelta(days=1)
        for place in range(2 + it.number % 3):
            word = it.standfirst[place]
            url = f"https://{word}.example.org/{it.number}/{place}"
            yield self._pk(it), place, url, word.title(), it.headline, _day(day)

    def _authors(self, it: Story) -> Iterator[tuple[object, ...]]:
        for place, author in enumerate(it.authors if it.live else ()):
            yield self._pk(it), self._outline.authors[author].pk, place

    def _notes(self, it: Story) -> Iterator[tuple[object, ...]]:
        if it.note:
            said = (it.note.kind, paragraph(it.note.words))
            yield self._pk(it), *said, stored(it.note.at), stored(it.published_at)

    def _versions(self, it: Story) -> Iterator[tuple[object, ...]]:
        """Of stories that told of a change: what they said before it, and since."""
        if it.note:
            yield self._pk(it), 1, stored(it.published_at), _said(it, it.parts[:-1])
            yield self._pk(it), 2, stored(it.note.at), _said(it, it.parts)

    def _check(self, it: Story) -> tuple[object, ...]:
        """Each at its own time of the day to come."""
        seconds = it.number * 86_400 / self._plan.stories
        return self._pk(it), stored(self._plan.now + timedelta(hours=1, seconds=seconds))


PAGE = (
    *("id", "path", "depth", "title", "draft_title", "slug", "url_path", "live"),
    *("first_published_at", "last_published_at", "content_type", "locale", "translation_key"),
)
STORY = (
    *("page_ptr", "standfirst", "sections", "byline", "storyline", "on_desk"),
    *("published_at", "updated_at", "lead_image", "access", "minutes"),
)
SOURCE = ("story", "sort_order", "url", "publisher", "title", "date")
AUTHOR = ("story", "author", "position")
NOTE = ("story", "kind", "text", "at", "since")
VERSION = ("story", "number", "at", "said")
CHECK = ("story", "due_at")


def _block(part: Part) -> dict[str, object]:
    value = {"label": part.label, "text": part.html, "free": part.free, "outside_label": ""}
    return {"type": "section", "value": value, "id": part.key}


def _said(it: Story, parts: Sequence[Part]) -> str:
    sections = [
        {
            "id": part.key,
            "label": part.label,
            "outside_label": "",
            "free": part.free,
            "text": part.lines,
        }
        for part in parts
    ]
    said = {"headline": it.headline, "standfirst": paragraph(it.standfirst), "sections": sections}
    return json.dumps(said)


def _day(day: object) -> object:
    return str(day) if connection.vendor == "sqlite" else day


def _count_children() -> None:
    desk = Substr("path", 1, DESK * Page.steplen)
    below = Page.objects.order_by().filter(depth=DESK + 1)
    counted = below.values(desk_path=desk).annotate(count=Count("pk"))
    for it in counted:
        Page.objects.filter(path=it["desk_path"]).update(numchild=it["count"])
