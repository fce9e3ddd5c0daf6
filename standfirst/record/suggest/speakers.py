"""Who a mention means: a name in full, "she", "the spokeswoman", an unnamed source."""

from standfirst.record.suggest.attributions import Candidate
from standfirst.record.suggest.entity import Entity
from standfirst.record.suggest.kinds import GIVEN
from standfirst.record.suggest.phrases import Phrase
from standfirst.record.suggest.pronouns import NOTHING, Around, Speaker, nearest, sex_of
from standfirst.record.suggest.reading import Reading
from standfirst.record.suggest.words.people import (
    BODY_NOUNS,
    GROUP_NOUNS,
    PERSON_NOUNS,
)
from standfirst.record.suggest.words.places import PEOPLES
from standfirst.record.suggest.words.small import DETERMINERS

_INDEFINITE = {
    "a",
    "an",
    "another",
    "some",
    "several",
    "many",
    "most",
    "two",
    "three",
    "four",
    "five",
    "few",
    "any",
    "every",
    "each",
    "one",
    "both",
    "no",
    "other",
}


def speaker_of(reading: Reading, candidate: Candidate, around: Around = NOTHING) -> Speaker:
    subject = candidate.subject
    if subject.kind == "pronoun":
        return _of_pronoun(reading, candidate.sentence, subject, around)
    if subject.name is not None and _one_of_a_people(reading, candidate.sentence, subject):
        offset = reading.sentences[candidate.sentence].sentence.tokens[subject.first].start
        return nearest(
            reading, candidate.sentence, offset, 0.0, ("person",), around, ["noun", "of no sex"]
        )
    if subject.kind == "name" and subject.name is not None:
        return _of_name(reading, candidate.sentence, subject)
    return _of_noun(reading, candidate.sentence, subject, around)


def _one_of_a_people(reading: Reading, sentence: int, subject: Phrase) -> bool:
    """ "the Republican", "the Texan": somebody named before."""
    tokens = reading.sentences[sentence].sentence.tokens
    name = subject.name
    people = (
        name is not None
        and name.kind == "people"
        and not name.words[-1].endswith(("s", "sh", "ese"))
    )
    return people and tokens[subject.first].low == "the"


def _of_name(reading: Reading, sentence: int, subject: Phrase) -> Speaker:
    assert subject.name is not None
    entity = reading.entity(sentence, subject.name)
    if entity is None:
        return Speaker(None, None, ["nobody"])
    marks = []
    offset = reading.sentences[sentence].sentence.tokens[subject.name.first].start
    if offset in reading.cast.unsure:
        marks.append("several")
    if entity.kind in ("body", "people"):
        marks.append(entity.kind)
    elif entity.kind == "place":
        marks.append("place")
    elif len(subject.name.words) > 1:
        marks.append("named in full")
    elif len(entity.words) > 1:
        if _named_late(reading, entity):
            marks.append("named later")
        marks.append("surname" if _by_surname(entity, subject.name.words[0].lower()) else "slip")
    else:
        marks.append("single name")
    if entity.key:
        marks.append("known")
    if _two(reading, sentence, subject):
        marks.append("two named")
    return Speaker(entity.name, entity, marks + ["aside"] * subject.aside)


def _named_late(reading: Reading, entity: Entity) -> bool:
    """Called by surname before the full name comes, headings aside: the full name may be a namesake's."""
    first = min(reading.cast.full[id(entity)], default=0)
    early = (number for at, number, _ in entity.places if at < first)
    return any(
        "heading" not in reading.paragraphs[reading.sentences[it].sentence.paragraph]
        for it in early
    )


def _by_surname(entity: Entity, word: str) -> bool:
    """Last, or first where the first is no given name we know: Ban Ki-moon is Ban."""
    first = entity.words[0].lower()
    return entity.surname == word or (first == word and first not in GIVEN)


