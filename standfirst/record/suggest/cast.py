"""Who is named in a text: one entry a person, body or place, under the fullest name the text gives."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from standfirst.record.suggest.names import GIVEN, Name
from standfirst.record.suggest.outline import Sentence
from standfirst.record.suggest.values import Known
from standfirst.record.suggest.words.given import BOTH, MEN, WOMEN
from standfirst.record.suggest.words.people import (
    FEMALE_TITLES,
    GENERATIONS,
    MALE_TITLES,
    PERSON_NOUNS,
    TITLES,
)
from standfirst.record.suggest.words.small import HE, SHE

_SMALL_PARTS = {"of", "for", "the", "and", "on", "in", "&"}


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
    slips: bool = False

    @property
    def surname(self) -> str:
        return _core(self.words)[-1].lower()


class Cast:
    """`of`: which entity the name beginning at an offset is; `unsure`: names that fit several."""

    def __init__(self, sentences: list[Sentence], names: list[list[Name]], known: Known) -> None:
        self.entities: list[Entity] = []
        self.of: dict[int, Entity] = {}
        self.unsure: set[int] = set()
        self._known = {" ".join(k.lower().split()): v for k, v in known.people.items()}
        self._parties = {_bare(k): v for k, v in known.parties.items()}
        self._surnames = _by_surname(known.people)
        placed = [
            (number, name, sentences[number].tokens[name.first].start)
            for number, found in enumerate(names)
            for name in found
            if name.kind != "role"
        ]
        for full in (True, False):
            for number, name, offset in placed:
                if (len(_core(name.words)) > 1) == full:
                    self._place(number, name, offset, names[number][0] is name)
        for entity in self.entities:
            entity.places.sort()
            self._identify(entity)
        for number, sentence in enumerate(sentences):
            self._note_pronouns(sentence, names[number])

    def _place(self, number: int, name: Name, offset: int, leads: bool) -> None:
        fitting = self._fitting(name)
        if len(fitting) > 1:
            self.unsure.add(offset)
            fitting = [_likeliest(fitting, offset, len(name.words) > len(core_of(name)))]
        entity = fitting[0] if fitting else self._new(name)
        if len(_core(name.words)) > len(_core(entity.words)):
            entity.words, entity.name = name.words, " ".join(name.words)
        if entity.kind == "other" and name.kind == "person":
            entity.kind = "person"
        entity.places.append((offset, number, leads))
        entity.roles.update(name.titles)
        entity.gender += _gender_of_titles(name.titles)
        self.of[offset] = entity

    def _fitting(self, name: Name) -> list[Entity]:
        core = _core(name.words)
        same = [it for it in self.entities if _same_words(it.words, name.words)]
        if (
            not same
            and name.kind == "body"
            and len(core) == 1
            and core[0].isupper()
            and len(core[0]) > 3
        ):
            same = [
                it for it in self.entities if it.kind == "person" and it.surname == core[0].lower()
            ]
        if same or name.kind in ("body", "place", "people"):
            return (
                same[:1]
                or [it for it in self.entities if _initials(it, core) or _initials_of(core, it)][:1]
            )
        people = [it for it in self.entities if it.kind in ("person", "other")]
        gender = _gender_of_titles(name.titles)
        if len(core) > 1:
            return [
                it
                for it in people
                if _compatible(_core(it.words), core) and not _two_generations(it.words, name.words)
            ][:1]
        return _of_one_word(people, core[0].lower(), gender) or (
            [it for it in self.entities if _initials(it, core)][:1] if not name.titles else []
        )

    def _new(self, name: Name) -> Entity:
        kind = name.kind
        if kind == "other" and len(name.words) == 1 and name.words[0].lower() in GIVEN:
            kind = "person"
        entity = Entity(" ".join(name.words), name.words, kind)
        given = _core(name.words)[0].lower()
        if kind == "person" and given not in BOTH and (len(name.words) > 1 or given in GIVEN):
            entity.gender += 3 * (given in MEN) - 3 * (given in WOMEN)
        self.entities.append(entity)
        return entity

    def _identify(self, entity: Entity) -> None:
        """The register's key, by full name or alias; by surname alone only where the register has one such."""
        name = " ".join(entity.name.lower().split())
        entity.key = self._known.get(name) or self._parties.get(_bare(entity.name)) or ""
        if (
            not entity.key
            and len(entity.words) == 1
            and len(fits := self._surnames.get(name, {})) == 1
        ):
            (full, entity.key), *_ = fits.items()
            entity.name, entity.kind = full, "person"
            given = full.split()[0].lower()
            entity.gender += 3 * (given in MEN) - 3 * (given in WOMEN)

    def _note_pronouns(self, sentence: Sentence, names: list[Name]) -> None:
        """A sentence about one person only: its "he" or "her" is theirs."""
        people = {
            id(it): it
            for n in names
            if (it := self.of.get(sentence.tokens[n.first].start)) and it.kind == "person"
        }
        if len(people) != 1:
            return
        (entity,) = people.values()
        first = min(n.first for n in names if self.of.get(sentence.tokens[n.first].start) is entity)
        lows = [it.low for it in sentence.tokens[first:] if it.kind == "word"]
        entity.gender += 0.7 * any(it in HE for it in lows) - 0.7 * any(it in SHE for it in lows)

    def describe(self, entity: Entity, words: list[str], office: str) -> None:
        """What the text calls somebody beside the name."""
        nouns = {it for it in words if it in PERSON_NOUNS}
        entity.roles.update(nouns)
        entity.gender += _gender_of_titles(list(nouns))
        if entity.kind == "other" and nouns and len(entity.words) < 4:
            entity.kind = "person"
        if office and not entity.office:
            entity.office = office


