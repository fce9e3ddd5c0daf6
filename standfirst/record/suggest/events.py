"""Reports in a sentence: a verb that says somebody said something, with who it was."""

from dataclasses import dataclass

from standfirst.record.suggest.phrases import Phrase, Reader
from standfirst.record.suggest.tokens import Token
from standfirst.record.suggest.words.small import AUXILIARIES, DETERMINERS, PREPOSITIONS, TIMES
from standfirst.record.suggest.words.verbs import BEFORE_SUBJECT, DOUBTFUL, NOUNS, REPORTING

_BE = {"was", "were", "is", "are", "been", "be", "being"}
_NEGATIVE = {"not", "n't", "never", "declined", "refused", "cannot", "without", "nor", "neither"}
_ANYBODY = {
    "say",
    "add",
    "tell",
    "write",
    "ask",
    "reply",
    "read",
}  # verbs that make a speaker of any noun
_JOINS = {"and", "but", "then", "or"}


@dataclass(slots=True)
class Event:
    """Token numbers, inclusive. `kind`: say, judge or according. `borrowed`: the subject stands by another verb."""

    verb: int
    first: int
    last: int
    kind: str
    form: str
    lemma: str
    stance: str
    subject: Phrase | None
    inverted: bool = False
    borrowed: bool = False
    negative: bool = False
    infinitive: bool = False


def events_in(reader: Reader) -> list[Event]:
    """In order. Those without a subject of their own take that of the main clause."""
    found: list[Event] = []
    tokens = reader.tokens
    for at, token in enumerate(tokens):
        if token.kind != "word":
            continue
        event = (
            _according(reader, at)
            or _in_words_of(reader, at)
            or _went_on(reader, at)
            or _noun(reader, at)
            or _reporting(reader, at, found)
        )
        if event:
            found.append(event)
    return [it for it in found if it.subject is not None]


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
        and _low(tokens, at + 1) == "of"
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


def _noun(reader: Reader, at: int) -> Event | None:
    """ "Doe's false claim that", "her promise to"."""
    tokens = reader.tokens
    if tokens[at].low not in NOUNS or not at:
        return None
    for owner in range(at - 1, max(-1, at - 4), -1):
        low = tokens[owner].low
        if low in ("his", "her", "their"):
            pronoun = Phrase(owner, owner, "pronoun", {"his": "he", "her": "she"}.get(low, "they"))
            return Event(at, owner, at, "noun", "noun", "noun", "", pronoun)
        if tokens[owner].text in ("'s", "’s", "’", "'") and owner:
            subject = reader.ending_at(owner - 1, _bounds(tokens, at)[0])
            return (
                Event(at, subject.first, at, "noun", "noun", "noun", "", subject)
                if subject and subject.speaks
                else None
            )
        if tokens[owner].kind != "word" or tokens[owner].low in PREPOSITIONS | AUXILIARIES:
            return None
    return None


def _went_on(reader: Reader, at: int) -> Event | None:
    """ ", he went on," but not "went on to say"."""
    tokens = reader.tokens
    if (
        tokens[at].low not in ("went", "goes")
        or _low(tokens, at + 1) != "on"
        or _low(tokens, at + 2) not in (",", ".", ":", "")
    ):
        return None
    subject = reader.before(at, _bounds(tokens, at)[0])
    return (
        Event(at, subject.first, at + 1, "say", "past", "go on", "states", subject)
        if subject
        else None
    )


