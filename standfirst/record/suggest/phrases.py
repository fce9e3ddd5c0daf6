"""Noun phrases beside a verb: who did it. No parser: some words can stand in a phrase, and others end it."""

from dataclasses import dataclass
from typing import Literal

from standfirst.record.suggest.names import Name
from standfirst.record.suggest.outline import Sentence
from standfirst.record.suggest.tokens import Token
from standfirst.record.suggest.words.people import (
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    PERSON_NOUNS,
    QUALIFIERS,
)
from standfirst.record.suggest.words.places import PEOPLES
from standfirst.record.suggest.words.small import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    TIMES,
)
from standfirst.record.suggest.words.verbs import REPORTING

_CHAINING = {
    "of",
    "for",
    "from",
    "at",
    "in",
    "with",
    "to",
    "on",
    "by",
    "about",
    "against",
    "near",
    "inside",
    "within",
    "behind",
    "during",
    "over",
    "into",
    "between",
}
_BREAKS = (SUBORDINATORS | PREPOSITIONS | AUXILIARIES) - {"second"}


@dataclass(slots=True)
class Phrase:
    """Token numbers, `last` inclusive. `kind`: name, pronoun or noun. `head`: the noun's or pronoun's word."""

    first: int
    last: int
    kind: Literal["name", "pronoun", "noun"]
    head: str
    name: Name | None = None
    aside: bool = False

    @property
    def speaks(self) -> bool:
        """Whether such a phrase can utter words: a person, a group, a body or a document."""
        return self.kind != "noun" or is_source(self.head)


def is_source(head: str) -> bool:
    return (
        head in PERSON_NOUNS or head in GROUP_NOUNS or head in BODY_NOUNS or head in DOCUMENT_NOUNS
    )


