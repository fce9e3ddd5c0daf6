"""Who says what in sentences of political news: `data/political.txt`."""

from pathlib import Path

import pytest

from standfirst.record.suggest.judging import judge
from standfirst.record.suggest.reading import Reading
from standfirst.record.suggest.values import NOBODY
from standfirst.record.suggest.weights import BY_RULE

LINES = (Path(__file__).parent / "data/political.txt").read_text("utf-8").splitlines()
CASES = [
    (text.replace(" ¶ ", "\n\n"), answer[2:].split(" | "))
    for text, answer in zip(LINES, LINES[1:], strict=False)
    if answer.startswith("= ")
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text[:40] for text, _ in CASES])
def test_it_says_who_says_each_quoted_piece(text: str, wanted: list[str]) -> None:
    judged = judge(Reading(text, NOBODY), BY_RULE)
    found = [(it.speaker.name or "?") if it.speaks >= 0.5 else "-" for it in judged]
    assert found == [it.removeprefix("~") for it in wanted]
    filled = [it.speaker.name for it in judged if it.speaker.name and it.confidence >= BY_RULE.sure]
    assert set(filled) <= set(wanted)  # which hold "~" before what is doubtful


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 100