def _two(reading: Reading, sentence: int, subject: Phrase) -> bool:
    """ "Smith and Jones said": which of them is not for us to say."""
    tokens = reading.sentences[sentence].sentence.tokens
    before, after = subject.first - 1, subject.last + 1
    ending = reading.sentences[sentence].reader.ending
    beginning = reading.sentences[sentence].reader.beginning
    return (before > 0 and tokens[before].low in ("and", "&", "or") and before - 1 in ending) or (
        after + 1 < len(tokens) and tokens[after].low in ("and", "&") and after + 1 in beginning
    )


def _of_pronoun(reading: Reading, sentence: int, subject: Phrase, around: Around) -> Speaker:
    word = subject.head
    if word == "one" or word not in ("he", "she", "they", "it", "who"):
        return Speaker(None, None, ["pronoun", "nobody"])
    offset = reading.sentences[sentence].sentence.tokens[subject.first].start
    kinds = ("person",) if word in ("he", "she") else ("body", "people", "other", "place")
    return nearest(reading, sentence, offset, sex_of(word), kinds, around, ["pronoun"])


def _of_noun(reading: Reading, sentence: int, subject: Phrase, around: Around) -> Speaker:
    tokens = reading.sentences[sentence].sentence.tokens
    low = tokens[subject.first].low
    head = subject.head
    if (
        subject.first == subject.last
        and tokens[subject.first].capital
        and head.removesuffix("s") in PEOPLES
    ):
        return Speaker(tokens[subject.first].text, None, ["noun", "people"])
    if (
        low in _INDEFINITE
        or head in GROUP_NOUNS
        or (low not in DETERMINERS and head not in BODY_NOUNS and subject.name is None)
    ):
        return Speaker(None, None, ["noun", "group"])
    offset = tokens[subject.first].start
    if head in PERSON_NOUNS:
        return _of_role(reading, sentence, subject, offset, around)
    if head in BODY_NOUNS:
        return _of_body(reading, sentence, subject, offset)
    return Speaker(None, None, ["noun", "nobody"])


def _of_role(
    reading: Reading, sentence: int, subject: Phrase, offset: int, around: Around
) -> Speaker:
    """ "the senator": whom the text calls so; "the spokeswoman" without a name stays unnamed."""
    tokens = reading.sentences[sentence].sentence.tokens
    hangs = any(it.low in ("for", "from") for it in tokens[subject.first : subject.last])
    head = subject.head.removesuffix("-elect")
    called = [
        it
        for it in reading.cast.entities
        if {head, subject.head} & it.roles and it.kind in ("person", "other")
    ]
    before = [it for it in called if it.places and it.places[0][0] < offset]
    if before and not hangs:
        best = max(before, key=lambda it: max(at for at, _, _ in it.places if at < offset))
        return Speaker(
            best.name or None, best, ["noun", *(["only one"] if len(before) == 1 else [])]
        )
    if hangs or tokens[subject.first].low not in ("the", "this"):
        return Speaker(None, None, ["noun", "group"])
    if subject.first + 1 == subject.last or subject.first == subject.last:
        return nearest(
            reading,
            sentence,
            offset,
            sex_of(subject.head),
            ("person",),
            around,
            ["noun", "of no sex"],
        )
    return Speaker(None, None, ["noun", "group"])


def _of_body(reading: Reading, sentence: int, subject: Phrase, offset: int) -> Speaker:
    """ "the Doe campaign" by its words; "the department" by the last body named so."""
    tokens = reading.sentences[sentence].sentence.tokens
    inside = tokens[subject.first : subject.last + 1]
    inside = inside[1:] if inside[0].low in DETERMINERS else inside
    if any(it.capital for it in inside):
        text = reading.outline.text[inside[0].start : inside[-1].end]
        return Speaker(text, None, ["noun", "body"])
    fitting = [
        it
        for it in reading.cast.entities
        if it.kind == "body"
        and any(w.lower() == subject.head for w in it.words)
        and it.places[0][0] < offset
    ]
    if not fitting:
        return Speaker(None, None, ["noun", "nobody"])
    best = max(fitting, key=lambda it: max(at for at, _, _ in it.places if at < offset))
    return Speaker(best.name, best, ["noun", "body", *(["only one"] if len(fitting) == 1 else [])])
