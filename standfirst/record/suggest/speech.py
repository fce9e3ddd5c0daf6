"""Whether a quoted piece is speech at all: what it looks like, and what stands around it."""

import re

from standfirst.record.suggest.marks import Segment
from standfirst.record.suggest.reading import Reading
from standfirst.record.suggest.tokens import Token
from standfirst.record.suggest.words.people import NAME_NOUNS, TERM_NOUNS
from standfirst.record.suggest.words.small import (
    AUXILIARIES,
    DETERMINERS,
    MARKS_OF_CLAUSE,
    PREPOSITIONS,
    SUBORDINATORS,
)
from standfirst.record.suggest.words.verbs import NAMING, REPORTING

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*|[’'](?:s|re|ve|ll|m|d)\b")
_SMALL_IN_TITLES = {
    "the",
    "a",
    "an",
    "of",
    "and",
    "in",
    "on",
    "for",
    "to",
    "at",
    "by",
    "with",
    "from",
    "or",
    "is",
    "as",
    "vs",
}
_CODE = re.compile(r"https?:|www\.|[<>{}=_\\]")
_PLACES = {
    "on",
    "in",
    "of",
    "with",
    "for",
    "to",
    "from",
    "by",
    "'s",
    "watching",
    "hosts",
    "host",
    "at",
    "directed",
    "wrote",
    "starred",
    "starring",
    "sang",
    "sings",
    "published",
    "author",
    "s",
    "'",
    "called",
    "played",
    "performed",
}


def marks(reading: Reading, quote: int) -> list[str]:
    """The features of the piece itself, without those of whoever may have said it."""
    number, place = reading.at[quote]
    sentence = reading.sentences[number].sentence
    segment = reading.outline.quotes[quote]
    text = reading.outline.text[segment.start : segment.end].strip()
    words = _WORD.findall(text)
    return [
        "bias",
        *_looks(text, words, segment),
        *_around(sentence.tokens, place, words),
        *_where(reading, number, place),
    ]


def is_clause(words: list[str]) -> bool:
    """Whether a verb or a pronoun shows that the words are a sentence's, not a name's or a term's."""
    lows = [it.lower().replace("’", "'") for it in words]
    return len(words) > 2 and any(
        it in MARKS_OF_CLAUSE or it.endswith(("n't", "'re", "'m", "'ll", "'ve")) for it in lows
    )


def _looks(text: str, words: list[str], segment: Segment) -> list[str]:
    count = len(words)
    found = []
    if count <= 2:
        found.append("one word" if count <= 1 else "two words")
    if count >= 9:
        found.append("long")
    if is_clause(words):
        found.append("clause")
    if text[-1:] in (".", "!", "?", "…"):
        found.append("stop")
    elif text[-1:] in (",", ";", "—", "–"):
        found.append("ends")
    if _titled(words, text):
        found.append("titled")
    elif words and words[0][:1].isupper() and count > 3:
        found.append("capital")
    if segment.single:
        found.append("single")
    if _CODE.search(text):
        found.append("code")
    return found


def _titled(words: list[str], text: str) -> bool:
    """Each Word of a Title with a Capital, the small ones aside."""
    plain = [it for it in words if it.lower() not in _SMALL_IN_TITLES and it[0].isalpha()]
    capitals = sum(it[0].isupper() for it in plain)
    if not plain or text.endswith(("?", "!")):
        return False
    if len(words) == 1:
        return capitals == 1 and text[-1].isalnum() and plain[0].lower() not in ("yes", "no")
    least = 1 if words[0].lower() in _SMALL_IN_TITLES else 2
    return capitals >= max(least, 0.8 * len(plain)) and words[0][0].isupper() and len(words) < 14


def _around(tokens: list[Token], place: int, words: list[str]) -> list[str]:
    found = []
    left = [it.low for it in tokens[max(0, place - 4) : place]]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    last = left[-1] if left else ""
    if _named(left, _titled(words, " ".join(words))):
        found.append("named")
    if left == ["to"] and following and following.kind == "word":
        found.append("meant")
    if place == 0 and following and following.low in ("means", "refers", "is", "was", "stands"):
        found.append("meant")
    if last == ":":
        found.append("after a colon")
    if "as" in left[-3:] and len(words) <= 12:
        found.append("likened")
    if (
        last in _PLACES
        and _titled(words, " ".join(words))
        and (not is_clause(words) or len(words) > 2)
    ):
        found.append("placed")
    if any(it in ("so-called", "supposed") for it in left[-2:]):
        found.append("so-called")
    if last in DETERMINERS | {"'s", "of", "'", "as"} and len(words) <= 4:
        found.append("term")
    joins = (
        last in DETERMINERS or last in PREPOSITIONS - {"to"} or last in ("'s", "so-called", "and")
    )
    if (
        joins
        and following
        and following.kind == "word"
        and not following.capital
        and len(words) <= 4
        and _noun(following)
    ):
        found.append("modifier")
    return found


def _named(left: list[str], titled: bool) -> bool:
    """ "a book called", "the term", "known as", "the word"."""
    if not left:
        return False
    nouns = TERM_NOUNS | NAME_NOUNS if titled else TERM_NOUNS
    if left[-1] in nouns or (left[-1] == "," and len(left) > 1 and left[-2] in nouns):
        return True
    if left[-1] == "as" and len(left) > 1 and left[-2] in NAMING - {"listed", "marked"}:
        return left[-2] in ("known", "dubbed", "billed") or any(
            it in ("was", "were", "is", "are", "been", "be") for it in left[:-2]
        )
    passive = len(left) > 1 and left[-2] in (
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "being",
        "also",
        "aptly",
        "sometimes",
        "often",
    )
    return left[-1] in NAMING and passive


def _noun(token: Token) -> bool:
    low = token.low
    return not (
        low in PREPOSITIONS | SUBORDINATORS | AUXILIARIES | DETERMINERS
        or low in REPORTING
        or low.endswith(("ed", "ly"))
        or low
        in (
            "it",
            "he",
            "she",
            "they",
            "also",
            "then",
            "there",
            "not",
            "even",
            "just",
            "more",
            "too",
        )
    )


def _where(reading: Reading, number: int, place: int) -> list[str]:
    sentence = reading.sentences[number].sentence
    found = reading.paragraphs[sentence.paragraph]
    whole = place == 0 and all(it.kind == "quote" for it in sentence.tokens)
    return [*found, "whole"] if whole else found
