"""Bylines into rows: which authors a published story's byline names."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from standfirst.publication.changes import EVERYTHING, tell
from standfirst.stories.bylines import key_of, names_in
from standfirst.stories.models import Author, StoryAuthor, StoryPage

if TYPE_CHECKING:
    from standfirst.stories.projecting import Publishing


def sign_published(publishing: "Publishing") -> None:
    sign(publishing.story)


def sign(story: StoryPage) -> None:
    """The byline stays the one source. An author is made where a name is new."""
    authors = _authors(story.byline)
    signed = [it.author_id for it in story.signed.all()]
    if [it.pk for it in authors] == signed:
        return
    story.signed.all().delete()
    StoryAuthor.objects.bulk_create(
        StoryAuthor(story=story, author=author, position=position)
        for position, author in enumerate(authors)
    )


@transaction.atomic
def adopt(author: Author) -> None:
    """Live stories printed under one of the author's names are the author's from now on."""
    printed = Q()
    for name in author.names():
        printed |= Q(byline__icontains=name)
    for story in StoryPage.objects.live().filter(printed).defer("sections"):
        sign(story)
    tell(EVERYTHING)


def _authors(byline: str) -> list[Author]:
    """Each once, in the order of the byline."""
    known = Author.objects.all().by_key()
    found: dict[int, Author] = {}
    for name in names_in(byline, known):
        key = key_of(name.text)
        author = known[key] = known.get(key) or _made(name.text)
        found[author.pk] = author
    return list(found.values())


def _made(name: str) -> Author:
    """Two stories that name somebody new may be published at once: both get the same author."""
    return Author.objects.get_or_create(name=name)[0]
