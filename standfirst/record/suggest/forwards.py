"""The noun phrase that begins after a verb: "said Jane Doe, a spokeswoman"."""

from standfirst.record.suggest.kinds import GIVEN, Name
from standfirst.record.suggest.phrases import (
    BREAKS,
    Phrase,
    Sighted,
    is_source,
    is_verb,
)
from standfirst.record.suggest.words.people import (
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    PERSON_NOUNS,
    QUALIFIERS,
)
from standfirst.record.suggest.words.small import (
    ADVERBS,
    DETERMINERS,
    SUBJECTS,
    TIMES,
)


class Forwards(Sighted):
    """Read from left to right. `ceiling` is the first token that no longer belongs."""

    def after(self, verb: int, ceiling: int) -> Phrase | None:
        at = verb + 1
        while at < ceiling and (
            self.tokens[at].low in ADVERBS or self.tokens[at].low.endswith("ly")
        ):
            at += 1
        return self.starting_at(at, ceiling) if at < ceiling else None

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
            described = named.kind not in ("person", "body") and first < named.whole
            beside = self._after_comma(end, ceiling) if described else None
            named, aside = beside or named, beside is not None
            return Phrase(first, named.last, "name", named.words[-1].lower(), named, aside)
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
            if name and name.whole <= at:
                end, at = name.last, name.last + 1
                named = name if name.kind != "role" else None
                if named and not self._goes_on(at, ceiling):
                    break
                named = None if self._goes_on(at, ceiling) else named
            elif self._belongs(first, end, at, ceiling):
                end, named, at = at, None, at + 1
            else:
                break
        return end, named

    def _belongs(self, first: int, end: int, at: int, ceiling: int) -> bool:
        """Whether a word goes on a phrase whose last word so far is at `end`."""
        token = self.tokens[at]
        if (
            end >= first
            and is_source(self.tokens[end].low)
            and (token.low in ADVERBS or self._turns_verb(at, ceiling))
        ):
            return False
        if token.text in ("'s", "’s"):
            return True
        return (
            token.kind == "word"
            and token.low not in BREAKS | TIMES
            and not (end >= first and is_verb(token))
        )

    def _turns_verb(self, at: int, ceiling: int) -> bool:
        """ "opens", "echoed" after a noun end its phrase, but not "communications" before "director"."""
        token = self.tokens[at]
        like = token.kind == "word" and token.low.endswith(("s", "ed")) and not token.capital
        noun = at + 1 < ceiling and is_source(self.tokens[at + 1].low)
        return like and not noun and not is_source(token.low)

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
        """The name after a description: "her opponent, businessman Craig Doe", "his wife, Ann"."""
        at = end + 2
        if at >= ceiling or self.tokens[end + 1].text != ",":
            return None
        while (
            at < min(ceiling, end + 6)
            and at not in self.beginning
            and self.tokens[at].low in _BEFORE_A_NAME
        ):
            at += 1
        name = self.beginning.get(at)
        known = name is not None and (name.kind == "person" or name.words[0].lower() in GIVEN)
        return name if known else None


_BEFORE_A_NAME = PERSON_NOUNS | QUALIFIERS | {"the"}
