"""The suggestions for a text: its quoted speech, then the reports without quotation marks."""

from typing import Any

from standfirst.record.suggest import speech
from standfirst.record.suggest.attributions import Candidate
from standfirst.record.suggest.judging import Judged, judge
from standfirst.record.suggest.paraphrases import Report, paraphrases
from standfirst.record.suggest.pronouns import Speaker
from standfirst.record.suggest.reading import Reading
from standfirst.record.suggest.speakers import speaker_of
from standfirst.record.suggest.stances import stance_of
from standfirst.record.suggest.values import NOBODY, Known, Mode, Suggestion
from standfirst.record.suggest.weights import BY_RULE, Weights, chance, total

_STANDS = ("tail", "lead", "opened", "continued", "next", "reported", "paragraph", "signed", "turn")
_ASIDE_FROM_MARKS = 0.8  # a paraphrase is not quoted: whoever accepts it must read it again


def suggest(text: str, known: Known = NOBODY, weights: Weights = BY_RULE) -> list[Suggestion]:
    """In the order of the text. Quoted speech is direct or mixed; paraphrases are never to be filled in."""
    reading = Reading(text, known)
    said = [it for it in judge(reading, weights) if it.speaks >= 0.5]
    reports = [it.candidate for it in said if it.candidate and it.candidate.event]
    used = {(it.sentence, it.event.verb) for it in reports if it.event}
    found = [_quoted(reading, it, weights) for it in said]
    found += [_reported(reading, it) for it in paraphrases(reading, used)]
    return sorted(found, key=lambda it: (it.start, it.end))


def _quoted(reading: Reading, it: Judged, weights: Weights) -> Suggestion:
    segment = reading.outline.quotes[it.quote]
    text = reading.outline.text[segment.start : segment.end]
    start, end = segment.start + len(text) - len(text.lstrip()), segment.start + len(text.rstrip())
    named = it.speaker.name is not None
    cue, stance = _cue(reading, it.candidate)
    return Suggestion(
        start=start,
        end=end,
        text=reading.outline.text[start:end],
        mode=_mode(reading, it),
        **_who(reading, it.candidate, it.speaker),
        cue=cue,
        stance=stance,
        confidence=it.confidence,
        prefill=named and it.confidence >= weights.sure,
    )


def _reported(reading: Reading, it: Report) -> Suggestion:
    speaker = speaker_of(reading, it.candidate, None)
    marks = ["bias", *it.candidate.marks, *speaker.marks]
    return Suggestion(
        start=it.start,
        end=it.end,
        text=reading.outline.text[it.start : it.end],
        mode="paraphrase",
        **_who(reading, it.candidate, speaker),
        cue=it.cue,
        stance=it.stance,
        confidence=round(_ASIDE_FROM_MARKS * chance(total(BY_RULE.trust, marks)), 3),
        prefill=False,
    )


def _who(reading: Reading, candidate: Candidate | None, speaker: Speaker) -> dict[str, Any]:
    entity = speaker.entity
    mention, start, end = _mention(reading, candidate)
    return {
        "speaker": speaker.name,
        "mention": mention,
        "mention_start": start,
        "mention_end": end,
        "office": entity.office if entity else "",
        "key": entity.key if entity else "",
    }


def _cue(reading: Reading, candidate: Candidate | None) -> tuple[str, str]:
    """The verb as printed, and the stance it shows."""
    if candidate is None or candidate.event is None:
        return "", ""
    tokens = reading.sentences[candidate.sentence].sentence.tokens
    event = candidate.event
    printed = "according to" if event.lemma == "according to" else tokens[event.verb].text
    return printed, stance_of(tokens, event)


def _mention(
    reading: Reading, candidate: Candidate | None
) -> tuple[str | None, int | None, int | None]:
    if candidate is None:
        return None, None, None
    subject = candidate.subject
    tokens = reading.sentences[candidate.sentence].sentence.tokens
    start, end = tokens[subject.first].start, tokens[subject.last].end
    return reading.outline.text[start:end], start, end


def _mode(reading: Reading, it: Judged) -> Mode:
    """Direct: a clause or more that stands by itself. Mixed: a fragment in the reporter's own sentence."""
    segment = reading.outline.quotes[it.quote]
    words = reading.outline.text[segment.start : segment.end].split()
    how = it.candidate.how if it.candidate else ""
    begins = bool(words) and words[0].lstrip("[(‘'“\"$").strip()[:1].isupper()
    if how in _STANDS and (begins or len(words) > 4):
        return "direct"
    if begins and len(words) > 3 and speech.is_clause(words):
        return "direct"
    return (
        "direct"
        if speech.is_clause(words) and len(words) > 5 and how in ("bare", "that")
        else "mixed"
    )
