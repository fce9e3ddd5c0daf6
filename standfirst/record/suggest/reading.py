"""A text read once: its outline, the names and reports in each sentence, and who is in it."""

from dataclasses import dataclass

from standfirst.record.suggest.cast import Cast
from standfirst.record.suggest.entity import Entity
from standfirst.record.suggest.event import Event
from standfirst.record.suggest.events import events_in
from standfirst.record.suggest.kinds import Name
from standfirst.record.suggest.names import lowercase_words, names_in, release_surnames
from standfirst.record.suggest.outline import Outline, Sentence, outline
from standfirst.record.suggest.paragraphs import paragraph_marks
from standfirst.record.suggest.phrases import Phrase
from standfirst.record.suggest.reader import Reader
from standfirst.record.suggest.values import Known
from standfirst.record.suggest.words.people import PERSON_NOUNS


@dataclass(slots=True)
class Read:
    sentence: Sentence
    reader: Reader
    events: list[Event]


class Reading:
    """`at`: which sentence and token each quoted piece is. `paragraphs`: the features of each."""

    def __init__(self, text: str, known: Known) -> None:
        self.outline: Outline = outline(text)
        sentences = self.outline.sentences
        lowers = lowercase_words(sentences)
        names: list[list[Name]] = [names_in(it, lowers) for it in sentences]
        release_surnames(names)
        readers = [Reader(it, found) for it, found in zip(sentences, names, strict=True)]
        self.sentences = [
            Read(it, reader, events_in(reader))
            for it, reader in zip(sentences, readers, strict=True)
        ]
        self.cast = Cast(sentences, names, known)
        self.at: dict[int, tuple[int, int]] = {
            token.quote: (number, place)
            for number, sentence in enumerate(sentences)
            for place, token in enumerate(sentence.tokens)
            if token.kind == "quote"
        }
        self.paragraphs = [
            paragraph_marks(it, first=not number)
            for number, it in enumerate(self.outline.paragraphs)
        ]
        self._describe()

    def entity(self, sentence: int, name: Name) -> Entity | None:
        return self.cast.of.get(self.sentences[sentence].sentence.tokens[name.first].start)

    def _describe(self) -> None:
        for number, read in enumerate(self.sentences):
            for name in read.reader.names:
                entity = self.entity(number, name)
                if entity and entity.kind in ("person", "other"):
                    phrase = read.reader.ending_at(name.last, 0)
                    words, office = described(self.outline.text, read.reader, name, phrase)
                    self.cast.describe(entity, words, office)


def described(
    text: str, reader: Reader, name: Name, phrase: Phrase | None
) -> tuple[list[str], str]:
    """The words for what somebody is, and the office as printed: before the name, else between commas after it."""
    tokens = reader.tokens
    first = phrase.first if phrase and phrase.name is name else name.whole
    before = tokens[first : name.first]
    words = [it.low for it in before]
    if any(it in PERSON_NOUNS for it in words):
        while before and (before[-1].text == "," or before[0].low in ("the", "a", "an", "as")):
            before = before[:-1] if before[-1].text == "," else before[1:]
        office = text[before[0].start : before[-1].end] if before else ""
        return words, "" if office.rstrip(".").lower() in _MERE else office
    after = tokens[name.last + 1 : name.last + 22]
    if not after or after[0].text != ",":
        return [], ""
    stop = next(
        (
            n
            for n, it in enumerate(after[1:], 1)
            if it.text in (",", ".", ";", ":", "—", "–", "(") or it.kind == "quote"
        ),
        None,
    )
    if stop is None or stop < 2 or after[1].low in ("who", "which", "whose", "and", "but", "said"):
        return [], ""
    inside = after[1:stop]
    nouns = [it.low for it in inside[:7] if it.low in PERSON_NOUNS]
    inside = inside[1:] if inside[0].low in ("the", "a", "an") else inside
    return nouns, text[inside[0].start : inside[-1].end] if nouns and inside else ""


_MERE = {"mr", "mrs", "ms", "miss", "sir", "dame", "lady", "lord", "dr", "mr. and mrs"}
