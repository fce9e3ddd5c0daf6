"""Who a sentence, or the clause a verb is in, is about."""

from standfirst.record.suggest.phrases import Phrase
from standfirst.record.suggest.reader import Reader
from standfirst.record.suggest.words.small import PREPOSITIONS, TIMES


def main_subject(reader: Reader, before: int) -> Phrase | None:
    """The first name or pronoun of the sentence that stands outside a leading "In ...," — who it is about."""
    tokens = reader.tokens
    end = min(before, len(tokens))
    at = _after_opening(reader, end)
    while at < end:
        if tokens[at].kind == "quote" or tokens[at].low in PREPOSITIONS - {"of"}:
            break
        if tokens[at].kind == "word" and tokens[at].low not in TIMES:
            phrase = reader.starting_at(at, before)
            if phrase and (phrase.kind != "noun" or phrase.speaks):
                return phrase
        at += 1
    return None


def _after_opening(reader: Reader, end: int) -> int:
    """Past "In Ohio," and "Asked about it,"; past "For Doe, a teacher," too, whose "a teacher" is Doe."""
    tokens = reader.tokens
    if not end or not (tokens[0].low in PREPOSITIONS | _OPENING or tokens[0].low.endswith("ing")):
        return 0
    commas = [at for at in range(end) if tokens[at].text == ","]
    if (
        len(commas) > 1
        and commas[0] - 1 in reader.ending
        and tokens[commas[0] + 1].low in ("a", "an", "the")
    ):
        return commas[1] + 1
    return commas[0] + 1 if commas else 0


_OPENING = {"when", "while", "asked", "although", "though"}


def clause_subject(reader: Reader, verb: int) -> Phrase | None:
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
