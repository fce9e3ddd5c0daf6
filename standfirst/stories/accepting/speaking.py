"""Who may have said it: those a proposal offers, likeliest first."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from standfirst.record.models.register import key_of
from standfirst.stories.accepting.register import Register

OFFERED = 4  # one number key each

_ARTICLE = re.compile(
    r"(?:the|a|an|one|two|three|several|some|many|his|her|their)\s", re.IGNORECASE
)
_SOMEBODY = frozenset({"he", "she"})
_ACRONYM = re.compile(r"[A-Z][A-Z&.]{1,9}s?")
_SEVERAL = re.compile(r"(?:two|three|several|some|many)\s|\w+s$", re.IGNORECASE)


class Suggested(Protocol):
    """What `record.suggest` proposes, as far as it is read here. See its own words there."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def mode(self) -> str: ...
    @property
    def speaker(self) -> str | None: ...
    @property
    def mention(self) -> str | None: ...
    @property
    def mention_start(self) -> int | None: ...
    @property
    def mention_end(self) -> int | None: ...
    @property
    def cue(self) -> str: ...
    @property
    def prefill(self) -> bool: ...
    @property
    def stance(self) -> str: ...
    @property
    def office(self) -> str: ...


IsBody = Callable[[str], bool]  # whether a name nobody has registered is a party's, and no person's


@dataclass(frozen=True)
class Who:
    """Somebody who may have said it: a person with or without a party, a party, or a source without a name."""

    person: str = ""
    person_slug: str = ""
    party: str = ""
    party_slug: str = ""
    unnamed: str = ""
    unnamed_number: str = ""
    side: str = ""
    side_slug: str = ""

    @property
    def name(self) -> str:
        return self.person or self.party or self.unnamed

    @property
    def is_new(self) -> bool:
        """The register does not know this name: it would be entered."""
        return not self.unnamed and not (self.person_slug if self.person else self.party_slug)

    def as_fields(self) -> dict[str, str]:
        """As an accepted statement has them."""
        return {name: value for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class Speakers:
    """Of one text: who is named in it. `around`: names of all its speakers, in the order of the text."""

    register: Register
    is_body: IsBody
    around: tuple[str, ...] = ()

    def of(self, it: Suggested) -> tuple[Who, ...]:
        """The likeliest first; the same name once."""
        names = [it.speaker or "", self._unnamed(it), *self.around]
        names += [entry.name for entry in self.register.entries]
        found: dict[str, Who] = {}
        for name in filter(None, names):
            beside = (it.office, it.mention or "") if name == it.speaker else ("", "")
            who = self.who(name, *beside)
            found.setdefault(key_of(who.name), who)
        return tuple(found.values())[:OFFERED]

    def who(self, name: str, office: str = "", mention: str = "") -> Who:
        """By the register where it knows the name; else by the look of it."""
        if entry := self.register.called(name):
            if not entry.is_person:
                return Who(party=entry.name, party_slug=entry.slug)
            party, slug = self._party_of(entry.slug, office, mention)
            return Who(entry.name, entry.slug, party, slug)
        if is_described(name):
            side = self.register.party_in(name) or self.register.party_in(office)
            number = (
                "several" if _SEVERAL.match(name.split()[-1]) or _SEVERAL.match(name) else "one"
            )
            return Who(
                unnamed=name,
                unnamed_number=number,
                side=side.name if side else "",
                side_slug=side.slug if side else "",
            )
        is_somebody = bool(office) or mention.lower() in _SOMEBODY
        if not is_somebody and (_ACRONYM.fullmatch(name) or self.is_body(name)):
            return Who(party=name)
        party, slug = self._party_of("", office, mention)
        return Who(person=name, party=party, party_slug=slug)

    def _party_of(self, slug: str, office: str, mention: str) -> tuple[str, str]:
        """By the words printed beside the name, else by the post held that day."""
        if entry := self.register.party_in(office) or self.register.party_in(mention):
            return entry.name, entry.slug
        held = self.register.party_of(slug) if slug else None
        return (held.party, held.party_slug) if held else ("", "")

    @staticmethod
    def _unnamed(it: Suggested) -> str:
        """Words that describe somebody whom the text does not name, such as "a spokeswoman"."""
        return it.mention if not it.speaker and it.mention and is_described(it.mention) else ""


def is_described(words: str) -> bool:
    """No name in it but for a party's: "a spokeswoman", "pro-Ukrainian accounts", "the ministry's spokesman"."""
    rest = _ARTICLE.sub("", words, count=1)
    return bool(rest) and not any(it[:1].isupper() for it in rest.split()[-1:])


def names_around(suggestions: Iterable[Suggested]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(it.speaker for it in suggestions if it.speaker))
