"""What stands beside a story's text: its sources, its notes and its authors. Read with the story, in one query.

A draft, or a story that was found another way, asks for each of them.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONArray

from standfirst.record.models import Statement

if TYPE_CHECKING:
    from standfirst.stories.models import Author, StoryNote, StoryPage, StorySource
    from standfirst.stories.published import StoryQuerySet

# What is read of each, by its relation; first what they are sorted by.
_READ = {
    "sources": ("sort_order", "pk", "url", "publisher", "title", "date"),
    "notes": ("at", "pk", "since", "kind", "text"),
    "signed": ("position", "author__name", "author__slug", "author__also_printed_as"),
}
_READ_AS = "{}_beside"
_CHANGED = "changed_beside"
_SAID = "said_beside"


class Rows(Subquery):
    """All the rows of a query with one column, `it`, as one value: a list in no order; None for no rows."""

    template = "(SELECT JSON_GROUP_ARRAY(JSON(beside.it)) FROM (%(subquery)s) beside)"
    output_field = models.JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(SELECT JSONB_AGG(beside.it) FROM (%(subquery)s) beside)"
        return self.as_sql(compiler, connection, template=template, **context)


def with_beside(stories: "StoryQuerySet") -> "StoryQuerySet":
    return stories.annotate(**_beside(stories.model))


@cache
def _beside(stories: "type[StoryPage]") -> dict[str, Subquery]:
    """Made once, for making it takes as long as asking."""
    versions = _related(stories, "versions").filter(number__gt=1)
    rows = {
        _READ_AS.format(name): Rows(
            _related(stories, name).order_by().values(it=JSONArray(*fields))
        )
        for name, fields in _READ.items()
    }
    said = _out().filter(story=OuterRef("pk"))
    return {_CHANGED: Exists(versions), _SAID: Exists(said), **rows}


def sources_of(story: "StoryPage") -> "Sequence[StorySource]":
    rows = _rows(story, "sources")
    if rows is None:
        return list(story.sources.all())
    made = _model(type(story), "sources")
    return [
        made(pk=pk, url=url, publisher=publisher, title=title, date=day and date.fromisoformat(day))
        for _place, pk, url, publisher, title, day in rows
    ]


def notes_of(story: "StoryPage") -> "Sequence[StoryNote]":
    """Newest first."""
    rows = _rows(story, "notes")
    if rows is None:
        return list(story.notes.all())
    made = _model(type(story), "notes")
    return [
        made(pk=pk, kind=kind, text=text, at=_moment(at), since=_moment(since))
        for at, pk, since, kind, text in reversed(rows)
    ]


def authors_of(story: "StoryPage") -> "Sequence[Author]":
    """As the byline names them; of a draft that was never saved, none."""
    rows = _rows(story, "signed")
    if rows is None:
        signed = story.signed.select_related("author") if story.pk else ()
        return [it.author for it in signed]
    made = _model(_model(type(story), "signed"), "author")
    return [
        made(name=name, slug=slug, also_printed_as=others) for _place, name, slug, others in rows
    ]


def has_changed(story: "StoryPage") -> bool:
    """Whether it has said something else before."""
    known: bool | None = getattr(story, _CHANGED, None)
    return story.versions.filter(number__gt=1).exists() if known is None else known


def has_statements(story: "StoryPage") -> bool:
    """Whether anybody is on record in it, as it is out."""
    known: bool | None = getattr(story, _SAID, None)
    return _out().filter(story=story.pk).exists() if known is None else known


def _out() -> "models.QuerySet[Statement]":
    """Of stories that are out, and not held back. A story's page asks for its own, which is."""
    return Statement.objects.filter(shown=True, held_back=False, on_live_desk=True)


def _rows(story: "StoryPage", relation: str) -> list[Any] | None:
    """None where they were not read with the story."""
    name = _READ_AS.format(relation)
    return sorted(getattr(story, name) or [], key=_place) if hasattr(story, name) else None


def _place(row: list[Any]) -> tuple[bool, Any, Any]:
    """What has no place comes first."""
    return row[0] is not None, row[0], row[1]


def _model(of: type[models.Model], relation: str) -> Any:
    return of._meta.get_field(relation).related_model


def _related(stories: type[models.Model], relation: str) -> Any:
    return _model(stories, relation)._default_manager.filter(story=OuterRef("pk"))


def _moment(text: str) -> datetime:
    """As SQLite keeps it, in UTC and without saying so, or as PostgreSQL writes it."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
