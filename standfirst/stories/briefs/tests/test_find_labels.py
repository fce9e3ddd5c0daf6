import pytest

from ..blocks import Paragraph
from ..canonical import blocks_of
from ..labels import label_end, near_label
from ..run_in import run_in
from ..runs import Runs, words_of


@pytest.mark.parametrize(
    ("paragraph", "label"),
    [
        ("What’s the deal: Earlier this week", "What’s the deal"),
        ("What's the deal: Earlier this week", "What's the deal"),
        ("The ministers’ reply: None so far", "The ministers’ reply"),
        ("one two three four five six seven eight: yes", "one two three four five six seven eight"),
        ("Ce que dit l’ONU\u00a0: rien", "Ce que dit l’ONU\u00a0"),
        ("The deal: she said: “no”", "The deal"),
        ("The deal:", "The deal"),
        ("Kyiv’s 7 p.m. update: more", "Kyiv’s 7 p.m. update"),
        ("The G7: a “real concern” was voiced", "The G7"),
    ],
)
def test_it_finds_a_label(paragraph: str, label: str) -> None:
    assert paragraph[: label_end(paragraph)] == label


@pytest.mark.parametrize(
    "paragraph",
    [
        "Singh said: “It is consistent with our policy.”",
        'Singh said: "It is"',
        "Singh said:\u00a0«\u00a0Oui\u00a0»",
        "Singh said: ‘No’",
        "Singh said: 'No'",
        "Singh said:“No”",
        "A “real concern”: the UN",
        'A "real" one: the UN',
        "A «real» one: the UN",
        "A ‘real’ one: the UN",
        "A 'real' one: the UN",
        "Er sagte „nein“: so",
        "one two three four five six seven eight nine: no",
        "By 7:10 the port: closed",
        "At 7:10",
        "See https://example.org: the page",
        "No colon here",
        ": nothing before it",
        "—: nothing said",
        "",
    ],
)
def test_it_finds_no_label(paragraph: str) -> None:
    assert label_end(paragraph) is None


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("What Russia says: “No”", "What Russia says"),
        ("What “they” say: no", "What “they” say"),
        ("What Russia says:When asked", "What Russia says"),
        (
            "What the deputy spokesman at the new ministry says: no",
            "What the deputy spokesman at the new ministry says",
        ),
        ("One two three four five six seven eight nine ten eleven: no", ""),
        ("He left. She said: “No”", ""),
        ("At 7:10 the port opens", ""),
        ("See https://example.org", ""),
        ("What Russia says: no", ""),
        ("No colon here", ""),
    ],
)
def test_it_finds_what_only_looks_like_a_label(paragraph: str, words: str) -> None:
    assert near_label(paragraph) == words


def runs_of(html: str) -> Runs:
    (block,) = blocks_of(html)
    assert isinstance(block, Paragraph)
    return block.runs


@pytest.mark.parametrize(
    ("html", "label", "text"),
    [
        ("<b>The UN:</b> no", "The UN", "no"),
        ("<b>The UN</b>: no", "The UN", "no"),
        ("<b>What “they” say:</b> “No”", "What “they” say", "“No”"),
        (
            "<b>One two three four five six seven eight nine:</b> no",
            "One two three four five six seven eight nine",
            "no",
        ),
        ('<a href="/x"><b>The UN:</b></a> no', "The UN", "no"),
        ("<b>The UN:</b>", "The UN", ""),
        ("The UN: <b>no</b>", "The UN", "no"),
        ("<b>The UN says: no</b>", "The UN says", "no"),
    ],
)
def test_it_finds_a_label_in_bold(html: str, label: str, text: str) -> None:
    found = run_in(runs_of(html))
    assert found is not None
    assert (found[0], words_of(found[1])) == (label, text)


@pytest.mark.parametrize(
    "html", ["<b>No colon</b> here", "<b>At 7</b>:10", "<b>:</b> no", f"<b>{'a' * 81}:</b> “no”"]
)
def test_it_finds_no_label_in_other_bold_words(html: str) -> None:
    assert run_in(runs_of(html)) is None
