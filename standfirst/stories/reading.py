"""What story templates are given: frozen values, built by allow-list. No page object enters a template."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from standfirst.gate.access import Access, Level
from standfirst.gate.decision import Decision
from standfirst.publication.sizes import CARD
from standfirst.stories.beside import has_changed, sources_of
from standfirst.stories.body import Section, readable
from standfirst.stories.bylines import Byline, byline_of
from standfirst.stories.pictures import Picture, picture
from standfirst.stories.told import Note, notes_of

if TYPE_CHECKING:
    from standfirst.stories.models import DeskPage, Outline, StoryPage


class Listing(Protocol):
    """What has a page that lists stories, and feeds of its own: a desk, a storyline, an author."""

    @property
    def name(self) -> str: ...

    @property
    def url(self) -> str: ...

    @property
    def description(self) -> str: ...


@dataclass(frozen=True)
class Desk:
    name: str
    slug: str
    description: str = ""

    @property
    def url(self) -> str:
        return f"/{self.slug}/"


@dataclass(frozen=True)
class Card:
    """A story in a list, or the head of its page. Only what everyone may see."""

    story_id: int
    headline: str
    standfirst: str
    url: str
    desk: Desk
    byline: str
    published_at: datetime
    updated_at: datetime | None
    minutes: int
    access: Access
    access_label: str
    image: Picture | None
    thumbnail: Picture | None = None  # cropped round its focal point, for lists

    @property
    def desk_name(self) -> str:
        return self.desk.name

    @property
    def desk_url(self) -> str:
        return self.desk.url

    @property
    def address(self) -> str:
        """The whole address, for feeds, mails and machines."""
        return settings.ADDRESS + self.url


@dataclass(frozen=True)
class Source:
    url: str
    publisher: str
    title: str
    date: date | None


@dataclass(frozen=True)
class Reading:
    """A story as one decision lets it be read: what a page, a feed or a machine may print of it."""

    card: Card
    description: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    byline: Byline
    notes: tuple[Note, ...]
    changes_url: str  # "" until it has said something else before

    @property
    def locked_labels(self) -> tuple[str, ...]:
        return tuple(section.label for section in self.sections if section.locked)


def desk_of(page: "DeskPage") -> Desk:
    return Desk(page.title, page.slug, page.description)


def card_of(story: "StoryPage", outline: "Outline") -> Card:
    """Raises ValueError for a story that has never been out: no list and no page shows one."""
    if story.published_at is None:
        raise ValueError(f"story {story.pk} has no time of publishing")
    desk = outline.desks.get(story.path[: -story.steplen]) or desk_of(story.desk)
    return Card(
        story_id=story.pk,
        headline=story.title,
        standfirst=story.standfirst,
        url=f"{desk.url}{story.slug}/",
        desk=desk,
        byline=story.byline,
        published_at=story.published_at,
        updated_at=story.updated_at,
        minutes=story.minutes,
        access=story.access,
        access_label=access_label(story.access, outline.plan_names),
        image=picture(story.lead_image),
        thumbnail=picture(story.lead_image, CARD),
    )


def cards_of(stories: Iterable["StoryPage"], outline: "Outline") -> list[Card]:
    return [card_of(story, outline) for story in stories]


def reading_of(
    story: "StoryPage", card: Card, decision: Decision, pending_at: datetime | None = None
) -> Reading:
    """What `decision` opens of a story. Sources are part of what is locked: they tell who spoke.

    `pending_at` is for previews: the note that waits in the draft is shown as if told then.
    """
    return Reading(
        card=card,
        description=story.search_description or story.standfirst,
        sections=readable(story, decision),
        sources=_sources(story) if decision.open else (),
        byline=byline_of(story),
        notes=notes_of(story, pending_at),
        changes_url=f"{card.url}changes/" if has_changed(story) else "",
    )


def _sources(story: "StoryPage") -> tuple[Source, ...]:
    return tuple(
        Source(it.url, it.publisher, it.title or it.publisher or it.url, it.date)
        for it in sources_of(story)
    )


def access_label(access: Access, plan_names: Mapping[str, str]) -> str:
    if access.level is Level.MEMBERS:
        return _("Members")
    if access.level is Level.PLANS:
        return ", ".join(plan_names.get(slug, slug) for slug in sorted(access.plans))
    return ""
