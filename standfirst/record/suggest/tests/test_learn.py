"""Weights from accepted statements."""

import json

from standfirst.record.suggest import BY_RULE, Accepted, Weights, learn, suggest
from standfirst.record.suggest.learning import lowest_bar

TEXT = "The “Blue Barn” opened. “We are glad,” Ada Quill said. Its sign reads “Open.” Quill called rivals “slow.”"


def example() -> tuple[str, list[Accepted]]:
    start = TEXT.index("We are")
    return TEXT, [Accepted(start, start + len("We are glad,"), "direct", "Ada Quill")]


def test_it_learns_nothing_from_nothing() -> None:
    assert learn([]) == BY_RULE


def test_it_moves_towards_what_a_desk_accepts() -> None:
    """A desk that never takes a single judging word as a statement is offered it with less confidence."""
    learned = learn([example()] * 30)
    assert learned.stories == 30
    before, after = (
        {it.text: it for it in suggest(TEXT, weights=weights)} for weights in (BY_RULE, learned)
    )
    assert "slow." in before
    assert "slow." not in after or after["slow."].confidence < before["slow."].confidence
    assert after["We are glad,"].speaker == "Ada Quill"


def test_it_learns_the_same_twice_and_goes_through_json() -> None:
    learned = learn([example()] * 3)
    assert learned == learn([example()] * 3)
    assert Weights.from_json(json.loads(json.dumps(learned.as_json()))) == learned


def test_it_fills_in_less_where_names_were_wrong() -> None:
    assert lowest_bar([(0.95, True)] * 40) == BY_RULE.sure
    assert lowest_bar([(0.95, False)] * 5 + [(0.97, True)] * 40) == 0.96
    assert lowest_bar([(0.99, False)] * 40) > 1


def test_it_fills_in_more_only_where_enough_held_out_names_were_right() -> None:
    assert lowest_bar([(0.85, True)] * 29) == BY_RULE.sure
    assert lowest_bar([(0.85, True)] * 30) == 0.8
    assert lowest_bar([(0.85, True)] * 38 + [(0.86, False)] * 2) == BY_RULE.sure
