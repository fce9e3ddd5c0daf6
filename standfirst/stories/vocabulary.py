"""The words free to everyone, for putting misspelt questions right.

It holds no word that is only in a locked section. Words of drafts and of stories not out yet may be in it: nobody is
offered one before `searching.suggesting` has found it where everyone may read it.
"""

from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import Count

from standfirst.publication.folding import Word, words_of
from standfirst.stories.searching import spelling

AT_ONCE = 500  # words in one query
NEAR = 200  # words compared with one that is misspelt: those it shares the most keys with


class KnownWordQuerySet(models.QuerySet["KnownWord"]):
    def near(self, folded: str) -> dict[str, str]:
        """Words that may be the one meant: as printed, by how they are folded. Not all of them are near."""
        away = spelling.reach(folded)
        if not away:
            return {}
        found = self.filter(keys__key__in=spelling.keys(folded)).annotate(shared=Count("keys__key"))
        nearest = found.order_by("-shared", "pk")[:NEAR]
        return dict(nearest.values_list("folded", "printed"))


class KnownWord(models.Model):
    """`printed` is as it was met first."""

    folded = models.CharField(max_length=spelling.LONGEST, unique=True)
    printed = models.CharField(max_length=2 * spelling.LONGEST)

    objects = KnownWordQuerySet.as_manager()

    def __str__(self) -> str:
        return self.printed

    @classmethod
    def learn(cls, texts: Iterable[str]) -> None:
        """Take in the words of texts that everyone may read."""
        met: dict[str, str] = {}
        for word in words_of(texts):
            if _is_worth_knowing(word):
                met.setdefault(word.folded, word.printed)
        folded = list(met)
        for start in range(0, len(folded), AT_ONCE):
            _add({it: met[it] for it in folded[start : start + AT_ONCE]})

    @classmethod
    def forget_all(cls) -> None:
        """For writing it anew. Wagtail's own signals would have each row fetched before it goes."""
        with transaction.atomic():
            for rows in (WordKey.objects.all(), cls.objects.all()):
                rows._raw_delete(rows.db)


class WordKey(models.Model):
    """One of the numbers a word is looked up by when it is misspelt. There are many: each is no more than needed."""

    pk = models.CompositePrimaryKey("key", "word_id")
    word = models.ForeignKey(
        KnownWord, on_delete=models.CASCADE, related_name="keys", db_index=False
    )
    key = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.key} of word {self.word_id}"


def _add(met: dict[str, str]) -> None:
    known = set(KnownWord.objects.filter(folded__in=met).values_list("folded", flat=True))
    new = {folded: printed for folded, printed in met.items() if folded not in known}
    if not new:
        return
    with transaction.atomic():
        words = [KnownWord(folded=folded, printed=printed) for folded, printed in new.items()]
        KnownWord.objects.bulk_create(words, ignore_conflicts=True)
        there = KnownWord.objects.filter(folded__in=new).values_list("pk", "folded")
        keys = [WordKey(word_id=pk, key=it) for pk, word in there for it in spelling.keys(word)]
        WordKey.objects.bulk_create(keys, ignore_conflicts=True)


def _is_worth_knowing(word: Word) -> bool:
    fits = spelling.SHORTEST <= len(word.folded) <= spelling.LONGEST
    return fits and len(word.printed) <= 2 * spelling.LONGEST and not word.folded.isdigit()
