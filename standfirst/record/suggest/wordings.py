"""Reports without a verb of saying: "according to Doe", "in Doe's words", "he went on", "Doe's claim that"."""

from standfirst.record.suggest.event import Event, bounds, low
from standfirst.record.suggest.phrases import Phrase, is_source
from standfirst.record.suggest.reader import Reader
from standfirst.record.suggest.words.small import AUXILIARIES, PREPOSITIONS
from standfirst.record.suggest.words.verbs import NOUNS


def wording(reader: Reader, at: int) -> Event | None:
    """The report that one of these words makes, if it does."""
    return (
        _according(reader, at)
        or _in_words_of(reader, at)
        or _went_on(reader, at)
        or _noun(reader, at)
    )


def _according(reader: Reader, at: int) -> Event | None:
    tokens = reader.tokens
    if (
        tokens[at].low in ("according", "attributed")
        and at + 2 < len(tokens)
        and tokens[at + 1].low == "to"
    ):
        begins = at + 2
    elif tokens[at].low == "per" and at and tokens[at - 1].text == "," and at + 1 < len(tokens):
        begins = at + 1
    else:
        return None
    subject = reader.starting_at(begins, len(tokens))
    return (
        Event(begins - 1, at, subject.last, "according", "past", "according to", "states", subject)
        if subject
        else None
    )


def _in_words_of(reader: Reader, at: int) -> Event | None:
    """ "in Smith's words", "in the words of Smith"."""
    tokens = reader.tokens
    if tokens[at].low != "words":
        return None
    if (
        at > 1
        and tokens[at - 1].low == "the"
        and tokens[at - 2].low == "in"
        and low(tokens, at + 1) == "of"
    ):
        subject = reader.starting_at(at + 2, len(tokens)) if at + 2 < len(tokens) else None
        return (
            Event(
                at, at - 2, subject.last, "according", "past", "in the words of", "states", subject
            )
            if subject
            else None
        )
    if at > 2 and tokens[at - 1].text in ("'s", "’s"):
        subject = reader.ending_at(at - 2, 0)
        if subject and subject.first and tokens[subject.first - 1].low == "in":
            return Event(
                at, subject.first - 1, at, "according", "past", "in words", "states", subject
            )
    if at > 1 and tokens[at - 1].low in ("his", "her", "their") and tokens[at - 2].low == "in":
        pronoun = Phrase(
            at - 1, at - 1, "pronoun", {"his": "he", "her": "she"}.get(tokens[at - 1].low, "they")
        )
        return Event(at, at - 2, at, "according", "past", "in words", "states", pronoun)
    return None


def _went_on(reader: Reader, at: int) -> Event | None:
    """ ", he went on," but not "went on to say"."""
    tokens = reader.tokens
    if (
        tokens[at].low not in ("went", "goes")
        or low(tokens, at + 1) != "on"
        or low(tokens, at + 2) not in (",", ".", ":", "")
    ):
        return None
    subject = reader.before(at, bounds(tokens, at)[0])
    return (
        Event(at, subject.first, at + 1, "say", "past", "go on", "states", subject)
        if subject
        else None
    )


def _noun(reader: Reader, at: int) -> Event | None:
    """ "Doe's false claim that", "a rebuke from Doe", "her promise to"."""
    tokens = reader.tokens
    if tokens[at].low not in NOUNS or not at:
        return None
    if low(tokens, at + 1) in ("from", "by") and at + 2 < len(tokens):
        source = reader.starting_at(at + 2, len(tokens))
        if source and source.kind == "name":
            return Event(at, at, source.last, "noun", "noun", "noun", "", source)
    for owner in range(at - 1, max(-1, at - 4), -1):
        word = tokens[owner].low
        if word in ("his", "her", "their"):
            pronoun = Phrase(owner, owner, "pronoun", {"his": "he", "her": "she"}.get(word, "they"))
            return Event(at, owner, at, "noun", "noun", "noun", "", pronoun)
        if tokens[owner].text in ("'s", "’s", "’", "'") and owner:
            subject = reader.ending_at(owner - 1, bounds(tokens, at)[0])
            return (
                Event(at, subject.first, at, "noun", "noun", "noun", "", subject)
                if subject and subject.speaks
                else None
            )
        if tokens[owner].kind != "word" or word in PREPOSITIONS | AUXILIARIES or is_source(word):
            return None
    return None
