import pytest

from ..labels import label_end


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
