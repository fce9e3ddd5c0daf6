"""What the stories hang on: desks, storylines and authors, made by the site's own doors, for they are few."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bench.making.story import DESK_WEIGHTS, Plan
from bench.making.words import sentence, vocabulary
from standfirst.publication.models import PublicationImage
from standfirst.stories.models import Author, DeskPage, FrontPage, StorylinePage
from standfirst.stories.opening import open_desk

STORYLINES, AUTHORS = 300, 240
BEGINNING = "running-event"  # of their addresses


@dataclass(frozen=True)
class Outline:
    """Rows by their places in the plan."""

    desks: tuple[DeskPage, ...]
    storylines: tuple[int, ...]
    authors: tuple[Author, ...]
    images: tuple[int, ...]

    def plan(self, stories: int, now: datetime) -> Plan:
        return Plan(
            stories,
            len(self.desks),
            len(self.storylines),
            len(self.authors),
            len(self.images),
            now,
        )

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(it.name for it in self.authors)


def made() -> Outline:
    """The images are the demo's."""
    front = FrontPage.objects.get()
    with transaction.atomic():
        _open_desks(front)
        _begin_storylines(front)
        _introduce_authors()
    storylines = StorylinePage.objects.filter(slug__startswith=BEGINNING).order_by("path")
    return Outline(
        tuple(DeskPage.objects.order_by("path")[: len(DESK_WEIGHTS)]),
        tuple(storylines.values_list("pk", flat=True)),
        tuple(Author.objects.order_by("pk")),
        tuple(PublicationImage.objects.order_by("pk").values_list("pk", flat=True)),
    )


def _open_desks(front: FrontPage) -> None:
    for place in range(DeskPage.objects.count(), len(DESK_WEIGHTS)):
        name = vocabulary()[200 + place]
        open_desk(front, name, name.title(), sentence(vocabulary()[300 + place :][:6]))


def _begin_storylines(front: FrontPage) -> None:
    if StorylinePage.objects.filter(slug__startswith=BEGINNING).exists():
        return
    front.refresh_from_db()  # its number of children
    for number in range(STORYLINES):
        words = vocabulary()[1000 + 3 * number :][:3]
        front.add_child(
            instance=StorylinePage(
                title=sentence(words, end=""),
                slug=f"{BEGINNING}-{number}",
                summary=sentence(vocabulary()[4000 + 9 * number :][:9]),
            )
        )


def _introduce_authors() -> None:
    for number in range(Author.objects.count(), AUTHORS):
        first, last = vocabulary()[2000 + number], vocabulary()[3000 + number]
        Author.objects.create(name=f"{first.title()} {last.title()}")
