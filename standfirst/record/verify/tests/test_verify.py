"""A fixed suite: what each quote is to the transcript."""

import time

import pytest

from standfirst.record.verify import Kind, Mark, Match, Variant, find, verify

from .transcript import TRANSCRIPT

VERBATIM = [
    "The ministry has decided to close the northern lock for six weeks.",
    "“It is not a decision we took lightly”",
    '"the grain ships in any way."',
    "Good afternoon, everyone.",
    "lock",
    "Is it popular? No. Is it needed? I think so.",
    "pay every skipper for each day lost -- up to 1,000 crowns a day",
    "walk away now... and I won't.",
    "I'd refer you to them. What I can say is that",
    "I think so. And let me add one thing.",
    ("I was asked to mend the harbour,", "not to leave it."),
    ("No, I will not.", "We are the cross-border port"),
    "The ministry has decided to close the northern lock for six weeks.\n\n“It is not a decision",
]

MARKED = [
    ("the ministry has decided", {Variant.CASE}),
    ("It would be Irresponsible", {Variant.CASE}),
    ("[T]he ministry has decided", {Variant.BRACKETS}),
    ("The ministry … close[d] the northern lock", {Variant.ELLIPSIS, Variant.BRACKETS}),
    ("The ministry has decided [...] for six weeks", {Variant.ELLIPSIS}),
    ("I was asked to mend the harbour . . . We are the cross-border port", {Variant.ELLIPSIS}),
    ("…decided to close the northern lock", {Variant.ELLIPSIS}),
    ("decided to close the northern lock…", {Variant.ELLIPSIS}),
    ("[Okonjo] was asked to mend the harbour", {Variant.BRACKETS}),
    ("[The skippers] were told first", {Variant.BRACKETS}),
    ("they were told [by letter] first", {Variant.BRACKETS}),
    ("it is not a decision [sic] we took", {Variant.BRACKETS, Variant.CASE}),
    ("we don’t believe", {Variant.TYPOGRAPHY}),
    ("Nobody was ‘kept in the dark,’ as one", {Variant.TYPOGRAPHY}),
    ("for each day lost—up to 1,000 crowns", {Variant.TYPOGRAPHY}),
    ("1000 crowns", {Variant.TYPOGRAPHY}),
    ("2.5% of the cargo’s value", {Variant.TYPOGRAPHY}),
    ("Does the US line agree", {Variant.TYPOGRAPHY}),
    ("the cross border port", {Variant.TYPOGRAPHY}),
    ("the cross\u00adborder port", {Variant.TYPOGRAPHY}),
    ("no repair that we know of", {Variant.TYPOGRAPHY}),
    ("The lock was built in\u00a01931,", {Variant.PUNCTUATION}),
    ("for six weeks,", {Variant.PUNCTUATION}),
    ("they were told first, they were told on Monday", {Variant.PUNCTUATION}),
    ("I’d refer you to them. What I can say", {Variant.TYPOGRAPHY, Variant.ASIDE}),
    ("\ufb01rst; they were told", {Variant.TYPOGRAPHY}),
]

ALTERED = [
    ("It is a decision we took lightly", [(Kind.SOURCE, "not")]),
    ("we do believe it will delay the grain ships", [(Kind.QUOTE, "do"), (Kind.SOURCE, "don't")]),
    ("to close the southern lock", [(Kind.QUOTE, "southern"), (Kind.SOURCE, "northern")]),
    ("close the northern lock for ten weeks", [(Kind.QUOTE, "ten"), (Kind.SOURCE, "six")]),
    ("No, I will never.", [(Kind.QUOTE, "never"), (Kind.SOURCE, "not")]),
    ("Nobody was ever kept in the dark", [(Kind.QUOTE, "ever")]),
    ("up to 10,000 crowns a day", [(Kind.QUOTE, "10,000"), (Kind.SOURCE, "1,000")]),
    (
        "up to 1,000 crowns … [of] the cargo’s price",
        [(Kind.QUOTE, "price"), (Kind.SOURCE, "value")],
    ),
    ("Does us line agree", [(Kind.QUOTE, "us"), (Kind.SOURCE, "the U.S.")]),
    ("The lock was first built in 1931", [(Kind.QUOTE, "first")]),
    ("Is it needed.", [(Kind.SOURCE, "?")]),
    (("The ministry has decided", "the northern lock"), [(Kind.SOURCE, "to close")]),
    ("its gates were worn out", [(Kind.QUOTE, "were"), (Kind.SOURCE, "are")]),
]

ABSENT = ["Bread will be cheaper by spring", "", "…", "[nothing]", "whatever"]


@pytest.mark.parametrize("quote", VERBATIM)
def test_words_and_marks_as_they_are_said_are_verbatim(quote):
    match = verify(quote, TRANSCRIPT)
    assert match.mark is Mark.VERBATIM, match


