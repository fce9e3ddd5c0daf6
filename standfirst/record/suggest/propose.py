"""The suggestions for a text: each quoted piece judged in turn, then the reports without marks."""

from dataclasses import dataclass

from standfirst.record.suggest import speech
from standfirst.record.suggest.attributions import Candidate, candidates
from standfirst.record.suggest.cast import Entity
from standfirst.record.suggest.paraphrases import Report, paraphrases
from standfirst.record.suggest.phrases import Phrase
from standfirst.record.suggest.reading import Reading
from standfirst.record.suggest.speakers import Speaker, speaker_of
from standfirst.record.suggest.stances import stance_of
from standfirst.record.suggest.values import NOBODY, Known, Mode, Suggestion
from standfirst.record.suggest.weights import BY_RULE, Weights, chance, total

_CARRIED = {"list", "beside"}


@dataclass(slots=True)
class Judged:
    """A quoted piece with the report chosen for it. `speaks`: the chance that it is speech."""

    quote: int
    candidate: Candidate | None
    marks: list[str]
    speaks: float
    speaker: Speaker
    trust_marks: list[str]
    trust: float


def suggest(text: str, known: Known = NOBODY, weights: Weights = BY_RULE) -> list[Suggestion]:
    """In the order of the text. Quoted speech is direct or mixed; paraphrases are never to be filled in."""
    reading = Reading(text, known)
    judged = judge(reading, weights)
    said = [it for it in judged if it.speaks >= 0.5]
    found = [_quoted(reading, it, weights) for it in said]
    used = {
        (it.candidate.sentence, it.candidate.event.verb) for it in said if it.candidate and it.candidate.event
    }
    found += [_reported(reading, it) for it in paraphrases(reading, used)]
    return sorted(found, key=lambda it: (it.start, it.end))


def judge(reading: Reading, weights: Weights) -> list[Judged]:
    """Every quoted piece, speech or not, in order: a later one may take over an earlier one's speaker."""
    chosen: dict[int, Candidate] = {}
    found: list[Judged] = []
    last: Entity | None = None
    for quote in range(len(reading.outline.quotes)):
        options = candidates(reading, quote, chosen)
        best = max(options, key=lambda it: total(weights.choice, it.marks), default=None)
        judged = _judge(reading, quote, best, found, last, weights)
        if judged.speaks >= 0.5 and best is not None:
            chosen[quote] = best
            last = judged.speaker.entity or last
        found.append(judged)
    return found


def _judge(
    reading: Reading, quote: int, best: Candidate | None, before: list[Judged], last: Entity | None, weights: Weights
) -> Judged:
    marks = [*speech_marks(best, before), *speech.marks(reading, quote)]
    if "reported" in marks and "term" in marks:
        marks[marks.index("term")] = "term said"
    if best is None:
        return Judged(quote, None, marks, chance(total(weights.speech, marks)), Speaker(None, None), [], 0.0)
    speaker = before[best.carried].speaker if best.carried >= 0 else speaker_of(reading, best, last)
    trust_marks = ["bias", *best.marks, *speaker.marks]
    if {"one word", "two words"} & set(marks):
        trust_marks.append("quote short")
    trust = chance(total(weights.trust, trust_marks))
    return Judged(quote, best, marks, chance(total(weights.speech, marks)), speaker, trust_marks, trust)


def speech_marks(best: Candidate | None, before: list[Judged]) -> list[str]:
    if best is None:
        return ["how=none"]
    marks = [it for it in best.marks if not it.startswith(("subject=", "clause"))]
    if best.how == "list":
        marks.append("list of speech" if before[-1].speaks >= 0.5 else "list of others")
    if best.how in ("within", "bare", "that", "end", "through") and best.event and best.event.kind == "say":
        marks.append("reported")
    if best.subject.head in ("i", "we"):
        marks.append("first person")
    return marks


def _quoted(reading: Reading, it: Judged, weights: Weights) -> Suggestion:
    segment = reading.outline.quotes[it.quote]
    text = reading.outline.text[segment.start : segment.end]
    start, end = segment.start + len(text) - len(text.lstrip()), segment.start + len(text.rstrip())
    confidence = round(it.speaks * it.trust, 3)
    sure = it.speaker.name is not None and confidence >= weights.sure
    mention, cue, stance, office = _beside(reading, it.candidate, it.speaker)
    return Suggestion(
        start, end, reading.outline.text[start:end], _mode(reading, it), it.speaker.name, *mention, cue, confidence,
        sure, stance, office, it.speaker.entity.key if it.speaker.entity else "",
    )  # fmt: skip


def _beside(
    reading: Reading, candidate: Candidate | None, speaker: Speaker
) -> tuple[tuple[str | None, int | None, int | None], str, str, str]:
    if candidate is None:
        return (None, None, None), "", "", ""
    tokens = reading.sentences[candidate.sentence].sentence.tokens
    event = candidate.event
    cue = "" if event is None else "according to" if event.lemma == "according to" else tokens[event.verb].text
    office = speaker.entity.office if speaker.entity else ""
    return _mention(reading, candidate.sentence, candidate.subject), cue, stance_of(tokens, event), office


def _mention(reading: Reading, sentence: int, subject: Phrase) -> tuple[str, int, int]:
    tokens = reading.sentences[sentence].sentence.tokens
    start, end = tokens[subject.first].start, tokens[subject.last].end
    return reading.outline.text[start:end], start, end


def _mode(reading: Reading, it: Judged) -> Mode:
    """Direct: a clause or more that stands by itself. Mixed: a fragment in the reporter's own sentence."""
    segment = reading.outline.quotes[it.quote]
    words = reading.outline.text[segment.start : segment.end].split()
    how = it.candidate.how if it.candidate else ""
    stands = how in ("tail", "lead", "opened", "continued", "next", "reported", "paragraph", "signed", "turn")
    begins = bool(words) and words[0].lstrip("[(‘'“\"$").strip()[:1].isupper()
    if stands and (begins or len(words) > 4):
        return "direct"
    if begins and len(words) > 3 and speech.is_clause(words):
        return "direct"
    return "direct" if speech.is_clause(words) and len(words) > 5 and how in ("bare", "that") else "mixed"


def _reported(reading: Reading, it: Report) -> Suggestion:
    speaker = speaker_of(reading, it.candidate, None)
    mention = _mention(reading, it.candidate.sentence, it.candidate.subject)
    entity = speaker.entity
    marks = ["bias", "how=reported", *it.candidate.marks, *speaker.marks]
    confidence = round(0.8 * chance(total(BY_RULE.trust, marks)), 3)
    return Suggestion(
        it.start, it.end, reading.outline.text[it.start : it.end], "paraphrase", speaker.name, *mention, it.cue,
        confidence, False, it.stance, entity.office if entity else "", entity.key if entity else "",
    )  # fmt: skip
