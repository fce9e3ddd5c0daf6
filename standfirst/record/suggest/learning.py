"""Weights from a desk's accepted statements: the hand-set ones, moved as far as the examples ask and no further.

Three small linear models on the features the rules compute anyway; gradient descent towards the examples, held to
BY_RULE by a quadratic penalty. Deterministic: no random numbers, the examples in the order given.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from standfirst.record.suggest.judging import Judge, Judged, judge
from standfirst.record.suggest.reading import Reading
from standfirst.record.suggest.same_names import same_person
from standfirst.record.suggest.values import NOBODY
from standfirst.record.suggest.weights import BY_RULE, Weights, chance, total

_ROUNDS = 120
_STEP = 0.3
_HOLD = 60.0  # examples that the rules themselves are worth: the larger, the nearer to them the weights stay
_FOLDS = 5
_LEAST = 30  # names between a lower bar and the rules': fewer prove nothing
_RIGHT = 0.975  # of the names filled in must be right
_BEFORE, _AS_RULED = 20, 0.985  # what is known of the rules before the first example
_BARS = [it / 100 for it in range(80, 100)]
NEVER = 1.01

Table = dict[str, float]
Row = tuple[list[str], bool]


class Accepted(NamedTuple):
    """What an editor accepted: offsets in the text, and the speaker's full name, None for an unnamed one."""

    start: int
    end: int
    mode: str
    speaker: str | None


Example = tuple[str, Sequence[Accepted]]


@dataclass(slots=True)
class _Learned:
    choice: list[list[Row]]
    speech: list[Row]
    trust: list[Row]


def learn(examples: Iterable[Example]) -> Weights:
    """From whole stories: what of them was quoted and not accepted counts as no speech."""
    stories = list(examples)
    if not stories:
        return BY_RULE
    return replace(_fit(stories), sure=_bar(stories), stories=len(stories))


def _fit(stories: Sequence[Example]) -> Weights:
    gathered = [_gather(text, accepted, BY_RULE) for text, accepted in stories]
    choice = _rank(BY_RULE.choice, [row for it in gathered for row in it.choice])
    chosen = replace(BY_RULE, choice=choice)
    gathered = [_gather(text, accepted, chosen) for text, accepted in stories]
    return replace(
        chosen,
        speech=_logistic(BY_RULE.speech, [row for it in gathered for row in it.speech]),
        trust=_logistic(BY_RULE.trust, [row for it in gathered for row in it.trust]),
    )


def _gather(text: str, accepted: Sequence[Accepted], weights: Weights) -> _Learned:
    """Every quoted piece as rows; a right choice is taken for granted when the next piece is read."""
    found = _Learned([], [], [])
    bench = Judge(Reading(text, NOBODY), weights)
    for quote in range(len(bench.reading.outline.quotes)):
        options = bench.options(quote)
        gold = _accepted(bench.reading, quote, accepted)
        best = bench.best(options)
        judged = bench.judge(quote, options, best)
        found.speech.append((judged.marks, gold is not None))
        if gold is not None and gold.speaker:
            rows = [
                (it.marks, same_person(bench.speaker(quote, it).name, gold.speaker))
                for it in options
            ]
            if any(right for _, right in rows) and not all(right for _, right in rows):
                found.choice.append(rows)
        if judged.speaker.name and judged.speaks >= 0.5:
            found.trust.append((judged.trust_marks, _right(judged, gold)))
        bench.settle(judged, spoken=gold is not None)
    return found


def _right(judged: Judged, gold: Accepted | None) -> bool:
    return gold is not None and same_person(judged.speaker.name, gold.speaker)


def _accepted(reading: Reading, quote: int, accepted: Sequence[Accepted]) -> Accepted | None:
    """The accepted statement that covers at least half of a piece, and the other way round."""
    piece = reading.outline.quotes[quote]
    for it in accepted:
        common = min(it.end, piece.end) - max(it.start, piece.start)
        if 2 * common >= max(it.end - it.start, piece.end - piece.start):
            return it
    return None


def _logistic(prior: Mapping[str, float], rows: list[Row]) -> Table:
    def slopes(table: Table) -> Table:
        found: Table = {}
        for marks, right in rows:
            error = right - chance(total(table, marks))
            for mark in marks:
                found[mark] = found.get(mark, 0.0) + error
        return found

    return _climb(prior, slopes, len(rows))


def _rank(prior: Mapping[str, float], choices: list[list[Row]]) -> Table:
    """Softmax over a piece's options: what is right gains what it lacks."""

    def slopes(table: Table) -> Table:
        found: Table = {}
        for rows in choices:
            scores = [math.exp(min(30.0, total(table, marks))) for marks, _ in rows]
            whole = sum(scores)
            good = sum(score for score, (_, right) in zip(scores, rows, strict=True) if right)
            for score, (marks, right) in zip(scores, rows, strict=True):
                pull = (score / good if right else 0.0) - score / whole
                for mark in marks:
                    found[mark] = found.get(mark, 0.0) + pull
        return found

    return _climb(prior, slopes, len(choices))


def _climb(prior: Mapping[str, float], slopes: Callable[[Table], Table], count: int) -> Table:
    """Gradient ascent on the examples' likelihood, pulled back to the prior by `_HOLD` examples' worth."""
    table = dict(prior)
    rate = _STEP / (count + _HOLD)
    for _ in range(_ROUNDS if count else 0):
        for mark, slope in slopes(table).items():
            here = table.get(mark, 0.0)
            table[mark] = here + rate * (slope - _HOLD * (here - prior.get(mark, 0.0)))
    return {mark: round(value, 4) for mark, value in sorted(table.items())}


def _bar(stories: Sequence[Example]) -> float:
    """The confidence from which a name is filled in: that of the rules, unless held-out stories prove another.

    Each fifth is judged with weights learned from the rest. The bar is raised where they were wrong too often, and
    lowered only where enough of them were filled in and right.
    """
    if len(stories) < 2 * _FOLDS:
        return BY_RULE.sure
    proved: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        weights = _fit([it for at, it in enumerate(stories) if at % _FOLDS != fold])
        for text, accepted in stories[fold::_FOLDS]:
            proved += _tried(text, accepted, weights)
    return lowest_bar(proved)


def _tried(text: str, accepted: Sequence[Accepted], weights: Weights) -> list[tuple[float, bool]]:
    reading = Reading(text, NOBODY)
    return [
        (it.confidence, _right(it, _accepted(reading, it.quote, accepted)))
        for it in judge(reading, weights)
        if it.speaks >= 0.5 and it.speaker.name
    ]


def lowest_bar(proved: list[tuple[float, bool]]) -> float:
    """The first bar above which enough were right, the rules' own good name (`_BEFORE` names) counted in."""
    for bar in _BARS:
        new = [right for confidence, right in proved if bar <= confidence < BY_RULE.sure]
        if bar < BY_RULE.sure and (len(new) < _LEAST or sum(new) < _RIGHT * len(new)):
            continue
        above = [right for confidence, right in proved if confidence >= bar]
        if sum(above) + _BEFORE * _AS_RULED >= _RIGHT * (len(above) + _BEFORE):
            return bar
    return NEVER
