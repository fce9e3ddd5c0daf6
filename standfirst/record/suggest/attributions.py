"""Which reports in the text a quoted piece may belong to: each a candidate, with what speaks for it."""

from dataclasses import dataclass, field

from standfirst.record.suggest.event import Event
from standfirst.record.suggest.phrases import Phrase
from standfirst.record.suggest.reading import Read, Reading
from standfirst.record.suggest.subject import main_subject
from standfirst.record.suggest.tokens import STOPS, Token
from standfirst.record.suggest.words.small import SUBORDINATORS


@dataclass(slots=True)
class Candidate:
    """`how`: the construction. `sentence`: where the subject stands. `marks`: the features a weight may bear."""

    how: str
    sentence: int
    subject: Phrase
    event: Event | None = None
    marks: list[str] = field(default_factory=list)
    carried: int = -1  # the quoted piece it was taken over from


def candidates(reading: Reading, quote: int, chosen: dict[int, Candidate]) -> list[Candidate]:
    number, place = reading.at[quote]
    read = reading.sentences[number]
    found = [it for event in read.events if (it := _within(read, number, place, event))]
    found += _signed(read, number, place)
    found += _colon(read, number, place)
    found += _carried(reading, quote, chosen)
    found += _sentence_before(reading, number, place)
    subject = main_subject(read.reader, place)
    if subject:
        found.append(Candidate("subject", number, subject))
    for it in found:
        it.marks = _marks(it, read, place)
    return found


def _within(read: Read, number: int, place: int, event: Event) -> Candidate | None:
    tokens = read.reader.tokens
    if event.subject is None:
        return None
    if event.first > place:
        return _after(tokens, number, place, event)
    if event.last < place:
        return _before(tokens, number, place, event)
    return None


def _after(tokens: list[Token], number: int, place: int, event: Event) -> Candidate | None:
    gap = tokens[place + 1 : event.first]
    if event.borrowed or event.subject is None or event.kind == "noun":
        return None
    if not any(it.kind != "sign" for it in gap) or _glossed(gap):
        how = "tail" if not any(it.text in (";", ":") for it in gap) else "after"
        if event.kind == "judge" and event.lemma not in _MAY_TRAIL:
            how = "after"
        return Candidate(how, number, event.subject, event)
    ends = (
        event.last + 1 >= len(tokens)
        or tokens[event.last + 1].text in STOPS | {",", ";"}
        or (tokens[event.last + 1].kind == "quote")
    )
    comma = tokens[event.first - 1].text == ","
    plain = not any(it.text in (";", ":") for it in gap) and not (
        gap and gap[0].low in ("and", "but") and False
    )
    if event.kind == "according" and plain:
        return Candidate("according", number, event.subject, event)
    return Candidate(
        "end" if ends and comma and plain and event.kind == "say" else "after",
        number,
        event.subject,
        event,
    )


_MAY_TRAIL = {"think", "believe", "feel", "hope", "fear", "agree", "put", "go", "begin", "find"}


def _glossed(gap: list[Token]) -> bool:
    """A word in brackets between the quote and the report: ((it))."""
    inner = [it for it in gap if it.kind != "sign"]
    return (
        len(inner) <= 2 and bool(gap) and gap[0].text == "(" and any(it.text == ")" for it in gap)
    )


def _before(tokens: list[Token], number: int, place: int, event: Event) -> Candidate:
    gap = tokens[event.last + 1 : place]
    assert event.subject is not None
    if event.kind == "according":
        return Candidate("according", number, event.subject, event)
    if any(it.kind == "quote" for it in gap):
        return Candidate("through", number, event.subject, event)
    words = [it for it in gap if it.kind == "word"]
    mark = tokens[place - 1].text if gap else ""
    most = (
        2 if event.kind == "noun" else 12
    )  # "Doe's remarks drew a rebuke from Roe:" are not Doe's words
    if mark in (":", ",") and len(words) <= most:
        return Candidate("lead", number, event.subject, event)
    if not words:
        return Candidate("bare", number, event.subject, event)
    if words[-1].low == "that" and len(words) <= 6:
        return Candidate("that", number, event.subject, event)
    return Candidate("within", number, event.subject, event)


def _signed(read: Read, number: int, place: int) -> list[Candidate]:
    """ "..." — Jane Doe, on the vote."""
    tokens = read.reader.tokens
    at = place + 1
    while at < len(tokens) and tokens[at].text in (",", ".") and at < place + 2:
        at += 1
    if at + 1 >= len(tokens) or tokens[at].text not in ("—", "–", "--", "-") or place > 1:
        return []
    name = read.reader.beginning.get(at + 1)
    if name is None or name.kind not in ("person", "other"):
        return []
    dated = any(it.text.isdigit() and len(it.text) == 4 for it in tokens[name.last : name.last + 9])
    return (
        []
        if dated
        else [Candidate("signed", number, Phrase(name.whole, name.last, "name", "", name))]
    )


