"""The two checks that stop a story, and what is near them."""

import dataclasses

import pytest

from standfirst.record.checking import Code, check
from standfirst.record.checking.holding import pieces_of
from standfirst.record.checking.marks import pairs_in
from standfirst.record.verify import Kind, Piece

from .drafts import draft, section, source, statement

SAID = "We have decided to close the lock, and we will not open it. I won't resign."
QUOTE = "“We have decided to close the lock, and we will not open it.”"


@dataclasses.dataclass(frozen=True)
class Suggestion:
    start: int
    end: int
    speaker: str | None = None
    mention: str | None = None


def codes(of, *asked):
    return [it.code for it in check(of) if not asked or it.code in asked]


def held(quote, text=SAID, **said):
    """A statement of that quote, beside the text of its source."""
    return draft(
        f"Ada Obi said: {quote}", statements=(statement(quote, **said),), sources=(source(text),)
    )


ALTERED = (Code.QUOTE_ALTERED,)


@pytest.mark.parametrize(
    "quote",
    [
        QUOTE,
        "“We have decided to close the lock … I won’t resign,”",
        "“[W]e will not open [the lock]”",
        "“We have decided,” Obi said, “to close the lock, and we will not open it.”",
    ],
)
def test_words_of_the_source_pass(quote):
    assert codes(held(quote), *ALTERED, Code.QUOTE_TURNED) == []


@pytest.mark.parametrize(
    "quote",
    [
        "“We have decided to close the gate, and we will not open it.”",
        "“We have decided to close the lock, and we will open it.”",
        "“We have decided,” Obi said, “to close the lock, and we will open it.”",
        "“We will close it,” Obi said, “and we will not open it.”",
        "“Nothing like this was ever heard here”",
    ],
)
def test_other_words_stop_the_story(quote):
    found = [it for it in check(held(quote)) if it.code is Code.QUOTE_ALTERED]
    assert [(it.stops, it.statement, it.place.words) for it in found] == [(True, "q1", quote)]


@pytest.mark.parametrize(
    "exact",
    [
        "We call it a “closed” lock, and we will not open it.",
        "We call it a ‘closed’ lock, and we will not open it.",
        "We call it a “closed” lock, and we will open it.",
    ],
)
def test_words_quoted_within_the_quote_are_words_of_it(exact):
    text = f"Ada Obi said: “{exact.replace('“', '‘').replace('”', '’')}”"
    told = statement(exact.replace("“", "‘").replace("”", "’"))
    said = source('We call it a "closed" lock, and we will not open it.')
    of = draft(text, statements=(told,), sources=(said,))
    assert codes(of, *ALTERED) == ([] if "not" in exact else list(ALTERED))


def test_a_statement_may_start_and_end_within_the_marks():
    text = 'Ada Obi said it twice. "We have decided," Obi said, "to close the lock."'
    exact = 'We have decided," Obi said, "to close the lock.'
    at = text.index(exact)
    of = draft(text, statements=(statement(exact, start=at),), sources=(source(SAID),))
    assert codes(of, *ALTERED, Code.STATEMENT_NOT_IN_TEXT) == []
    spoilt = dataclasses.replace(of, sources=(source(SAID.replace("decided", "promised")),))
    assert codes(spoilt, *ALTERED) == list(ALTERED)


def test_of_the_same_words_twice_a_statement_holds_those_at_its_start():
    text = "“We will go on with it,” said Bo Lind. It rained.\n“We will go on with it,” it rained."
    words = "“We will go on with it,”"
    second = statement(words, start=text.rindex(words), person="", unnamed="a man")
    assert codes(draft(text, statements=(second,)), Code.QUOTE_WITHOUT_SPEAKER) == []
    first = dataclasses.replace(second, start=0)
    stopped = [it.place.start for it in check(draft(text, statements=(first,))) if it.stops]
    assert stopped == [text.rindex(words) + 1]


def test_the_difference_is_shown_word_by_word():
    [found] = [it for it in check(held(QUOTE.replace(" not", ""))) if it.stops]
    assert found.differences[1] == Piece(Kind.SOURCE, "not")


def test_each_piece_of_a_mixed_statement_has_to_stand_there():
    both = "the ministry “will not open it” and has “decided to close the lock”"
    assert codes(held(both, mode="mixed"), *ALTERED) == []
    assert codes(held(both.replace("will not", "will"), mode="mixed"), *ALTERED) == list(ALTERED)


