"""Reports without quotation marks: "Doe said that ...", and who had not commented. Offered, never filled in."""

from dataclasses import dataclass

from standfirst.record.suggest.attributions import Candidate
from standfirst.record.suggest.event import Event
from standfirst.record.suggest.phrases import Phrase
from standfirst.record.suggest.reading import Read, Reading
from standfirst.record.suggest.stances import silence, stance_of
from standfirst.record.suggest.tokens import STOPS, Token
from standfirst.record.suggest.words.verbs import BARE_SAYING

_ALSO = {
    "describe",
    "call",
    "believe",
    "think",
    "dismiss",
    "reject",
    "accuse",
    "criticize",
    "criticise",
    "condemn",
    "denounce",
    "blame",
    "express",
    "voice",
    "demand",
    "request",
    "label",
    "signal",
    "agree",
    "apologize",
    "apologise",
}


_BARE = {
    "respond",
    "reply",
    "answer",
    "comment",
    "joke",
    "read",
    "quote",
    "ask",
    "post",
    "request",
    "speak",
    "go on",
    "repeat",
    "volunteer",
    "text",
    "cable",
    "sum",
    "reflect",
    "relate",
    "query",
    "call",
    "agree",
}
_ASIDE = {"if", "whether", "when", "asked", "what"}


@dataclass(slots=True)
class Report:
    """`start`, `end` of the clause; trailing stops are left out."""

    start: int
    end: int
    candidate: Candidate
    cue: str
    stance: str


def paraphrases(reading: Reading, used: set[tuple[int, int]]) -> list[Report]:
    """`used`: sentence and verb of each report a quote was given to."""
    found = []
    for number, read in enumerate(reading.sentences):
        silences = _silences(number, read)
        found += silences
        events = [it for it in read.events if _reports(it) and (number, it.verb) not in used]
        if not silences:
            found += [it for event in events if (it := _report(number, read, event))]
    return found


def _reports(event: Event) -> bool:
    return (
        event.kind != "noun"
        and event.kind == "according"
        or event.lemma in BARE_SAYING
        or event.lemma in _ALSO
    )


def _report(number: int, read: Read, event: Event) -> Report | None:
    tokens = read.sentence.tokens
    assert event.subject is not None
    if (
        event.subject.head in ("i", "we", "you", "who")
        or not event.subject.speaks
        or event.infinitive
    ):
        return None
    if event.verb and tokens[event.verb - 1].low == "who":
        return None
    if (event.lemma in _BARE or event.form == "ing") and not any(
        it.low == "that" for it in tokens[event.verb + 1 : event.verb + 4]
    ):
        return None
    if any(it.low in _ASIDE for it in tokens[max(0, event.first - 4) : event.first]):
        return None
    first, last = _clause(tokens, read.events, event)
    words = tokens[first : last + 1]
    if len(words) < 5 or any(it.kind == "quote" for it in words) or "?" in words[-1].text:
        return None
    candidate = Candidate("reported", number, event.subject, event)
    return Report(
        words[0].start, words[-1].end, candidate, tokens[event.verb].text, stance_of(tokens, event)
    )


def _clause(tokens: list[Token], events: list[Event], event: Event) -> tuple[int, int]:
    """The sentence, cut where another report begins and before or after a quote."""
    first, last = 0, len(tokens) - 1
    for other in events:
        if other.verb == event.verb:
            continue
        if other.borrowed and other.verb > event.verb:
            last = min(last, other.verb - 1)
        elif event.borrowed and other.verb < event.verb:
            first = max(first, event.verb)
    first = max(
        [first, *(n + 1 for n, it in enumerate(tokens) if it.kind == "quote" and n < event.first)]
    )
    last = min(
        [last, *(n - 1 for n, it in enumerate(tokens) if it.kind == "quote" and n > event.last)]
    )
    while last > first and (
        tokens[last].text in STOPS
        or tokens[last].text in ",;:"
        or tokens[last].low in ("and", "but")
    ):
        last -= 1
    while first < last and (tokens[first].kind == "sign" or tokens[first].low in ("and", "but")):
        first += 1
    return first, last


def _silences(number: int, read: Read) -> list[Report]:
    """ "has not publicly commented", "declined to comment", "did not respond to requests"."""
    tokens = read.sentence.tokens
    for at, token in enumerate(tokens):
        if token.low not in (
            "not",
            "n't",
            "didn't",
            "hasn't",
            "haven't",
            "couldn't",
            "declined",
            "refused",
            "referred",
            "directed",
            "deferred",
        ):
            continue
        window = [it.low for it in tokens[at : at + 9] if it.kind == "word"]
        stance = silence(window)
        if not stance or any(it.kind == "quote" for it in tokens[at : at + 3]):
            continue
        subject = _silent(read, at)
        if subject is None or subject.head in ("i", "we", "you", "it"):
            continue
        clause = _around(tokens, subject.first, at)
        candidate = Candidate("reported", number, subject)
        return [
            Report(
                tokens[clause[0]].start, tokens[clause[1]].end, candidate, _cue(tokens, at), stance
            )
        ]
    return []


def _silent(read: Read, at: int) -> Phrase | None:
    floor = max((n + 1 for n in range(at) if read.sentence.tokens[n].kind == "quote"), default=0)
    return read.reader.before(at, floor)


def _around(tokens: list[Token], first: int, at: int) -> tuple[int, int]:
    last = at
    while (
        last + 1 < len(tokens)
        and tokens[last + 1].kind != "quote"
        and tokens[last + 1].text not in STOPS | {";"}
    ):
        last += 1
    return first, last


def _cue(tokens: list[Token], at: int) -> str:
    """From the negation to the verb: "not publicly commented"."""
    end = at
    for n in range(at, min(at + 5, len(tokens))):
        if tokens[n].low.startswith(
            (
                "comment",
                "respon",
                "repl",
                "answer",
                "reach",
                "return",
                "say",
                "discuss",
                "speak",
                "refer",
            )
        ):
            end = n
            break
    return " ".join(it.text for it in tokens[at : end + 1])
