"""Who is named in a text: one entry a person, body or place, under the fullest name the text gives."""

from collections import defaultdict
from collections.abc import Mapping

from standfirst.record.suggest.directory import Directory
from standfirst.record.suggest.entity import Entity, gender_of_titles, likeliest, of_one_word
from standfirst.record.suggest.kinds import GIVEN, Name
from standfirst.record.suggest.outline import Sentence
from standfirst.record.suggest.same_names import (
    bare,
    compatible,
    core,
    initials,
    same_words,
    two_generations,
)
from standfirst.record.suggest.values import Known
from standfirst.record.suggest.words.given import BOTH, MEN, WOMEN
from standfirst.record.suggest.words.people import (
    PERSON_NOUNS,
)
from standfirst.record.suggest.words.small import HE, SHE


class Cast:
    """`of`: which entity the name beginning at an offset is; `unsure`: names that fit several.
    `full`: of an entity's id, where it is named with more than one word."""

    def __init__(self, sentences: list[Sentence], names: list[list[Name]], known: Known) -> None:
        self.entities: list[Entity] = []
        self._directory = Directory()
        self.of: dict[int, Entity] = {}
        self.unsure: set[int] = set()
        self.full: dict[int, list[int]] = defaultdict(list)
        self._known = {" ".join(k.lower().split()): v for k, v in known.people.items()}
        self._parties = {bare(k): v for k, v in known.parties.items()}
        self._surnames = _by_surname(known.people)
        placed = [
            (number, name, sentences[number].tokens[name.first].start)
            for number, found in enumerate(names)
            for name in found
            if name.kind != "role"
        ]
        for full in (True, False):
            for number, name, offset in placed:
                if (len(core(name.words)) > 1) == full:
                    self._place(number, name, offset)
        for entity in self.entities:
            entity.places.sort()
            self._identify(entity)
        for number, sentence in enumerate(sentences):
            self._note_pronouns(sentence, names[number])

    def _place(self, number: int, name: Name, offset: int) -> None:
        fitting = self._fitting(name)
        if len(fitting) > 1:
            self.unsure.add(offset)
            fitting = [likeliest(fitting, offset, len(name.words) > len(core(name.words)))]
        entity = fitting[0] if fitting else self._new(name)
        if len(core(name.words)) > len(core(entity.words)):
            entity.words, entity.name = name.words, " ".join(name.words)
            self._directory.add(entity)
        if entity.kind == "other" and name.kind == "person":
            entity.kind = "person"
        entity.places.append((offset, number, False))
        if len(core(name.words)) > 1:
            self.full[id(entity)].append(offset)
        entity.roles.update(name.titles)
        entity.gender += gender_of_titles(name.titles)
        self.of[offset] = entity

    def _fitting(self, name: Name) -> list[Entity]:
        """Whom a name can be: several, where they are namesakes."""
        plain = core(name.words)
        near = self._directory.near(plain[0])
        same = [it for it in near if same_words(it.words, name.words)] or _in_capitals(near, name)
        if same or name.kind in ("body", "place", "people"):
            return same[:1] or _by_initials(near, plain)
        if len(plain) > 1:
            return self._in_full(name)
        people = [it for it in near if it.kind in ("person", "other")]
        if len(plain) < len(name.words):  # "Roy Jr." is not his father
            people = [it for it in people if len(core(it.words)) < len(it.words)]
        found = of_one_word(people, plain[0].lower(), gender_of_titles(name.titles))
        return found or ([] if name.titles else _by_initials(near, plain))

    def _in_full(self, name: Name) -> list[Entity]:
        plain = core(name.words)
        people = [it for it in self._directory.near(plain[-1]) if it.kind in ("person", "other")]
        fitting = (it for it in people if compatible(core(it.words), plain))
        return [it for it in fitting if not two_generations(it.words, name.words)][:1]

    def _new(self, name: Name) -> Entity:
        kind = name.kind
        if kind == "other" and len(name.words) == 1 and name.words[0].lower() in GIVEN:
            kind = "person"
        entity = Entity(" ".join(name.words), name.words, kind)
        given = core(name.words)[0].lower()
        if kind == "person" and given not in BOTH and (len(name.words) > 1 or given in GIVEN):
            entity.gender += 3 * (given in MEN) - 3 * (given in WOMEN)
        self.entities.append(entity)
        self._directory.add(entity)
        return entity

    def _identify(self, entity: Entity) -> None:
        """The register's key, by full name or alias; by surname alone only where the register has one such."""
        name = " ".join(entity.name.lower().split())
        entity.key = self._known.get(name) or self._parties.get(bare(entity.name)) or ""
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
        entity.gender += gender_of_titles(list(nouns))
        if entity.kind == "other" and nouns and len(entity.words) < 4:
            entity.kind = "person"
        if office and not entity.office:
            entity.office = office


def _in_capitals(near: list[Entity], name: Name) -> list[Entity]:
    """DOE, as transcripts print a surname."""
    word = core(name.words)[0]
    if name.kind != "body" or len(name.words) != 1 or not word.isupper() or len(word) < 4:
        return []
    return [it for it in near if it.kind == "person" and it.surname == word.lower()]


def _by_initials(near: list[Entity], plain: list[str]) -> list[Entity]:
    return [it for it in near if initials(it.words, plain) or initials(plain, it.words)][:1]


def _by_surname(people: Mapping[str, str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, key in people.items():
        keys = found.setdefault(name.split()[-1].lower(), {}) if name.split() else {}
        if key not in keys.values():
            keys[name] = key
    return found