def test_a_paraphrase_is_held_to_nothing():
    assert (
        codes(held("she would go on as before, whatever they said", mode="paraphrase"), *ALTERED)
        == []
    )


def test_any_kept_text_of_the_source_will_do():
    two = dataclasses.replace(held(QUOTE), sources=(source("Nothing of the kind."), source(SAID)))
    assert codes(two, *ALTERED) == []


def test_what_we_do_not_hold_is_not_judged():
    assert codes(held(QUOTE, text=""), *ALTERED) == []
    assert (
        codes(held(QUOTE, text="Other words.", source="https://example.org/other"), *ALTERED) == []
    )


def test_what_is_kept_in_part_says_nothing_of_what_it_leaves_out():
    assert codes(held(QUOTE, text="Other words. […]"), *ALTERED) == []
    assert codes(held(QUOTE, text="Other words."), *ALTERED) == list(ALTERED)
    changed = QUOTE.replace(" not", "")
    assert codes(held(changed, text=f"{SAID} […]"), *ALTERED) == list(ALTERED)


def test_a_translated_quote_wants_its_translator():
    german = source("Wir schließen die Schleuse.", language="de")
    told = dataclasses.replace(held(QUOTE), sources=(german,))
    assert codes(told, *ALTERED, Code.TRANSLATOR_MISSING) == [Code.TRANSLATOR_MISSING]
    british = dataclasses.replace(held(QUOTE), sources=(source(SAID, language="en-GB"),))
    assert codes(british, *ALTERED, Code.TRANSLATOR_MISSING) == []
    by_somebody = dataclasses.replace(german, translator="Cy Berg")
    told = dataclasses.replace(told, sources=(by_somebody,))
    assert codes(told, *ALTERED, Code.TRANSLATOR_MISSING) == []


def test_an_ellipsis_must_not_swallow_a_not():
    found = check(held("“We have decided to close the lock, and we will … open it.”"))
    [left_out] = [it for it in found if it.code is Code.QUOTE_TURNED]
    assert ("not" in left_out.reason, left_out.stops) == (True, False)


def test_nor_may_brackets_put_one_in():
    assert codes(held("“we will [never] open it”")) == [Code.QUOTE_TURNED]
    assert codes(held("“we will not [ever] open it”")) == []


def test_a_quote_nobody_confirmed_is_held_to_the_texts_too():
    prose = f"Ada Obi said: {QUOTE.replace('lock', 'gate')}"
    [found] = [it for it in check(draft(prose, sources=(source(SAID),))) if it.stops]
    assert found.code is Code.QUOTE_ALTERED
    assert found.place.words == QUOTE.replace("lock", "gate").strip("“”")
    other = "Ada Obi said: “They have promised to paint the old bridge by Easter.”"
    assert codes(draft(other, sources=(source(SAID),)), *ALTERED) == []


def test_a_statement_whose_words_have_gone_is_told():
    gone = draft("Nothing.", statements=(statement("We go."),), sources=(source(),))
    assert codes(gone) == [Code.STATEMENT_NOT_IN_TEXT]


ALONE = "“We have been lied to by everybody for years.”"


@pytest.mark.parametrize(
    "text",
    [
        f"{ALONE} The gulls do not care.",
        f"The quay was full. {ALONE} Nobody moved.",
        f"The minister said that it would close.\nResidents are angry. {ALONE} It rains.",
        f"It was said that {ALONE.lower()}",
        f"Nothing happened.\n{ALONE}\nNothing else did.",
    ],
)
def test_a_quote_of_a_clause_needs_a_speaker(text):
    found = [it for it in check(draft(text)) if it.stops]
    assert [it.code for it in found] == [Code.QUOTE_WITHOUT_SPEAKER]
    assert found[0].place.words.casefold() in ALONE.casefold()


@pytest.mark.parametrize(
    "text",
    [
        f"{ALONE[:-2]},” said Bo Lind.",
        f"Bo Lind was angry: {ALONE}",
        f"Bo Lind told the board so. {ALONE} It did not answer.",
        f"Bo Lind warned of worse.\n{ALONE}",
        f"{ALONE}\nBo Lind wrote this on the wall.",
        "The ship was called “The Lady of the Lake and Sea” by its owner.",
        "A so-called “state of emergency” was declared.",
        "In the ‘90s the harbour was the players’ own ground for years on end.",
    ],
)
def test_a_quote_with_one_passes(text):
    assert not any(it.stops for it in check(draft(text)))


