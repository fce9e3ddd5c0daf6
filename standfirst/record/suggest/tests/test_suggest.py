"""What a suggestion holds: offsets, mode, office, stance, key; and that paraphrases are never filled in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.record.suggest import Known, Suggestion, suggest

SAMPLE = (
    "Deputy Finance Minister Clara Voss said the plan was “a serious risk.” She denied that taxes would rise.\n\n"
    "“We were not asked,” said Jonas Reil, head of the Farmers’ Union.\n\nThe Treasury has not publicly commented. "
    "The ministry declined to comment. The Border Agency referred questions to the Treasury."
)


def only(text: str, **wanted: object) -> Suggestion:
    (found,) = [it for it in suggest(text) if all(getattr(it, k) == v for k, v in wanted.items())]
    return found


def test_it_finds_words_office_and_mode() -> None:
    mixed = only(SAMPLE, mode="mixed")
    assert (mixed.text, mixed.speaker, mixed.office) == (
        "a serious risk.",
        "Clara Voss",
        "Deputy Finance Minister",
    )
    direct = only(SAMPLE, mode="direct")
    assert (direct.text, direct.speaker, direct.cue) == ("We were not asked,", "Jonas Reil", "said")
    assert direct.office == "head of the Farmers’ Union"
    assert direct.prefill
    assert not direct.doubtful


@pytest.mark.parametrize(
    ("stance", "speaker"),
    [
        ("denies", "Clara Voss"),
        ("had_not_commented", "Treasury"),
        ("refers_elsewhere", "Border Agency"),
    ],
)
def test_it_takes_the_stance_from_the_cue(stance: str, speaker: str) -> None:
    assert only(SAMPLE, stance=stance).speaker == speaker


def test_it_tells_who_declined() -> None:
    assert only(SAMPLE, stance="declined").mention == "The ministry"


def test_it_never_fills_in_a_paraphrase() -> None:
    paraphrases = [it for it in suggest(SAMPLE) if it.mode == "paraphrase"]
    assert len(paraphrases) == 4
    assert not any(it.prefill for it in paraphrases)


def test_it_counts_code_points() -> None:
    found = only("🗳️ “Ça suffit, c’est assez,” said Zoë Åkesson.", mode="direct")
    assert found.start == 4
    assert found.speaker == "Zoë Åkesson"


def test_it_knows_the_register() -> None:
    known = Known(
        people={"Ada Quill": "p1", "Minister Quill": "p1"},
        parties={"UN": "u1", "United Nations": "u1"},
    )
    voice, body = suggest("“No,” Quill said. The UN called it “a setback for all of us.”", known)
    assert (voice.speaker, voice.key) == ("Ada Quill", "p1")
    assert (body.speaker, body.key) == ("UN", "u1")


def test_it_does_not_choose_between_namesakes_of_the_register() -> None:
    known = Known(people={"Ada Quill": "p1", "Ben Quill": "p2"})
    (found,) = suggest("“We shall not go,” Quill said.", known)
    assert (found.speaker, found.key) == ("Quill", "")


def test_it_says_nothing_of_nothing() -> None:
    assert suggest("") == []
    assert suggest('\n\n“”\n\n"') == []


PIECES = st.sampled_from(
    [
        *"“”\"'‘’«»„,.:—()",
        "''",
        "\n\n",
        "\n",
        " said",
        " according to",
        " he",
        " She",
        " Ada Quill",
        " the minister",
    ]
    + [" Quill", " called it", "'s", " not", " 3", " a plan", "é", "😀", " that"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_it_keeps_its_word_on_any_text(text: str) -> None:
    found = suggest(text)
    assert found == sorted(found, key=lambda it: (it.start, it.end))
    for it in found:
        assert 0 <= it.start <= it.end <= len(text)
        assert it.text == text[it.start : it.end]
        assert 0 <= it.confidence <= 1
        assert it.mention is None or it.mention == text[it.mention_start : it.mention_end]
        assert not it.prefill or (it.speaker and it.mode != "paraphrase")