def _colon(read: Read, number: int, place: int) -> list[Candidate]:
    """`Jane Doe: "..."`, or a sentence about her that ends in a colon."""
    tokens = read.reader.tokens
    if place == 0 or tokens[place - 1].text != ":":
        return []
    ending = read.reader.ending.get(place - 2)
    if ending and ending.whole == 0 and ending.kind in ("person", "other", "body"):
        return [Candidate("turn", number, Phrase(0, ending.last, "name", "", ending))]
    subject = main_subject(read.reader, place)
    return [Candidate("colon", number, subject)] if subject else []


def _carried(reading: Reading, quote: int, chosen: dict[int, Candidate]) -> list[Candidate]:
    """The speaker of the quote before, where this one goes on without words of its own."""
    earlier = quote - 1
    if earlier not in chosen:
        return []
    before = chosen[earlier]
    number, place = reading.at[quote]
    number_before, place_before = reading.at[earlier]
    here, there = reading.sentences[number].sentence, reading.sentences[number_before].sentence
    how = _how_carried(reading, quote, (number, place), (number_before, place_before))
    if not how or here.paragraph - there.paragraph > 1:
        return []
    return [Candidate(how, before.sentence, before.subject, before.event, carried=earlier)]


def listed(reading: Reading, quote: int) -> bool:
    """Whether a quoted piece stands in one list with the piece before it."""
    here, there = reading.at[quote], reading.at[quote - 1]
    return here[0] == there[0] and _how_carried(reading, quote, here, there) == "list"


def _how_carried(
    reading: Reading, quote: int, here: tuple[int, int], there: tuple[int, int]
) -> str:
    (number, place), (number_before, place_before) = here, there
    tokens = reading.sentences[number].reader.tokens
    if number == number_before:
        gap = [it for it in tokens[place_before + 1 : place] if it.text not in ("(", ")", "it")]
        joined = len(gap) <= 3 and all(
            it.low in (",", "and", "or", "&", "but", "a", "the", "also", "...") for it in gap
        )
        return "list" if joined else "beside"
    one, other = reading.sentences[number].sentence, reading.sentences[number_before].sentence
    leads = _alone(tokens, place)
    if one.paragraph == other.paragraph:
        return (
            ("next" if leads else "following")
            if number - number_before == 1
            else ("later" if number - number_before <= 3 else "")
        )
    if not one.first or not leads:
        return ""
    last = reading.sentences[number_before].reader.tokens[-3:]
    ends = any(it.kind == "quote" and it.quote == quote - 1 for it in last)
    final = number - number_before == 1
    if final and ends and not reading.outline.quotes[quote - 1].closed:
        return "continued"
    return "paragraph" if final else "page"


def _alone(tokens: list[Token], place: int) -> bool:
    """Whether a piece is a sentence by itself, but for brackets, "And" before it or another quote after it."""
    after = [
        it
        for it in tokens[place + 1 :]
        if it.kind == "word" and it.low not in ("it", "and", "but", "or")
    ]
    return place <= 1 and len(after) <= 1


def _sentence_before(reading: Reading, number: int, place: int) -> list[Candidate]:
    """A quote that is its own sentence, after one that reports: `Doe disagreed. "..."`."""
    if not number or not _alone(reading.sentences[number].reader.tokens, place):
        return []
    here, before = reading.sentences[number], reading.sentences[number - 1]
    tokens = before.reader.tokens
    apart = here.sentence.paragraph != before.sentence.paragraph
    if here.sentence.paragraph - before.sentence.paragraph > 1 or any(
        it.kind == "quote" for it in tokens[-2:]
    ):
        return []
    opens = bool(tokens) and tokens[-1].text in (":", ",")
    events = [it for it in before.events if it.subject is not None]
    if events:
        how = "opened" if opens else ("reported" if not apart else "reported above")
        return [
            Candidate(how, number - 1, it.subject, it) for it in events if it.subject is not None
        ]
    subject = main_subject(before.reader, len(tokens))
    how = "opened" if opens else ("about" if not apart else "about above")
    return [Candidate(how, number - 1, subject)] if subject else []


def _marks(it: Candidate, read: Read, place: int) -> list[str]:
    marks = [f"how={it.how}", f"subject={it.subject.kind}"]
    if it.event is not None:
        marks.append(f"kind={it.event.kind}")
        marks += [
            f"is={name}"
            for name in ("borrowed", "negative", "inverted", "infinitive")
            if getattr(it.event, name)
        ]
        if it.how in ("within", "through", "after", "end", "bare", "that", "lead", "according"):
            marks += _distance(it, it.event, read, place)
    if it.subject.kind == "noun" and not it.subject.speaks:
        marks.append("mute")
    return marks


def _distance(it: Candidate, event: Event, read: Read, place: int) -> list[str]:
    tokens = read.reader.tokens
    low, high = (event.last + 1, place) if event.last < place else (place + 1, event.first)
    gap = tokens[low:high]
    width = next((it for it in (0, 3, 8, 16) if len(gap) <= it), "far")
    marks = [f"gap={width}"]
    between = sum(1 for other in read.events if low <= other.verb < high)
    marks += ["between"] * min(between, 3)
    if any(token.low in SUBORDINATORS - {"that", "as", "for", "and"} for token in gap):
        marks.append("clause")
    if it.how in ("after", "end") and any(token.kind == "quote" for token in gap):
        marks.append("over a quote")
    return marks