def _low(tokens: list[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _reporting(reader: Reader, at: int, found: list[Event]) -> Event | None:
    tokens = reader.tokens
    token = tokens[at]
    verb = REPORTING.get(token.low)
    if (
        verb is None
        or (token.capital and at)
        or _is_noun(tokens, at)
        or at in _inside_names(reader)
    ):
        return None
    floor, ceiling = _bounds(tokens, at)
    left = _left_words(tokens, at, floor)
    if (
        verb.form in ("past", "base")
        and any(it in _BE for it in left)
        and token.low not in ("say", "says")
    ):
        return None
    event = Event(at, at, at, verb.kind, verb.form, verb.lemma, verb.stance, None)
    event.infinitive = left[:1] == ["to"] and "went" not in left
    event.negative = any(it in _NEGATIVE for it in left)
    if verb.form == "ing" and "quoted" not in left and not any(it in _BE for it in left):
        return _borrow(reader, event, found, floor)
    subject = reader.before(at, floor)
    if subject is None and _may_invert(tokens, at, floor):
        subject = reader.after(at, ceiling)
        event.inverted = subject is not None
    if (
        subject is None
        and floor
        and floor == at
        and tokens[at - 1].kind == "quote"
        and tokens[at - 1].text.endswith(",")
    ):
        subject = reader.before(at, 0)  # ", who wrote "The Long Way," said that
    if (
        subject is not None
        and (subject.speaks or verb.lemma in _ANYBODY)
        and not (
            event.inverted
            and subject.kind == "pronoun"
            and subject.head not in ("he", "she", "they", "one")
        )
    ):
        event.subject = subject
        event.first, event.last = min(subject.first, at), max(subject.last, at)
        return None if _impossible(tokens, event) else event
    if token.low in DOUBTFUL:
        return None
    if at > floor and (
        tokens[at - 1].low in _JOINS
        or left[:1] == ["to"]
        or (left and tokens[at - len(left) - 1].low in _JOINS)
    ):
        return _borrow(reader, event, found, floor)
    return None


def _inside_names(reader: Reader) -> set[int]:
    return {n for it in reader.names for n in range(it.whole, it.last + 1) if it.last > it.whole}


def _is_noun(tokens: list[Token], at: int) -> bool:
    """ "the report", "his call for": a noun that looks like a verb."""
    token, left = tokens[at], tokens[at - 1].low if at else ""
    if left in DETERMINERS - {
        "they",
        "that",
        "this",
        "one",
        "some",
        "many",
        "most",
        "few",
        "both",
        "all",
        "another",
        "others",
        "several",
    }:
        return True
    if token.low in DOUBTFUL:
        if left in PREPOSITIONS - {"to"} or left in ("'s", "’s") or left in DETERMINERS:
            return True
        if _low(tokens, at + 1) in ("of",) and token.low not in ("spoke", "speaks", "warned"):
            return True
    return False


def _bounds(tokens: list[Token], at: int) -> tuple[int, int]:
    """The stretch without quotes around a token: its first number, and one past its last."""
    floor = at
    while (
        floor > 0 and tokens[floor - 1].kind != "quote" and tokens[floor - 1].text not in (";", ":")
    ):
        floor -= 1
    ceiling = at + 1
    while (
        ceiling < len(tokens)
        and tokens[ceiling].kind != "quote"
        and tokens[ceiling].text not in (";", ":")
    ):
        ceiling += 1
    return floor, ceiling


def _left_words(tokens: list[Token], at: int, floor: int) -> list[str]:
    """Auxiliaries and the like right before a verb, nearest first."""
    found: list[str] = []
    at -= 1
    while at >= floor and len(found) < 6:
        low = tokens[at].low
        if not (
            low
            in AUXILIARIES
            | _NEGATIVE
            | {"quoted", "as", "also", "then", "later", "went", "on", "asked"}
            or low.endswith("ly")
        ):
            break
        found.append(low)
        at -= 1
    return found


def _may_invert(tokens: list[Token], at: int, floor: int) -> bool:
    """After a quote, after a comma, or at the sentence's beginning: "said the mayor"."""
    if tokens[at].low not in BEFORE_SUBJECT:
        return False
    if at == floor:
        return True
    left = tokens[at - 1]
    return left.text in (",", "—", "–", "--") or (at == 1 and left.kind == "word")


def _impossible(tokens: list[Token], event: Event) -> bool:
    """Judging verbs need somebody: "the book called", "a plan described as" name things."""
    subject = event.subject
    if subject is None:
        return True
    if subject.kind == "noun" and event.kind == "judge" and subject.aside:
        return True
    if event.form == "base" and subject.kind != "pronoun" and not subject.head.endswith("s"):
        helped = any(it.low in AUXILIARIES for it in tokens[max(0, event.verb - 3) : event.verb])
        return not helped and subject.kind == "noun" or (not helped and subject.kind == "name")
    return False


def _borrow(reader: Reader, event: Event, found: list[Event], floor: int) -> Event | None:
    """ "..., adding", "... and called": the subject of the clause before."""
    earlier = [it for it in found if it.subject is not None and it.last < event.verb]
    own = [it for it in earlier if not it.borrowed and it.kind in ("say", "judge")]
    subject = (
        own[-1].subject
        if own
        else (earlier[-1].subject if earlier else _clause_subject(reader, event.verb))
    )
    if subject is None or not (subject.kind != "noun" or subject.speaks):
        return None
    event.subject, event.borrowed = subject, True
    return event


def _clause_subject(reader: Reader, verb: int) -> Phrase | None:
    """Of the clause the verb is in: after the nearest "when", "that", "if" before it; else of the sentence."""
    opens = ("when", "while", "that", "if", "because", "as", "who")
    begin = next((n for n in range(verb - 2, -1, -1) if reader.tokens[n].low in opens), None)
    if (
        begin is not None
        and reader.tokens[begin].low != "who"
        and (found := reader.starting_at(begin + 1, verb))
    ):
        return found
    return main_subject(reader, verb)


def main_subject(reader: Reader, before: int) -> Phrase | None:
    """The first name or pronoun of the sentence that stands outside a leading "In ...," — who it is about."""
    tokens = reader.tokens
    at = 0
    if tokens and (
        tokens[0].low in PREPOSITIONS
        or tokens[0].low.endswith("ing")
        or tokens[0].low in ("when", "while", "asked", "although", "though")
    ):
        comma = next((n for n in range(min(before, len(tokens))) if tokens[n].text == ","), None)
        at = comma + 1 if comma is not None else 0
    while at < min(before, len(tokens)):
        if tokens[at].kind == "quote" or tokens[at].low in PREPOSITIONS - {"of"}:
            break
        if tokens[at].kind == "word" and tokens[at].low not in TIMES:
            phrase = reader.starting_at(at, before)
            if phrase and (phrase.kind != "noun" or phrase.speaks):
                return phrase
        at += 1
    return None