def _core(words: list[str]) -> list[str]:
    return [it for it in words if it.lower() not in GENERATIONS] or words


def _bare(name: str) -> str:
    return re.sub(r"^the ", "", " ".join(name.lower().split()))


def _by_surname(people: Mapping[str, str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, key in people.items():
        keys = found.setdefault(name.split()[-1].lower(), {}) if name.split() else {}
        if key not in keys.values():
            keys[name] = key
    return found


def _same_words(one: list[str], other: list[str]) -> bool:
    return [it.lower() for it in one] == [it.lower() for it in other]


def _initials(entity: Entity, core: list[str]) -> bool:
    """An acronym of a longer name met before."""
    short = core[0].replace(".", "")
    if len(core) != 1 or not (2 <= len(short) <= 7 and short.isupper()) or len(entity.words) < 2:
        return False
    return (
        "".join(it[0] for it in entity.words if it.lower() not in _SMALL_PARTS and it[0].isupper())
        == short
    )


def _initials_of(core: list[str], entity: Entity) -> bool:
    return (
        len(core) > 1
        and len(entity.words) == 1
        and _initials(Entity("", core, "body"), entity.words)
    )


def _compatible(one: list[str], other: list[str]) -> bool:
    """Two full names of one person: the same surname, and given names that do not clash."""
    if not _alike(one[-1].lower(), other[-1].lower()):
        return False
    if len(one) == 1 or len(other) == 1:
        return True
    a, b = one[0].lower().strip("."), other[0].lower().strip(".")
    return (
        a.startswith(b)
        or b.startswith(a)
        or (_alike(a, b) and one[-1].lower() == other[-1].lower())
    )


def _two_generations(one: list[str], other: list[str]) -> bool:
    """Father and son: both in full, one of them Jr."""
    return min(len(_core(one)), len(_core(other))) > 1 and (len(_core(one)) < len(one)) != (
        len(_core(other)) < len(other)
    )


def same_person(one: str | None, other: str | None) -> bool:
    """Whether two names, titles and articles aside, can be one's: "Doe" and "Jane Doe", "the UN" and "UN"."""
    if not one or not other:
        return False
    if _bare(one) == _bare(other):
        return True
    a, b = (
        [w for w in it.replace(",", " ").split() if w.lower() not in TITLES | {"the"}]
        for it in (one, other)
    )
    if not a or not b:
        return False
    within = ({w.lower().strip(".") for w in it} for it in (a, b))
    short, long = sorted(within, key=len)
    return short <= long or _compatible(_core(a), _core(b))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or one[0] != other[0]:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.85


def _of_one_word(people: list[Entity], word: str, gender: float) -> list[Entity]:
    """Who a single word can be: by surname, else by another part of the name, else by a letter's slip."""
    longer = [it for it in people if len(it.words) > 1]
    for fits in (
        [it for it in longer if it.surname == word],
        [
            it
            for it in longer
            if word in (w.lower() for w in it.words) or word in it.surname.split("-")
        ],
        [it for it in longer if _alike(it.surname, word)],
    ):
        agreeing = [it for it in fits if it.gender * gender >= 0]
        if agreeing:
            return agreeing
    return [it for it in people if it.surname == word and it.gender * gender >= 0][:1]


def core_of(name: Name) -> list[str]:
    return _core(name.words)


_JUST_NOW = 400  # characters: a full name this close before is whom a bare surname means


def _likeliest(fitting: list[Entity], offset: int, junior: bool) -> Entity:
    """Of namesakes: the one just named in full, else the one the text names most, else first."""
    same = [it for it in fitting if (len(_core(it.words)) < len(it.words)) == junior] or fitting

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


def _gender_of_titles(titles: list[str]) -> float:
    return 5.0 * any(it in MALE_TITLES for it in titles) - 5.0 * any(
        it in FEMALE_TITLES for it in titles
    )
