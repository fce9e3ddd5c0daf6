"""What each feature weighs. BY_RULE is set by hand and is all a fresh installation has; `learn` moves it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Weights:
    """`choice` picks the report a quote belongs to, `speech` whether it is speech at all, `trust` whether the name
    is right. `sure` is the confidence from which a name may be filled in. `stories`: how many were learned from."""

    choice: Mapping[str, float]
    speech: Mapping[str, float]
    trust: Mapping[str, float]
    sure: float = 0.9
    stories: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "choice": dict(self.choice),
            "speech": dict(self.speech),
            "trust": dict(self.trust),
            "sure": self.sure,
            "stories": self.stories,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Weights":
        """Raises KeyError, TypeError or ValueError where it is not what `as_json` gave."""
        tables = (
            {str(k): float(v) for k, v in value[name].items()}
            for name in ("choice", "speech", "trust")
        )
        choice, speech, trust = tables
        return cls(choice, speech, trust, float(value["sure"]), int(value["stories"]))


def total(table: Mapping[str, float], marks: Iterable[str]) -> float:
    return sum(table.get(it, 0.0) for it in marks)


def chance(score: float) -> float:
    """The logistic function: a score as a probability."""
    if score < -30:
        return 0.0
    return 1.0 / (1.0 + math.exp(-score))


CHOICE = {
    "how=tail": 10.0,
    "how=lead": 9.5,
    "how=signed": 9.0,
    "how=turn": 9.0,
    "how=bare": 8.5,
    "how=that": 8.5,
    "how=continued": 7.8,
    "how=opened": 7.5,
    "how=list": 7.2,
    "how=according": 7.0,
    "how=within": 7.0,
    "how=end": 7.0,
    "how=through": 6.8,
    "how=colon": 5.0,
    "how=next": 6.0,
    "how=reported": 6.3,
    "how=reported above": 4.0,
    "how=paragraph": 4.6,
    "how=page": 1.0,
    "how=beside": 3.5,
    "how=following": 3.0,
    "how=later": 2.0,
    "how=about": 2.0,
    "how=about above": 1.5,
    "how=subject": 3.4,
    "how=after": 1.5,
    "kind=judge": -0.4,
    "kind=noun": -1.2,
    "is=borrowed": -0.2,
    "is=negative": -1.0,
    "is=infinitive": -1.0,
    "mute": -1.0,
    "gap=8": -0.3,
    "gap=16": -0.7,
    "gap=far": -1.2,
    "between": -2.0,
    "clause": -0.3,
    "over a quote": -1.5,
}
SPEECH = {
    "bias": -0.6,
    "how=tail": 4.0,
    "how=lead": 3.6,
    "how=signed": 3.0,
    "how=turn": 3.0,
    "how=bare": 2.6,
    "how=that": 2.8,
    "how=continued": 3.0,
    "how=opened": 2.6,
    "how=list": 1.0,
    "how=according": 2.2,
    "how=within": 1.6,
    "how=end": 2.4,
    "how=through": 1.5,
    "how=colon": 0.8,
    "how=next": 1.8,
    "how=reported": 1.6,
    "how=reported above": 1.0,
    "how=paragraph": 1.3,
    "how=page": -0.5,
    "how=beside": -0.2,
    "how=following": -0.2,
    "how=later": -0.6,
    "how=about": -0.6,
    "how=about above": -0.8,
    "how=subject": -0.6,
    "how=after": -1.0,
    "how=none": -1.6,
    "mute": -0.8,
    "between": -0.5,
    "gap=16": -0.3,
    "gap=far": -0.6,
    "kind=noun": -0.3,
    "is=infinitive": -1.0,
    "reported": 0.8,
    "likened": 1.6,
    "after a colon": 1.3,
    "judged": 0.6,
    "list of speech": 1.8,
    "list of others": -3.0,
    "clause": 1.4,
    "ends": 0.6,
    "stop": 0.5,
    "one word": -0.7,
    "two words": -0.3,
    "long": 1.0,
    "titled": -2.2,
    "meant": -4.0,
    "placed": -3.0,
    "term said": -0.2,
    "capital": 0.2,
    "named": -4.5,
    "term": -0.8,
    "modifier": -1.0,
    "heading": -1.2,
    "listing": -6.0,
    "single": -0.4,
    "so-called": -4.0,
    "first person": -1.0,
    "alone": -0.2,
    "whole": 0.6,
    "code": -2.0,
}
TRUST = {
    "bias": 0.2,
    "how=tail": 2.6,
    "how=lead": 2.6,
    "how=signed": 2.0,
    "how=turn": 2.0,
    "how=bare": 1.6,
    "how=that": 1.8,
    "how=continued": 0.6,
    "how=opened": 0.8,
    "how=list": 0.4,
    "how=according": 1.2,
    "how=within": 0.6,
    "how=end": 1.2,
    "how=through": -0.2,
    "how=colon": -0.8,
    "how=next": 0.9,
    "how=reported": 0.3,
    "how=reported above": -0.8,
    "how=paragraph": -0.4,
    "how=page": -2.0,
    "how=beside": -1.5,
    "how=following": -1.2,
    "how=later": -1.5,
    "how=about": -1.6,
    "how=about above": -2.0,
    "how=subject": -1.2,
    "how=after": -2.0,
    "named in full": 2.2,
    "surname": 1.8,
    "slip": -1.5,
    "named later": -2.6,
    "several": -2.5,
    "single name": -0.6,
    "body": 0.6,
    "pronoun": -0.9,
    "only one": 1.2,
    "ahead": 0.5,
    "of no sex": -1.2,
    "noun": -1.0,
    "nobody": -1.0,
    "group": -3.0,
    "is=borrowed": -0.8,
    "aside": -0.4,
    "between": -1.0,
    "kind=judge": -0.3,
    "gap=16": -0.6,
    "gap=far": -1.0,
    "kind=noun": -2.0,
    "people": -2.0,
    "known": 1.0,
    "quote short": -0.4,
    "over a quote": -1.5,
    "is=inverted": 0.0,
    "place": -0.8,
    "two named": -3.0,
}
BY_RULE = Weights(CHOICE, SPEECH, TRUST)
