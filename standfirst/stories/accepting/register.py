"""The register as the form needs it: who is named in a text, and for whom they spoke that day. In three queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from standfirst.publication.folding import words_in
from standfirst.publication.remembering import Remembered
from standfirst.record.models import Party, Person, Tenure
from standfirst.record.models.register import key_of


@dataclass(frozen=True)
class Entry:
    """A person or a party of the register. `names`: the first is its own, the others mean the same."""

    name: str
    slug: str
    is_person: bool
    names: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """That a person speaks for a party: a post they hold."""

    party: str
    party_slug: str
    title: str


@dataclass(frozen=True)
class Register:
    """Of one text: whoever is named in it, and the posts they held that day, by the person's slug."""

    entries: tuple[Entry, ...] = ()
    posts: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)

    def called(self, name: str) -> Entry | None:
        """Of two with one name, the older, as the record has it."""
        key = key_of(name)
        return next((it for it in self.entries if key and key in it.keys), None)

    def party_in(self, words: str) -> Entry | None:
        """The party that words such as "Pentagon Press Secretary" name; of several, by its longest name."""
        text = f" {key_of(words)} "
        named = [
            (len(key), it)
            for it in self.entries
            if not it.is_person
            for key in it.keys
            if f" {key} " in text
        ]
        return max(named, key=lambda pair: pair[0])[1] if named else None

    def party_of(self, slug: str) -> Held | None:
        """For whom this person spoke that day, where that is one party."""
        held = self.posts.get(slug, ())
        return held[0] if len({it.party_slug for it in held}) == 1 else None


def load_entries() -> tuple[Entry, ...]:
    return (*_entries(Person), *_entries(Party))


_all_entries = Remembered(load_entries)


def register_of(text: str, day: date) -> Register:
    """Whoever the text names, by any of their names."""
    named = tuple(_named_in(text, _all_entries()))
    people = [it.slug for it in named if it.is_person]
    return Register(named, _posts(people, day) if people else {})


def _entries(model: type[Person] | type[Party]) -> Iterable[Entry]:
    rows = model.objects.order_by("pk").values_list("name", "slug", "also_called", "keys")
    for name, slug, also, keys in rows:
        others = (" ".join(line.split()) for line in also.splitlines())
        names = (name, *filter(None, others))
        yield Entry(name, slug, model is Person, names, tuple(filter(None, keys.split("\n"))))


def _named_in(text: str, entries: Iterable[Entry]) -> Iterable[Entry]:
    words = [word.folded for word in words_in(text)]
    there, line = set(words), f" {' '.join(words)} "
    for it in entries:
        if any(_first(key) in there and f" {key} " in line for key in it.keys):
            yield it


def _first(key: str) -> str:
    return key.partition(" ")[0]


def _posts(slugs: list[str], day: date) -> Mapping[str, tuple[Held, ...]]:
    held = defaultdict(list)
    rows = Tenure.objects.on(day).filter(person__slug__in=slugs).order_by("pk")
    for slug, title, party, party_slug in rows.values_list(
        "person__slug", "post__title", "post__party__name", "post__party__slug"
    ):
        held[slug].append(Held(party, party_slug, title))
    return {slug: tuple(posts) for slug, posts in held.items()}
