"""The noun phrase that ends before a verb, over asides: "Doe, a Republican from Ohio, said"."""

from standfirst.record.suggest.kinds import Name
from standfirst.record.suggest.phrases import (
    BREAKS,
    CHAINING,
    PARTY,
    Phrase,
    Sighted,
    is_adverb,
    is_source,
    is_verb,
)
from standfirst.record.suggest.words.people import (
    PERSON_NOUNS,
    QUALIFIERS,
)
from standfirst.record.suggest.words.small import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    SUBJECTS,
    TIMES,
)


class Backwards(Sighted):
    """Read from right to left. `floor` is the first token that may belong to the subject."""

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
            return self._before_who(at - 2 if self.tokens[at - 1].text == "," else at - 1, floor)
        return self.ending_at(at, floor)

    def _before_who(self, at: int, floor: int) -> Phrase | None:
        """The person next to it, not what that person's phrase hangs on."""
        named = self._simple(at, floor)
        return named if named and named.name else self.ending_at(at, floor)

    def _skip_back(self, at: int, floor: int) -> int:
        """Over auxiliaries, adverbs and dates: "Smith on Monday also", "Smith has since"."""
        while at >= floor:
            token = self.tokens[at]
            small = token.low in ADVERBS or token.low in AUXILIARIES or is_adverb(token)
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
            if self.tokens[found.first - 1].low not in CHAINING:
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
        hangs = phrase.first > 0 and self.tokens[phrase.first - 1].low in CHAINING
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
        if token.low in ("them", "us") and last - 2 >= floor and self.tokens[last - 1].low == "of":
            part = self.tokens[last - 2].low  # "one of them"
            return Phrase(last - 2, last, "pronoun", part) if part in SUBJECTS else None
        if token.low in SUBJECTS and token.kind == "word":
            return Phrase(last, last, "pronoun", token.low)
        if token.kind != "word" or token.low in BREAKS or token.low in TIMES:
            return None
        return self._of_noun(last, floor, hangs)

    def _of_name(self, name: Name, floor: int) -> Phrase:
        first = name.whole
        if name.kind == "role":
            first = self._left_of_noun(first, floor)
            return Phrase(first, name.last, "noun", name.words[-1].lower(), name)
        if first > floor and self.tokens[first - 1].low in PERSON_NOUNS:
            first = self._left_of_noun(first - 1, floor)
        else:
            while first > floor and self.tokens[first - 1].low in _QUALIFYING:
                first -= 1
        return Phrase(first, name.last, "name", name.words[-1].lower(), name)

    def _of_noun(self, last: int, floor: int, hangs: bool) -> Phrase | None:
        first = self._left_of_noun(last, floor)
        head = self.tokens[last].low
        bare = first == last and head not in DETERMINERS
        if (
            bare
            and not is_source(head)
            and not (hangs and first > floor and self.tokens[first - 1].low in CHAINING)
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
            if left.kind != "word" or left.low in BREAKS | SUBJECTS | TIMES or is_verb(left):
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
            if left and left.first == left.last and PARTY.fullmatch(self.tokens[back].text):
                left = None  # Sen. Doe, R-Ohio, a backer, said
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


_QUALIFYING = QUALIFIERS | {"the", "a", "an", "then", "ex-"}
