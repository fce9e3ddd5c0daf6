"""Who is heard, and who is not."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import MappingProxyType

from .codes import Code
from .draft import DraftParty
from .english import ACCUSING, SAYING, SILENT
from .finding import NOWHERE, Finding, Place
from .reading import Passage, Quoted, Reading
from .states import STATES

_SAYS_OF = re.compile(
    r"\s+(?:(?:has|have|had|also|later|then|officially|again|repeatedly|publicly)\s+){0,2}",
    re.ASCII,
)

_GOES_ON = re.compile(r"\W*(?:It|Its|They|Their|He|His|She|Her|A spokes\w+)\b")
_ANSWERED = re.compile(r"\bwhich (?:it|they|he|she) (?:\w+ )?(?:den|reject|dismiss|refut|disput)")


def parties_without_line(reading: Reading) -> Iterator[Finding]:
    """Of the storyline's: neither a section, nor a statement, nor a line in which it speaks or keeps silent."""
    for party in reading.draft.parties:
        if not has_line(reading, party.names):
            facts = MappingProxyType({"party": party.name})
            yield Finding(Code.PARTY_WITHOUT_LINE, NOWHERE, facts)


def accused_without_response(reading: Reading) -> Iterator[Finding]:
    """Parties known to be accused, and those the prose says are ("accuses Northland of …")."""
    told: set[str] = set()
    for names, place in _accused(reading):
        if told.isdisjoint(names) and not has_line(reading, names, besides=place):
            told.update(names)
            yield Finding(
                Code.ACCUSED_WITHOUT_RESPONSE, place, MappingProxyType({"party": names[0]})
            )


def _accused(reading: Reading) -> Iterator[tuple[tuple[str, ...], Place]]:
    parties = reading.draft.parties
    yield from ((it.names, NOWHERE) for it in parties if it.accused)
    for passage in reading.sections:
        for name in passage.section.accused if passage.section else ():
            yield names_of(name, parties), passage.place(0, 0)
        for found in ACCUSING.finditer(passage.narration):
            yield names_of(found["party"], parties), passage.place(*found.span("party"))


def names_of(name: str, parties: Iterable[DraftParty]) -> tuple[str, ...]:
    """As the party or the state that it is."""
    name = re.sub(r"[’']s?\Z", "", name)
    for party in parties:
        if name in party.names:
            return party.names
    state = STATES.get(name)
    return (
        (name, *(it for it, of in STATES.items() if of == state and it != name))
        if state
        else (name,)
    )


def has_line(reading: Reading, names: tuple[str, ...], besides: Place = NOWHERE) -> bool:
    """`besides`: not the line in which it is accused."""
    if any(it.party in names for it in reading.draft.statements):
        return True
    named = _named(names)
    for passage in reading.sections:
        section = passage.section
        if section and (named.search(section.label) or not set(section.parties).isdisjoint(names)):
            return True
        if _speaks(passage, named, besides):
            return True
    return False


def _named(names: Iterable[str]) -> re.Pattern[str]:
    """Also where a name begins a sentence."""
    both = {form for it in names for form in (it, it[:1].upper() + it[1:])}
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(both)))})(?![\w-])")


def _speaks(passage: Passage, named: re.Pattern[str], besides: Place) -> bool:
    """A sentence of saying or of silence names it, or goes on from one that does ("Its statement says …")."""
    here = passage.section is not None and besides.section == passage.section.id
    known = False
    for start, end in passage.sentences:
        narrated = passage.narrated((start, end))
        if here and start <= besides.start < end:
            known = False
            if _ANSWERED.search(narrated, besides.end - start):
                return True
            continue
        known = named.search(narrated) is not None or (
            known and _GOES_ON.match(narrated) is not None
        )
        if known and (SAYING.search(narrated) or SILENT.search(narrated)):
            return True
    return False


def quotes_of_a_state(reading: Reading) -> Iterator[Finding]:
    """Quoted words that only a state is said to have said, by a statement or by the prose."""
    told: set[tuple[str, int]] = set()
    for statement in reading.draft.statements:
        somebody = statement.person or statement.unnamed
        if statement.party_is_state and not somebody and statement.mode != "paraphrase":
            if statement.is_silence:
                continue
            place = reading.place_of(statement)
            told.add((place.section, place.start))
            facts = MappingProxyType({"state": statement.party})
            yield Finding(Code.QUOTE_OF_A_STATE, place, facts, statement=statement.id)
    for passage in reading.sections:
        yield from _of_states(reading, passage)


def _of_states(reading: Reading, passage: Passage) -> Iterator[Finding]:
    states = _states(reading.draft.parties)
    for quote in passage.quotes:
        if any(reading.covering(passage, quote.start, quote.end)):
            continue
        sentence = passage.sentences[passage.sentence_at(quote.start)]
        state = _before(passage, states, sentence[0], quote) or _after(passage, states, quote)
        if state:
            facts = MappingProxyType({"state": state})
            yield Finding(Code.QUOTE_OF_A_STATE, passage.place(quote.start, quote.end), facts)


def _before(passage: Passage, states: re.Pattern[str], start: int, quote: Quoted) -> str:
    """ "Northland called it “…”": the last to say something before the quote is a state."""
    text, end = passage.narration, quote.start
    for found in states.finditer(text, start, end):
        between = _SAYS_OF.match(text, found.end(), end)
        verb = SAYING.match(text, between.end(), end) if between else None
        if verb and not SAYING.search(text, verb.end(), end):
            return found[0]
    return ""


def _after(passage: Passage, states: re.Pattern[str], quote: Quoted) -> str:
    """ "“…,” Northland said." """
    space = re.compile(r".? ").match(passage.narration, quote.end)
    if quote.words.rstrip().endswith("."):  # the sentence is over
        return ""
    found = states.match(passage.narration, space.end()) if space else None
    between = _SAYS_OF.match(passage.narration, found.end()) if found else None
    return found[1] if found and between and SAYING.match(passage.narration, between.end()) else ""


@lru_cache(maxsize=8)
def _states(parties: tuple[DraftParty, ...]) -> re.Pattern[str]:
    names = [name for it in parties if it.state for name in it.names]
    every = sorted({*STATES, *names}, key=len, reverse=True)
    of = r"(?<!\bof )(?<!\bin )(?<!\bto )(?<!\bon )(?<!\bby )(?<!\bfor )(?<!\bfrom )(?<!\bwith )(?<!\bagainst )"
    return re.compile(rf"(?<![\w-]){of}({'|'.join(map(re.escape, every))})(?![\w-])")