@pytest.mark.parametrize(("quote", "variants"), MARKED)
def test_what_may_differ_is_marked_with_what_it_is(quote, variants):
    match = verify(quote, TRANSCRIPT)
    assert match.mark is Mark.MARKED
    assert match.variants == variants


@pytest.mark.parametrize(("quote", "differences"), ALTERED)
def test_other_words_are_altered_and_shown(quote, differences):
    match = verify(quote, TRANSCRIPT)
    assert match.mark is Mark.ALTERED
    shown = [
        (it.kind, it.words) for it in match.differences if it.kind in (Kind.QUOTE, Kind.SOURCE)
    ]
    assert shown == differences


@pytest.mark.parametrize("quote", ABSENT)
def test_what_is_nowhere_near_is_absent(quote):
    assert verify(quote, TRANSCRIPT) == Match(Mark.ABSENT)


def test_the_selector_finds_the_words_in_the_source():
    match = verify("It is not a decision we took lightly,", TRANSCRIPT)
    assert match.exact == "It is not\na decision we took lightly,"
    assert f"{match.prefix}{match.exact}{match.suffix}" in TRANSCRIPT
    assert (len(match.prefix), len(match.suffix)) == (32, 32)
    assert match.found == ("It is not a decision we took lightly,",)


def test_an_ellipsis_tells_the_words_it_leaves_out():
    match = verify("It is … a decision we took lightly", TRANSCRIPT)
    assert (match.mark, match.drops) == (Mark.MARKED, ("not",))
    assert match.found == ("It is", "a decision we took lightly")


def test_brackets_tell_the_words_they_stand_for():
    match = verify("No, I will [resign]. I was asked", TRANSCRIPT)
    assert (match.mark, match.drops) == (Mark.MARKED, ("not",))


def test_an_ellipsis_does_not_join_what_stands_far_apart():
    far = f"We will go. {'And so on. ' * 200} We will stay."
    assert verify("We will go … We will stay", far).mark is Mark.ALTERED


def test_the_order_of_sentences_is_not_free():
    assert not verify("I won't … close the northern lock", TRANSCRIPT).holds


def test_of_several_places_the_one_with_the_least_to_mark_counts():
    assert verify("the end", "The end. It was the end.").mark is Mark.VERBATIM


CAPTIONS = """1
00:00:01,000 --> 00:00:03,500
We don&#8217;t see this as a threat

2
00:00:03,500 --> 00:00:06,000
to anybody, and we&nbsp;won't leave.
"""
COURT = """1   Q. Were you there?
2   A. I was there on Monday
3   and I saw nothing of the
4   kind. Nobody did.
5   Q. Thank you. You say
6   nobody did?
7   A. I do."""
SPEECH = """WE WILL ASK THE US AND IT WILL SEE.
THE REST IS UP TO US."""


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("We don’t see this as a threat to anybody, and we won't leave.", CAPTIONS),
        ("I was there on Monday and I saw nothing of the kind. Nobody did.", COURT),
        ("WE WILL ASK THE US AND IT WILL SEE. THE REST", SPEECH),
    ],
)
def test_numbers_and_times_of_a_transcript_are_not_said(quote, source):
    assert verify(quote, source).mark is Mark.VERBATIM


def test_a_source_in_capitals_holds_the_same_words():
    match = verify("We will ask the US and it will see. The rest is up to us", SPEECH)
    assert (match.mark, match.variants) == (Mark.MARKED, {Variant.CASE})
    assert not verify("We will ask the US and it will not see", SPEECH).holds


def test_to_find_is_to_verify_without_looking_near():
    assert find(VERBATIM[0], TRANSCRIPT) == verify(VERBATIM[0], TRANSCRIPT)
    assert find("to close the southern lock", TRANSCRIPT) is None
    assert find("…", TRANSCRIPT) is None


def test_letters_written_apart_are_the_same_letters():
    assert verify("café", "a cafe\u0301 here").mark is Mark.VERBATIM


def test_in_another_language_only_what_stands_as_it_is_can_be_checked():
    source = "Der Minister sagte: „Wir schaffen das.“"
    assert verify("We will manage", source, language_differs=True).mark is Mark.TRANSLATED
    assert verify("Wir schaffen das", source, language_differs=True).mark is Mark.VERBATIM


def test_a_thousand_words_are_checked_in_no_time():
    source = " ".join(f"{TRANSCRIPT} Part {number}." for number in range(50))
    assert len(source.split()) > 10_000
    quotes = ["The ministry has decided to close the southern lock for six weeks"] * 3
    quotes += ["Nobody was kept in the dark, as one of your papers put it"] * 80
    started = time.process_time()
    for quote in quotes:
        verify(quote, source)
    assert time.process_time() - started < 1  # second of the processor's
