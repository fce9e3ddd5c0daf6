"""A report in a sentence: that somebody said something, and who."""

from dataclasses import dataclass

from standfirst.record.suggest.phrases import Phrase
from standfirst.record.suggest.tokens import Token


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


def low(tokens: list[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def bounds(tokens: list[Token], at: int) -> tuple[int, int]:
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