class Reader:
    """One sentence with its names, read around a verb. `floor` is the first token that may belong to the subject."""

    def __init__(self, sentence: Sentence, names: list[Name]) -> None:
        self.tokens = sentence.tokens
        self.names = names
        self.ending = {it.last: it for it in names}
        self.beginning = {it.whole: it for it in names}
        self.beginning.update({it.first: it for it in names})

    def before(self, verb: int, floor: int) -> Phrase | None:
        at = self._skip_back(verb - 1, floor)
        if at < floor:
            return None
        token = self.tokens[at]
        if token.text in (",", "—", "–", "--", "-"):
            return self._behind_aside(at, floor, token.text)
        if token.kind == "quote":
            return self._behind_aside(at, floor, ",")
        if token.text == ")":
            return self._behind_brackets(at, floor)
        if token.low == "who":
            at -= 2 if self.tokens[at - 1].text == "," else 1
            return self.ending_at(at, floor) if at >= floor else None
        return self.ending_at(at, floor)

    def after(self, verb: int, ceiling: int) -> Phrase | None:
        at = verb + 1
        while at < ceiling and (
            self.tokens[at].low in ADVERBS or self.tokens[at].low.endswith("ly")
        ):
            at += 1
        return self.starting_at(at, ceiling) if at < ceiling else None

    def _skip_back(self, at: int, floor: int) -> int:
        """Over auxiliaries, adverbs and dates: "Smith on Monday also", "Smith has since"."""
        while at >= floor:
            token = self.tokens[at]
            small = token.low in ADVERBS or token.low in AUXILIARIES or _adverb(token)
            dated = token.low in TIMES or (
                token.text[0].isdigit() and at and self.tokens[at - 1].low in TIMES
            )
            if not (small or dated) or at in self.ending:
                if (
                    token.low in ("in", "late", "last", "this", "early", "of", "the")
                    and at < len(self.tokens) - 1
                    and (self.tokens[at + 1].low in TIMES)
                ):
                    at -= 1
                    continue
                return at
            at -= 1
        return at

    def ending_at(self, last: int, floor: int) -> Phrase | None:
        """The phrase that ends here, with what it hangs on: "a spokesman for the Smith campaign"."""
        found = self._simple(last, floor)
        while found and found.kind != "pronoun" and found.first - 1 > floor:
            if self.tokens[found.first - 1].low not in _CHAINING:
                break
            left = self._simple(self._skip_back(found.first - 2, floor), floor, hangs=True)
            if (
                left is None
                or (left.kind == "pronoun" and left.head not in DETERMINERS)
                or not self._may_head(left)
            ):
                break
            found = Phrase(left.first, last, left.kind, left.head, left.name)
        return found

    def _may_head(self, phrase: Phrase) -> bool:
        """Whether something can hang on it: a source, a name, "the ..." or a noun that hangs itself."""
        hangs = phrase.first > 0 and self.tokens[phrase.first - 1].low in _CHAINING
        return (
            phrase.speaks
            or phrase.name is not None
            or self.tokens[phrase.first].low in DETERMINERS
            or hangs
        )

    def _simple(self, last: int, floor: int, hangs: bool = False) -> Phrase | None:
        if last < floor:
            return None
        token = self.tokens[last]
        if name := self.ending.get(last):
            if name.whole < floor:
                return None
            return self._of_name(name, floor)
        if token.low in SUBJECTS and token.kind == "word":
            return Phrase(last, last, "pronoun", token.low)
        if token.kind != "word" or token.low in _BREAKS or token.low in TIMES:
            return None
        return self._of_noun(last, floor, hangs)

    def _of_name(self, name: Name, floor: int) -> Phrase:
        first = name.whole
        if name.kind == "role":
            first = self._left_of_noun(first, floor)
            return Phrase(first, name.last, "noun", name.words[-1].lower(), name)
        if first > floor and self.tokens[first - 1].low in PERSON_NOUNS:
            first = self._left_of_noun(first - 1, floor)
        elif first > floor and self.tokens[first - 1].low in ("the", "a", "an"):
            first -= 1
        return Phrase(first, name.last, "name", name.words[-1].lower(), name)

    def _of_noun(self, last: int, floor: int, hangs: bool) -> Phrase | None:
        first = self._left_of_noun(last, floor)
        head = self.tokens[last].low
        bare = first == last and head not in DETERMINERS
        if (
            bare
            and not is_source(head)
            and not (hangs and first > floor and self.tokens[first - 1].low in _CHAINING)
        ):
            return None
        if head in DETERMINERS and head not in SUBJECTS:
            return None
        return Phrase(first, last, "noun", head)

    def _left_of_noun(self, at: int, floor: int) -> int:
        """The first word of the phrase whose head is at `at`: up to a determiner, or before what cannot belong."""
        first = at
        while first > floor and at - first < 9:
            left = self.tokens[first - 1]
            if left.low in DETERMINERS:
                return first - 1
            if left.low == "and" and self._twin(first):
                first -= 1
                continue
            if left.text in ("'s", "’s", "-", "'", "’"):
                first -= 1
                continue
            if left.kind != "word" or left.low in _BREAKS | SUBJECTS | TIMES or _verbish(left):
                return first
            first -= 1
        return first

    def _twin(self, first: int) -> bool:
        """ "academic and professor": one person with two names for it."""
        return (
            self.tokens[first].low in PERSON_NOUNS
            and first > 1
            and self.tokens[first - 2].low in PERSON_NOUNS
        )

    def _behind_brackets(self, at: int, floor: int) -> Phrase | None:
        opening = next((n for n in range(at, floor - 1, -1) if self.tokens[n].text == "("), None)
        if opening is None:
            return None
        back = opening - 1
        if back >= floor and self.tokens[back].text == ",":
            return self._behind_aside(back, floor, ",")
        return self.ending_at(back, floor) if back >= floor else None

    def _behind_aside(self, at: int, floor: int, sign: str) -> Phrase | None:
        """What stands before ", a Republican," or ", who leads it,"; or the name set off by the commas itself."""
        for _ in range(5):
            opening = next(
                (n for n in range(at - 1, floor - 1, -1) if self.tokens[n].text == sign), None
            )
            if opening is None:
                found = self.ending_at(at - 1, floor)
                return found if found and found.first <= floor + 1 else None
            if named := self._named_aside(opening, at, floor):
                return named
            back = opening - 1
            bracketed = self.tokens[back].text == ")"
            left = self._behind_brackets(back, floor) if bracketed else self.ending_at(back, floor)
            if left and left.speaks and not self._itself_aside(left, floor):
                left.aside = True
                return left
            at = opening
        return None

    def _named_aside(self, opening: int, closing: int, floor: int) -> Phrase | None:
        """ "the group's leader, John Smith," — the name, with the office before it."""
        name = self.ending.get(closing - 1)
        if not name or name.kind not in ("person", "other"):
            return None
        inner = self._of_name(name, opening + 1)
        if inner.first != opening + 1:
            return None
        left = self.ending_at(opening - 1, floor) if opening > floor else None
        if left and left.kind == "noun" and left.head in PERSON_NOUNS:
            return Phrase(left.first, name.last, "name", inner.head, name, aside=True)
        if left and left.name and left.name.kind == "person" and name.kind == "other":
            return None  # a town or a state after a person
        return inner if name.kind == "person" else None

    def _itself_aside(self, phrase: Phrase, floor: int) -> bool:
        """A description after a comma, behind a name: "Smith, a Republican, of Dayton"."""
        return (
            phrase.kind == "noun"
            and phrase.first - 1 > floor
            and self.tokens[phrase.first - 1].text == ","
            and (phrase.first - 2 in self.ending)
        )

    def starting_at(self, first: int, ceiling: int) -> Phrase | None:
        token = self.tokens[first]
        if token.low in SUBJECTS - DETERMINERS:
            return Phrase(first, first, "pronoun", token.low)
        if token.kind != "word":
            return None
        end, named = self._forward(first, ceiling)
        if end < first:
            return None
        if named:
            return Phrase(first, named.last, "name", named.words[-1].lower(), named)
        head = self.tokens[end].low
        if head in PERSON_NOUNS and (name := self._after_comma(end, ceiling)):
            return Phrase(first, name.last, "name", name.words[-1].lower(), name, aside=True)
        if not is_source(head) and token.low not in DETERMINERS:
            return None
        role = self.ending.get(end)
        return Phrase(first, end, "noun", head, role)

    def _forward(self, first: int, ceiling: int) -> tuple[int, Name | None]:
        """The last word of a phrase read forwards, and the name it ends in."""
        at, end, named = first, first - 1, None
        while at < ceiling and at - first < 14:
            name = self.beginning.get(at)
            token = self.tokens[at]
            if name and name.whole <= at:
                end, at = name.last, name.last + 1
                named = name if name.kind != "role" else None
                if named and not self._goes_on(at, ceiling):
                    break
                named = None if self._goes_on(at, ceiling) else named
            elif end >= first and is_source(self.tokens[end].low) and _ends_like_a_verb(token):
                break
            elif token.text in ("'s", "’s") or (
                token.kind == "word"
                and token.low not in _BREAKS | TIMES
                and not (end >= first and _verbish(token))
            ):
                end, named, at = at, None, at + 1
            else:
                break
        return end, named

    def _goes_on(self, at: int, ceiling: int) -> bool:
        """Whether a name is only the beginning: "Clinton's aide", "State Department spokesman"."""
        if at >= ceiling:
            return False
        token = self.tokens[at]
        return (
            token.text in ("'s", "’s")
            or token.low in PERSON_NOUNS | QUALIFIERS | BODY_NOUNS | DOCUMENT_NOUNS
            and not token.capital
        )

    def _after_comma(self, end: int, ceiling: int) -> Name | None:
        if end + 2 >= ceiling or self.tokens[end + 1].text != ",":
            return None
        name = self.beginning.get(end + 2)
        return name if name and name.kind == "person" else None


def _adverb(token: Token) -> bool:
    return token.low.endswith("ly") and len(token.low) > 4 and not token.capital


def _ends_like_a_verb(token: Token) -> bool:
    return (
        token.kind == "word"
        and token.low.endswith(("s", "ed"))
        and not token.capital
        and not is_source(token.low)
    )


def _verbish(token: Token) -> bool:
    """A word that ends a phrase because it is a verb of reporting or plainly one."""
    if token.capital:
        return False
    verb = REPORTING.get(token.low)
    return verb is not None and verb.form in ("past", "third", "ing") and token.low not in PEOPLES
