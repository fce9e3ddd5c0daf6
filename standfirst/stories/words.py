"""What search knows of a story: two entries, one of the words everyone may read, one of all its words.

Nobody is matched against words they may not read, so a locked word finds what a nonsense word finds: the
filter comes with the match, and never after it.
"""

from collections.abc import Collection, Iterator

from django.db import connection, models, transaction
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry
from wagtail.search.query import Or, PlainText

from standfirst.gate.access import Access
from standfirst.gate.decision import Decision, Reason
from standfirst.gate.tokens import FREE, key_of, tokens
from standfirst.publication.folding import words_of
from standfirst.stories.body import words
from standfirst.stories.vocabulary import KnownWord

OPEN = Decision(open=True)
SHUT = Decision(open=False, reason=Reason.SIGNED_OUT)


class StoryWordsQuerySet(models.QuerySet["StoryWords"]):
    def matching(
        self, terms: Collection[str], opened: Collection[Access] = ()
    ) -> "StoryWordsQuerySet":
        """Entries that hold every one of the terms, folded: free ones, and whole ones of these accesses."""
        ways = [PlainText(tokens(key, terms), operator="and") for key in _keys(opened)]
        found = get_search_backend().search(Or(ways), self, order_by_relevance=False)
        return found.get_queryset()


class StoryWords(index.Indexed, models.Model):
    """One entry of a story in the index. `whole` has all its words; the other its free ones only.

    The words are taken from the story when the entry is indexed and kept nowhere else; the free ones are also
    learnt by the vocabulary, which knows of no story.
    """

    story = models.ForeignKey("stories.StoryPage", on_delete=models.CASCADE, related_name="words")
    whole = models.BooleanField()

    objects = StoryWordsQuerySet.as_manager()

    # `write` puts entries in the index together with the rows; the search app's own signals need not.
    search_auto_update = False
    search_fields = [index.SearchField("text"), index.FilterField("whole")]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "whole"], name="one_free_one_whole_entry")
        ]

    def __str__(self) -> str:
        return f"{'all' if self.whole else 'free'} words of story {self.story_id}"

    @classmethod
    def get_indexed_objects(cls) -> StoryWordsQuerySet:
        return cls.objects.select_related("story").prefetch_related("story__notes")

    @classmethod
    def write(cls, *story_ids: int) -> None:
        """Index these stories as the database holds them, so that no draft in memory gets in."""
        entries = [cls(story_id=pk, whole=whole) for pk in story_ids for whole in (False, True)]
        with transaction.atomic():
            cls.objects.bulk_create(entries, ignore_conflicts=True)
            written = list(cls.get_indexed_objects().filter(story_id__in=story_ids))
            get_search_backend().add_bulk(cls, written)
            KnownWord.learn(text for entry in written if not entry.whole for text in entry.texts())
            _tell_planner()

    def text(self) -> str:
        key = key_of(self.story.access) if self.whole else FREE
        return tokens(key, (word.folded for word in words_of(self.texts())))

    def texts(self) -> Iterator[str]:
        story = self.story
        yield from (story.title, story.standfirst, story.byline)
        yield from (note.text for note in story.notes.all())
        for section in words(story, OPEN if self.whole else SHUT):
            yield from (section.label, section.text)


def _keys(opened: Collection[Access]) -> list[str]:
    return [FREE, *(key_of(access) for access in opened)]


def _tell_planner() -> None:
    """Let SQLite know how many entries there are, or it asks the full-text index once for each of them.

    Among 3,000 stories a search took three seconds without, 0.2 with; the limit keeps this under a millisecond
    (https://www.sqlite.org/pragma.html#pragma_analysis_limit). PostgreSQL keeps count by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 400")
            cursor.execute(f"ANALYZE {IndexEntry._meta.db_table}")
