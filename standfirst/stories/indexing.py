"""The search index as a whole: written anew, and kept complete."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from standfirst.stories.models import Author, DeskPage, KnownWord, StorylinePage, StoryPage
from standfirst.stories.words import StoryWords

A_BATCH = 100  # stories whose words are in memory at a time


def write_all() -> int:
    """How many stories there are."""
    KnownWord.forget_all()
    _learn_names()
    ids = list(StoryPage.objects.values_list("pk", flat=True))
    for start in range(0, len(ids), A_BATCH):
        StoryWords.write(*ids[start : start + A_BATCH])
    return len(ids)


def write_missing(now: datetime) -> None:
    """A batch of stories without their two entries: after an upgrade that emptied the index, all of them in turn."""
    written = StoryWords.objects.filter(story=OuterRef("pk"), whole=True)
    missing = StoryPage.objects.filter(~Exists(written)).order_by("-pk")
    if ids := list(missing.values_list("pk", flat=True)[:A_BATCH]):
        StoryWords.write(*ids)
        _learn_names()


def _learn_names() -> None:
    KnownWord.learn(DeskPage.objects.values_list("title", flat=True))
    KnownWord.learn(StorylinePage.objects.values_list("title", flat=True))
    authors = Author.objects.values_list("name", "also_printed_as")
    KnownWord.learn(name for names in authors for name in names)
