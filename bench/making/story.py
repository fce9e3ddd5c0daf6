"""One story of the large world, worked out from its number alone."""

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.making.words import draw, paragraph, sentence

SPAN = timedelta(days=3652)
AHEAD = 3  # the last ones are dated ahead
ACCESSES = ("members", "public", "registered", "plans:plus")
ACCESS_WEIGHTS = (60, 20, 14, 6)
LABELS = ("What’s the deal", "What the ministry is saying", "What’s next", "Why it matters")
DESK_WEIGHTS = (28, 20, 13, 10, 9, 7, 6, 4, 2, 1)
IN_A_STORYLINE = 0.3
WITH_IMAGE = 0.5
WITH_NOTE = 0.08
DRAFTS = 0.02


@dataclass(frozen=True)
class Part:
    """A section. Its words are plain, in paragraphs."""

    key: str
    label: str
    free: bool
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def html(self) -> str:
        return "".join(f"<p>{paragraph(words)}</p>" for words in self.paragraphs)

    @property
    def lines(self) -> str:
        return "\n".join(paragraph(words) for words in self.paragraphs)


@dataclass(frozen=True)
class Told:
    """A note of a change, and when."""

    kind: str
    words: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class Story:
    """`desk`, `storyline`, `authors` and `image` are places in lists; `storyline` and `image` may be none."""

    number: int
    key: str
    title: tuple[str, ...]
    standfirst: tuple[str, ...]
    parts: tuple[Part, ...]
    published_at: datetime
    live: bool
    access: str
    desk: int
    storyline: int | None
    authors: tuple[int, ...]
    image: int | None
    note: Told | None

    @property
    def slug(self) -> str:
        return f"{'-'.join(self.title[:4])}-{self.number}"

    @property
    def headline(self) -> str:
        return sentence(self.title, end="")

    @property
    def words(self) -> int:
        return len(self.standfirst) + sum(len(it) for part in self.parts for it in part.paragraphs)


@dataclass(frozen=True)
class Plan:
    """How many there are of what a story names, and the instant the world is made for."""

    stories: int
    desks: int
    storylines: int
    authors: int
    images: int
    now: datetime

    def story(self, number: int) -> Story:
        chance = random.Random(f"story {number}")
        published = self._published(number, chance)
        live = number >= self.stories - AHEAD or chance.random() >= DRAFTS
        return Story(
            number=number,
            key=_key(chance),
            title=draw(chance, chance.randint(6, 11)),
            standfirst=draw(chance, chance.randint(28, 42)),
            parts=tuple(_parts(chance)),
            published_at=published,
            live=live,
            access=chance.choices(ACCESSES, ACCESS_WEIGHTS)[0],
            desk=chance.choices(range(self.desks), DESK_WEIGHTS[: self.desks])[0],
            storyline=_one_in(self.storylines, IN_A_STORYLINE, chance),
            authors=self._authors(chance),
            image=chance.randrange(self.images) if chance.random() < WITH_IMAGE else None,
            note=self._note(published, chance) if live else None,
        )

    def _published(self, number: int, chance: random.Random) -> datetime:
        """In the order of their numbers, over ten years."""
        left = self.stories - AHEAD - number
        if left <= 0:
            return self.now + timedelta(days=1 - left)
        step = SPAN / max(1, self.stories - AHEAD)
        at = self.now - step * left + step * chance.random() * 0.9
        return at.replace(microsecond=0)

    def _authors(self, chance: random.Random) -> tuple[int, ...]:
        """The first of them write much more than the last."""
        count = 2 if chance.random() < 0.2 else 1
        return tuple(dict.fromkeys(_skewed(self.authors, chance) for _ in range(count)))

    def _note(self, out: datetime, chance: random.Random) -> Told | None:
        at = out + timedelta(hours=chance.randint(1, 60))
        if chance.random() >= WITH_NOTE or at > self.now:
            return None
        kind = chance.choice(("update", "update", "correction", "clarification"))
        return Told(kind, draw(chance, 18), at)


def _parts(chance: random.Random) -> Iterator[Part]:
    free = chance.randrange(len(LABELS)) if chance.random() < 0.6 else None
    for place, label in enumerate(LABELS[: chance.randint(3, 4)]):
        lengths = [chance.randint(30, 60) for _ in range(chance.randint(1, 3))]
        yield Part(_key(chance), label, place == free, tuple(draw(chance, it) for it in lengths))


def _skewed(count: int, chance: random.Random) -> int:
    return int(count * chance.random() ** 3)


def _one_in(count: int, share: float, chance: random.Random) -> int | None:
    return _skewed(count, chance) if count and chance.random() < share else None


def _key(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def names(authors: Sequence[str], story: Story) -> str:
    """The byline as it is printed."""
    return " and ".join(authors[it] for it in story.authors)