def test_the_label_says_whose_word_a_quote_set_off_is():
    text = "It takes two sentences.\nGoogle is a monopolist, and it has acted as one."
    set_off = section(text, "What the judge is saying", block_quotes=((24, len(text)),))
    told = dataclasses.replace(draft(""), sections=(set_off,))
    assert not any(it.stops for it in check(told))
    silent = dataclasses.replace(set_off, label="What’s the deal")
    assert any(it.stops for it in check(dataclasses.replace(told, sections=(silent,))))


def test_a_statement_or_a_suggestion_gives_the_speaker_too():
    text = f"{ALONE} The gulls do not care."
    named = draft(text, statements=(statement(ALONE, person="", unnamed="a man on the quay"),))
    assert not any(it.stops for it in check(named))
    nobody = draft(text, statements=(statement(ALONE, person=""),))
    assert any(it.stops for it in check(nobody))
    for suggestion, stops in [
        (Suggestion(0, len(ALONE), speaker="Bo Lind"), False),
        (Suggestion(0, len(ALONE), mention="a docker"), False),
        (Suggestion(0, len(ALONE)), True),
        (Suggestion(len(ALONE), len(text), speaker="Bo Lind"), True),
    ]:
        told = dataclasses.replace(draft(""), sections=(section(text, suggestions=(suggestion,)),))
        assert any(it.stops for it in check(told)) is stops


def test_a_quote_wants_a_source():
    bare = draft(f"Ada Obi said: {QUOTE}")
    assert codes(bare) == [Code.QUOTE_WITHOUT_SOURCE]
    assert codes(dataclasses.replace(bare, sources=(source(),))) == []
    told = dataclasses.replace(bare, statements=(statement(QUOTE, source=""),), sources=(source(),))
    assert codes(told) == [Code.QUOTE_WITHOUT_SOURCE]
    ours = statement(QUOTE, source="", mode="paraphrase")
    assert codes(dataclasses.replace(told, statements=(ours,))) == []
    assert codes(dataclasses.replace(told, statements=(statement(QUOTE),))) == []


def test_words_the_text_has_no_longer_stop_nothing():
    gone = statement("“We will open it tomorrow,”")
    of = draft("Nothing is quoted here.", statements=(gone,), sources=(source(SAID),))
    assert codes(of, *ALTERED, Code.STATEMENT_NOT_IN_TEXT) == [Code.STATEMENT_NOT_IN_TEXT]


@pytest.mark.parametrize(
    ("words", "mode", "stops"),
    [
        ("We have decided to close the lock", "direct", False),
        ("We have decided to open the lock", "direct", True),
        ("Obi has “decided to close the lock”", "mixed", False),
        ("Obi has “decided to open the lock”", "mixed", True),
        ("whatever we make of it", "paraphrase", False),
    ],
)
def test_what_goes_on_record_as_quoted_is_what_is_printed(words, mode, stops):
    of = held(QUOTE, text="", words=words, mode=mode)
    assert codes(of, *ALTERED) == list(ALTERED) * stops


@pytest.mark.parametrize("pair", ["‹›", "›‹", "‚‘", "‚’", "‘’", "„“"])
def test_other_marks_quote_too(pair):
    assert pairs_in(f"Er sagte: {pair[0]}Wir gehen.{pair[1]} Dann ging er.") == [(11, 21)]


@pytest.mark.parametrize(
    ("words", "before", "direct", "pieces"),
    [
        ("We will.", "“", True, ["We will."]),
        ("“We will,” she said, “go.”", "", True, ["We will,", "go."]),
        ("We will,” she said, “go.", "", True, ["We will,", "go."]),
        ('We will," she said, "go.', "", True, ["We will,", "go."]),
        ("We call it a ‘lock’ here", "", True, ["We call it a ‘lock’ here"]),
        ("We call it a ‘lock", "‘", True, ["We call it a ‘lock"]),
        ("We call it a ‘lock’ here", "“", True, ["We call it a ‘lock’ here"]),
        ("the port “will not” and would “wait”", "and ", False, ["will not", "wait"]),
        ("the port ‘will not’ wait", "", False, ["will not"]),
    ],
)
def test_the_quoted_pieces_are_found_without_the_section(words, before, direct, pieces):
    assert pieces_of(words, before, is_direct=direct) == pieces
