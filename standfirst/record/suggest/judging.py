"""Each quoted piece with the report chosen for it, the chance that it is speech, and that the name is right."""

import re
from dataclasses import dataclass

from standfirst.record.suggest import speech
from standfirst.record.suggest.attributions import Candidate, candidates, listed
from standfirst.record.suggest.entity import Entity
from standfirst.record.suggest.pronouns import Around, Speaker
from standfirst.record.suggest.reading import Reading
from standfirst.record.suggest.speakers import speaker_of
from standfirst.record.suggest.subjects import note_subjects
from standfirst.record.suggest.weights import Weights, chance, total

_OWN_WORDS = ("within", "bare", "that", "end", "through")


@dataclass(slots=True)
class Judged:
    """`options`: every report it could belong to. `marks`, `trust_marks`: what `speaks` and `trust` come from."""

    quote: int
    options: list[Candidate]
    candidate: Candidate | None
    marks: list[str]
    speaks: float
    speaker: Speaker
    trust_marks: list[str]
    trust: float

    @property
    def confidence(self) -> float:
        return round(self.speaks * self.trust, 3)


class Judge:
    """Takes a text's quoted pieces in order: a later one may take over an earlier one's speaker."""

    def __init__(self, reading: Reading, weights: Weights) -> None:
        self.reading, self.weights = reading, weights
        self.found: list[Judged] = []
        self.chosen: dict[int, Candidate] = {}
        self.last: Entity | None = None
        note_subjects(reading)

    def options(self, quote: int) -> list[Candidate]:
        return candidates(self.reading, quote, self.chosen)

    def best(self, options: list[Candidate]) -> Candidate | None:
        return max(options, key=lambda it: total(self.weights.choice, it.marks), default=None)

    def speaker(self, quote: int, option: Candidate) -> Speaker:
        if option.carried >= 0:
            return self.found[option.carried].speaker
        segment = self.reading.outline.quotes[quote]
        said = self.reading.outline.text[segment.start : segment.end].lower()
        return speaker_of(
            self.reading, option, Around(self.last, frozenset(re.findall(r"\w+", said)))
        )

    def judge(self, quote: int, options: list[Candidate], best: Candidate | None) -> Judged:
        """With this choice; `settle` it before the next."""
        marks = self._marks(quote, best)
        speaks = chance(total(self.weights.speech, marks))
        if best is None:
            return Judged(quote, options, None, marks, speaks, Speaker(None, None), [], 0.0)
        speaker = self.speaker(quote, best)
        trust_marks = ["bias", *best.marks, *speaker.marks]
        if {"one word", "two words"} & set(marks):
            trust_marks.append("quote short")
        trust = chance(total(self.weights.trust, trust_marks))
        return Judged(quote, options, best, marks, speaks, speaker, trust_marks, trust)

    def settle(self, judged: Judged, *, spoken: bool) -> None:
        if spoken and judged.candidate is not None:
            self.chosen[judged.quote] = judged.candidate
            self.last = judged.speaker.entity or self.last
        self.found.append(judged)

    def _marks(self, quote: int, best: Candidate | None) -> list[str]:
        marks = [*self._marks_of_report(best), *speech.marks(self.reading, quote)]
        if "reported" in marks and "term" in marks:
            marks[marks.index("term")] = "term said"
        if "whole" in marks and "stop" in marks and "titled" in marks:
            marks.remove("titled")  # "Now on to the House."
        if (
            "named" in marks
            and best
            and best.event
            and best.event.kind == "judge"
            and best.how == "bare"
        ):
            marks.remove("named")  # "was called "weak" by Doe"
        if self.found and self.found[-1].quote not in self.chosen and listed(self.reading, quote):
            marks.append("list of others")
        return marks

    def _marks_of_report(self, best: Candidate | None) -> list[str]:
        if best is None:
            return ["how=none"]
        marks = [it for it in best.marks if not it.startswith(("subject=", "clause"))]
        if best.how == "list":
            marks.append("list of speech")
        if best.event and best.how in _OWN_WORDS:
            marks += ["reported"] * (best.event.kind == "say")
            marks += ["judged"] * (best.event.kind == "judge" and best.how in ("within", "bare"))
        if best.subject.head in ("i", "we"):
            marks.append("first person")
        return marks


def judge(reading: Reading, weights: Weights) -> list[Judged]:
    """Every quoted piece, speech or not, in order."""
    bench = Judge(reading, weights)
    for quote in range(len(reading.outline.quotes)):
        options = bench.options(quote)
        judged = bench.judge(quote, options, bench.best(options))
        bench.settle(judged, spoken=judged.speaks >= 0.5)
    return bench.found
