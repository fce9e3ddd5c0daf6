"""What sentences are about, beside the names in them: a pronoun further on may mean it."""

from bisect import insort

from standfirst.record.suggest.attributions import Candidate
from standfirst.record.suggest.cast import Entity
from standfirst.record.suggest.events import main_subject
from standfirst.record.suggest.phrases import Phrase
from standfirst.record.suggest.pronouns import sex_of
from standfirst.record.suggest.reading import Read, Reading
from standfirst.record.suggest.speakers import speaker_of
from standfirst.record.suggest.words.people import GROUP_NOUNS, PERSON_NOUNS


def note_subjects(reading: Reading) -> None:
    """ "She went on", "the senator left" tell of somebody named; "one official said" of somebody who is not."""
    for number, read in enumerate(reading.sentences):
        for subject in _subjects(read):
            offset = read.sentence.tokens[subject.first].start
            found = speaker_of(reading, Candidate("subject", number, subject), None)
            entity = found.entity
            if entity is None and subject.kind == "noun" and found.name is None:
                entity = Entity("", [], "person", 5 * sex_of(subject.head), {subject.head})
                reading.cast.entities.append(entity)
            if entity is not None:
                insort(entity.places, (offset, number, True))


def _subjects(read: Read) -> list[Phrase]:
    """Pronouns and persons described; each once."""
    found = [
        main_subject(read.reader, len(read.sentence.tokens)),
        *(it.subject for it in read.events),
    ]
    wanted = {it.first: it for it in found if it is not None and _tells(it)}
    return [wanted[at] for at in sorted(wanted)]


def _tells(subject: Phrase) -> bool:
    if subject.kind == "pronoun":
        return subject.head in ("he", "she")
    return (
        subject.kind == "noun" and subject.head in PERSON_NOUNS and subject.head not in GROUP_NOUNS
    )
