"""Somebody or something a text names, and which of several a bare surname means."""

from dataclasses import dataclass, field

from standfirst.record.suggest.same_names import alike, core
from standfirst.record.suggest.words.people import FEMALE_TITLES, MALE_TITLES

_JUST_NOW = 400  # characters: a full name this close before is whom a bare surname means


@dataclass(slots=True, eq=False)
class Entity:
    """`gender`: above 0 a man, below 0 a woman, as far as name and text tell. `roles`: what the text calls them.
    `places`: where each mention begins, in characters, with the number of its sentence and whether it leads it."""

    name: str
    words: list[str]
    kind: str
    gender: float = 0.0
    roles: set[str] = field(default_factory=set)
    places: list[tuple[int, int, bool]] = field(default_factory=list)
    office: str = ""
    key: str = ""

    @property
    def surname(self) -> str:
        return core(self.words)[-1].lower()


def of_one_word(people: list[Entity], word: str, gender: float) -> list[Entity]:
    """Who a single word can be: by surname, else by another part of the name, else by a letter's slip."""
    longer = [it for it in people if len(it.words) > 1]
    for fits in (
        [it for it in longer if it.surname == word],
        [
            it
            for it in longer
            if word in (w.lower() for w in it.words) or word in it.surname.split("-")
        ],
        [it for it in longer if alike(it.surname, word)],
    ):
        agreeing = [it for it in fits if it.gender * gender >= 0]
        if agreeing:
            return agreeing
    return [it for it in people if it.surname == word and it.gender * gender >= 0][:1]


def likeliest(fitting: list[Entity], offset: int, junior: bool) -> Entity:
    """Of namesakes: the one just named in full, else the one the text names most, else first."""
    same = [it for it in fitting if (len(core(it.words)) < len(it.words)) == junior] or fitting

    def ago(it: Entity) -> int:
        return min((offset - at for at, _, _ in it.places if at < offset), default=1_000_000)

    nearest = min(same, key=ago)
    if ago(nearest) < _JUST_NOW and all(
        ago(it) > 2 * ago(nearest) for it in same if it is not nearest
    ):
        return nearest
    return max(
        same, key=lambda it: (len(it.places), -min((at for at, _, _ in it.places), default=0))
    )


def gender_of_titles(titles: list[str]) -> float:
    return 5.0 * any(it in MALE_TITLES for it in titles) - 5.0 * any(
        it in FEMALE_TITLES for it in titles
    )
