"""Other words for those that nobody wrote: from the vocabulary, and only words that everyone may read right now.

Whether a word is taken for misspelt, and what for, is asked of free words alone. A word that stands in locked
sections only is treated as one that stands nowhere.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

from standfirst.publication.folding import Word
from standfirst.stories.models import KnownWord
from standfirst.stories.searching.spelling import nearest

AT_MOST = 4  # words of a question that are looked at, and other words tried for each
MANY = 50  # stories with a word; more make it no likelier

Popularity = Callable[[str], int]


class Spelling:
    """`popularity` counts what everyone can find by a folded word, up to about MANY."""

    def __init__(self, words: Sequence[Word], popularity: Popularity) -> None:
        self._words, self._popularity = words, popularity

    @cached_property
    def met(self) -> dict[str, int]:
        """How often what was asked is found, by word."""
        return {it.folded: self._popularity(it.folded) for it in self._words[:AT_MOST]}

    def better(self, rare: int = 0) -> str:
        """The question with other words for those found at most `rare` times; "" if there are none."""
        others = {it: self._other(it) for it, count in self.met.items() if count <= rare}
        if not any(others.values()):
            return ""
        return " ".join(others.get(it.folded) or it.printed for it in self._words)

    def _other(self, word: str) -> str:
        """Of the words that are found more often, the nearest; of several as near, the one found most."""
        known = KnownWord.objects.near(word)
        tried = [
            (far, -self._popularity(it), known[it]) for far, it in nearest(word, known)[:AT_MOST]
        ]
        found = [it for it in tried if -it[1] > self.met[word]]
        return min(found)[2] if found else ""
