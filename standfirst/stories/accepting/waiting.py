"""What waits after publishing: quotes nobody has confirmed, and quotes that no text of a source can be held to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Q
from django.urls import reverse

from standfirst.readers.models import Reader
from standfirst.record.models import Source, Statement
from standfirst.record.models.statement import Mode, StatementQuerySet
from standfirst.record.suggest import Suggestion, suggest
from standfirst.stories.accepting import carried
from standfirst.stories.accepting.kinds import is_body
from standfirst.stories.accepting.looking import Learnt, learnt_now
from standfirst.stories.accepting.proposing import proposed
from standfirst.stories.accepting.register import Register
from standfirst.stories.accepting.speaking import Speakers
from standfirst.stories.accepting.texts import of_story
from standfirst.stories.models import StoryPage

STORIES = 30  # the newest that are looked at
STATEMENTS = 500  # the newest that are looked at
SHOWN = 50


@dataclass(frozen=True)
class StoryWaits:
    headline: str
    count: int
    edit_url: str
    plain_url: str


@dataclass(frozen=True)
class QuoteWaits:
    words: str
    speaker: str
    headline: str
    plain_url: str


@dataclass(frozen=True)
class SourceWaits:
    """Its text is not here; `quotes` name it."""

    name: str
    address: str
    keep_url: str
    quotes: tuple[QuoteWaits, ...]


def quotes_without_text() -> StatementQuerySet:
    """Among the newest: without a mark, and without a source whose text is kept."""
    newest = Statement.objects.filter(shown=True).newest_first()[:STATEMENTS].values("pk")
    no_text = Q(source=None) | Q(source__text="")
    quoted = Q(mode__in=(Mode.DIRECT, Mode.MIXED))
    waiting: StatementQuerySet = Statement.objects.filter(no_text, quoted, pk__in=newest, mark="")
    return waiting


def how_many() -> int:
    """For the menu: what takes one query to know."""
    return quotes_without_text().count()


def stories_waiting(reader: Reader, now: datetime) -> list[StoryWaits]:
    """Of the newest stories, those this reader may edit and that hold quotes nobody has decided on."""
    stories = StoryPage.objects.published(now).order_by("-published_at", "-pk")[:STORIES]
    mine = [it for it in stories if it.permissions_for_user(reader).can_edit()]
    learnt = learnt_now()
    return [_waits(it, count) for it in mine if (count := _open_quotes(it, learnt))]


def sources_waiting() -> list[SourceWaits]:
    """The last with quotes that name no source: its addresses are empty."""
    rows = quotes_without_text().newest_first()
    by_source: dict[Source | None, list[Statement]] = {}
    related = rows.select_related("source", "story", "person", "party").defer("source__text")
    for row in related[:SHOWN]:
        by_source.setdefault(row.source, []).append(row)
    found = [_source(source, quotes) for source, quotes in by_source.items()]
    return sorted(found, key=lambda it: not it.address)


def _waits(story: StoryPage, count: int) -> StoryWaits:
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    return StoryWaits(story.title, count, edit, reverse("who_said_what", args=[story.pk]))


def _open_quotes(story: StoryPage, learnt: Learnt) -> int:
    """How many: for that it does not matter whom the register knows."""
    text, had = of_story(story), carried.kept(story.accepted)
    speakers = Speakers(Register(), is_body)
    return proposed(text, _suggested(text.text, learnt), had, speakers).waiting


@lru_cache(maxsize=2 * STORIES)
def _suggested(text: str, learnt: Learnt) -> tuple[Suggestion, ...]:
    """Kept: some 10 ms for each story, and the next look at the tray asks of nearly the same ones."""
    return tuple(suggest(text, weights=learnt.weights))


def _source(source: Source | None, quotes: Iterable[Statement]) -> SourceWaits:
    said = tuple(_quote(it) for it in quotes)
    if source is None:
        return SourceWaits("", "", "", said)
    keep = reverse("keep_source_text", args=[source.pk])
    return SourceWaits(str(source), source.url, keep, said)


def _quote(row: Statement) -> QuoteWaits:
    speaker = row.person or row.party
    name = speaker.name if speaker else row.unnamed
    plain = reverse("who_said_what", args=[row.story_id])
    return QuoteWaits(row.words, name, row.story.title, plain)
