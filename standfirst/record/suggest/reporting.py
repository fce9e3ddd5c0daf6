"""Reports that a verb makes: "said", "called", "adding", with the subject that is the verb's own or shared."""

from standfirst.record.suggest.event import Event, bounds, low
from standfirst.record.suggest.phrases import Phrase
from standfirst.record.suggest.reader import Reader
from standfirst.record.suggest.subject import clause_subject
from standfirst.record.suggest.tokens import Token
from standfirst.record.suggest.words.small import AUXILIARIES, DETERMINERS, PREPOSITIONS
from standfirst.record.suggest.words.verbs import (
    BEFORE_SUBJECT,
    DOUBTFUL,
    REPORTING,
    UNLISTED,
    Verb,
)

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
_ASKING = {
    "whether",
    "if",
    "about",
    "by",
    "to",
    "how",
    "why",
    "what",
    "for",
    "repeatedly",
    "directly",
}
_QUOTING = {"quoted", "quotes", "quoting", "cited", "cites", "citing"}
_JOINS = {"and", "but", "then", "or"}
_AFTER_VERBS = {"he", "she", "they", "one"}


def reporting(reader: Reader, at: int, found: list[Event]) -> Event | None:
    """The report that a verb makes; `found` are those before it in the sentence."""
    tokens = reader.tokens
    token = tokens[at]
    verb = REPORTING.get(token.low) or _unlisted(tokens, at)
    if verb is None or (token.capital and at) or at in reader.inside or _no_report(tokens, at):
        return None
    floor, ceiling = bounds(tokens, at)
    left = _left_words(tokens, at, floor)
    if verb.form in ("past", "base") and _BE & set(left) and token.low not in ("say", "says"):
        return _passive(
            reader, Event(at, at, at, verb.kind, verb.form, verb.lemma, verb.stance, None)
        )
    event = Event(at, at, at, verb.kind, verb.form, verb.lemma, verb.stance, None)
    event.infinitive = left[:1] == ["to"] and "went" not in left
    event.negative = bool(_NEGATIVE & set(left))
    if quoted := _quoted_as(reader, at):
        event.subject, event.first = quoted, quoted.first
        return event
    if verb.form == "ing" and "quoted" not in left and not _BE & set(left):
        return _borrow(reader, event, found)
    if _take_subject(reader, event, floor, ceiling):
        if verb.lemma == UNLISTED and event.first > floor + 1:
            return None
        return None if _impossible(tokens, event) else event
    return _borrow(reader, event, found) if _joined(tokens, at, floor, left) else None


def _unlisted(tokens: list[Token], at: int) -> Verb | None:
    """ "...," she deadpanned: right after a quote that breaks off, any past verb reports."""
    token = tokens[at]
    if token.capital or not token.low.endswith("ed") or len(token.low) < 5:
        return None
    floor, _ = bounds(tokens, at)
    near = at - floor <= 6 and _breaks_off(tokens, floor)
    return Verb(UNLISTED, "say", "past", "states") if near else None


def _breaks_off(tokens: list[Token], floor: int) -> bool:
    """Whether what stands before is a quote that ends in a comma, or asks."""
    return (
        floor > 0
        and tokens[floor - 1].kind == "quote"
        and tokens[floor - 1].text[-1:] in (",", "?", "!", "—")
    )


def _passive(reader: Reader, event: Event) -> Event | None:
    """ "was told by Doe", "was called "weak" by Doe": said of somebody, by whom "by" names."""
    tokens = reader.tokens
    near = range(event.verb + 1, min(len(tokens) - 1, event.verb + 10))
    by = next((at for at in near if tokens[at].low == "by"), None)
    subject = reader.starting_at(by + 1, len(tokens)) if by is not None else None
    if subject is None or subject.kind == "pronoun" or not subject.speaks:
        return None
    event.subject, event.inverted = subject, True
    return event


def _take_subject(reader: Reader, event: Event, floor: int, ceiling: int) -> bool:
    """The verb's own subject: before it, after it, or before an aside that holds a quote."""
    at = event.verb
    subject = reader.before(at, floor)
    if subject is None and _may_invert(reader.tokens, at, floor):
        subject = reader.after(at, ceiling)
        event.inverted = subject is not None
    if subject is None and _resumes(reader.tokens, at, floor):
        subject = reader.before(at, 0)
    if subject is None or not (subject.speaks or event.lemma in _ANYBODY):
        return False
    if event.inverted and subject.kind == "pronoun" and subject.head not in _AFTER_VERBS:
        return False
    event.subject = subject
    event.first, event.last = min(subject.first, at), max(subject.last, at)
    return True


def _joined(tokens: list[Token], at: int, floor: int, left: list[str]) -> bool:
    """ "... and called", "went on to say": the verb shares the subject of one before it."""
    if tokens[at].low in DOUBTFUL or at <= floor:
        return False
    return (
        left[:1] == ["to"]
        or tokens[at - len(left) - 1].low in _JOINS
        or tokens[at - 1].low in _JOINS
    )


def _no_report(tokens: list[Token], at: int) -> bool:
    return _is_noun(tokens, at) or _asked(tokens, at) or _quotes_another(tokens, at)


def _quotes_another(tokens: list[Token], at: int) -> bool:
    """ "Smith quoted Jones as saying": not Smith's words."""
    near = [it.low for it in tokens[at : at + 10]]
    return near[0] in _QUOTING and any(
        pair == ("as", "saying") for pair in zip(near, near[1:], strict=False)
    )


def _quoted_as(reader: Reader, at: int) -> Phrase | None:
    """ "Smith quoted Jones as saying": Jones."""
    tokens = reader.tokens
    if tokens[at].low != "saying" or low(tokens, at - 1) != "as":
        return None
    found = reader.ending_at(at - 2, 0)
    before = low(tokens, found.first - 1) if found else ""
    return found if before in _QUOTING else None


def _resumes(tokens: list[Token], at: int, floor: int) -> bool:
    """After an aside that holds a quote: ", who wrote "The Long Way," said"."""
    if not floor or tokens[floor - 1].kind != "quote":
        return False
    return tokens[at - 1].text == "," or (floor == at and tokens[at - 1].text.endswith(","))


def _asked(tokens: list[Token], at: int) -> bool:
    """ ", asked whether", "Asked about": whoever was asked says nothing yet."""
    asked = tokens[at].low == "asked" and low(tokens, at + 1) in _ASKING
    return asked and (not at or tokens[at - 1].text == "," or tokens[at - 1].low == "when")


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
        if low(tokens, at + 1) in ("of",) and token.low not in ("spoke", "speaks", "warned"):
            return True
    return False


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
        return at == floor and _breaks_off(tokens, floor)
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


def _borrow(reader: Reader, event: Event, found: list[Event]) -> Event | None:
    """ "..., adding", "... and called": the subject of the clause before."""
    earlier = [it for it in found if it.subject is not None and it.last < event.verb]
    own = [it for it in earlier if not it.borrowed and it.kind in ("say", "judge")]
    subject = (
        own[-1].subject
        if own
        else (earlier[-1].subject if earlier else clause_subject(reader, event.verb))
    )
    if subject is None or not (subject.kind != "noun" or subject.speaks):
        return None
    event.subject, event.borrowed = subject, True
    return event
