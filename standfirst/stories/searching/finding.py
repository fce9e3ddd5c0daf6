"""What one reader finds: stories in the words they may read, names, and another spelling where little is found."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.safestring import SafeString

from standfirst.gate.access import Access
from standfirst.gate.rules import decide
from standfirst.membership.standing import Standing
from standfirst.publication.changes import LISTS
from standfirst.publication.folding import Word, words_in
from standfirst.publication.marks import Excerpt, Passage, excerpt, marked
from standfirst.publication.remembering import Remembered
from standfirst.stories.body import words
from standfirst.stories.counting import StoryParts
from standfirst.stories.models import FrontPage, Outline, StoryPage
from standfirst.stories.published import StoryQuerySet
from standfirst.stories.reading import Card, card_of
from standfirst.stories.searching.form import SearchForm
from standfirst.stories.searching.names import Names
from standfirst.stories.searching.suggesting import MANY, Spelling

A_PAGE = 20
FEW = 2  # stories: so few may be due to a misspelling


@dataclass(frozen=True)
class Hit:
    """A found story: its card, and its headline and an excerpt with the words marked."""

    card: Card
    headline: SafeString
    excerpt: Excerpt


def _load_accesses() -> frozenset[Access]:
    return frozenset(StoryPage.objects.order_by().values_list("access", flat=True).distinct())


_accesses = Remembered(_load_accesses, LISTS)


class Found(StoryParts):
    """The index is asked once, for all that is found. What a hit shows may stand in any section or note."""

    def __init__(self, stories: StoryQuerySet) -> None:
        self._found = list(stories.values_list("pk", flat=True))
        super().__init__(stories, A_PAGE)

    @property
    def count(self) -> int:
        return len(self._found)

    def part(self, first: int, last: int) -> StoryQuerySet:
        return StoryPage.objects.filter(pk__in=self._found[first:last]).newest_first()

    def shown(self, part: StoryQuerySet) -> StoryQuerySet:
        return part.for_cards(with_sections=True).prefetch_related("notes")


class Finding:
    """The answer to a valid question. `instead` and `also` are questions, "" if there is none.

    `instead`: nothing was found, and this is what is shown in its place. `also`: little was found; this finds more.
    """

    def __init__(self, form: SearchForm, front: FrontPage, standing: Standing, now: datetime):
        self._form, self._front, self._standing, self._now = form, front, standing, now
        self._names = Names(front, now)
        self.instead = self.also = ""
        self._find(form.words)
        if not form.cleaned_data["exactly"]:
            self._look_for_others()

    def _find(self, words: Sequence[Word]) -> None:
        self._terms = [word.folded for word in words]
        self.paginator = Found(self._stories(self._terms))
        self.names = self._names.holding(self._terms)

    def _look_for_others(self) -> None:
        spelling = Spelling(self._form.words, self._popularity)
        if self.is_empty:
            self.instead = spelling.better()
            if self.instead:
                self._find(list(words_in(self.instead)))
            if self.is_empty:
                self.instead = ""
        elif self.paginator.count <= FEW:
            self.also = spelling.better(rare=FEW)

    @property
    def is_empty(self) -> bool:
        return not self.names and not self.paginator.count

    @cached_property
    def _opened(self) -> Collection[Access]:
        """Of all the accesses stories have, those this standing opens."""
        return [it for it in _accesses() if decide(it, self._standing, self._now).open]

    def _stories(self, terms: Collection[str]) -> StoryQuerySet:
        """Without words to look for, all those the form lets through, if it narrows them at all."""
        form, stories = self._form, self._front.stories(self._now)
        if terms:
            stories = stories.holding(terms, self._opened)
        elif form.cleaned_data["q"] or not form.narrows:
            return stories.none()
        desk = next((it for it in self._front.desks if it.slug == form.cleaned_data["desk"]), None)
        stories = stories.filter(on_desk=desk.pk) if desk else stories
        return stories.between(form.starts(), form.ends())

    def _popularity(self, term: str) -> int:
        """What everyone finds by a word, whoever asks."""
        stories = self._front.stories(self._now).holding([term], ()).order_by()
        return stories[:MANY].count() + len(self._names.holding([term]))

    def hits(self, page: Iterable[StoryPage], outline: Outline) -> list[Hit]:
        return [self._hit(story, card_of(story, outline)) for story in page]

    def _hit(self, story: StoryPage, card: Card) -> Hit:
        decision = decide(card.access, self._standing, self._now)
        passages = [
            Passage("", card.standfirst, whole=True),
            *(Passage(it.label, it.text) for it in words(story, decision)),
            *(Passage(it.get_kind_display(), it.text) for it in story.notes.all()),
        ]
        return Hit(card, marked(card.headline, self._terms), excerpt(passages, self._terms))
