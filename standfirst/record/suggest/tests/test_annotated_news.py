"""The aims, on annotated news that lies beside the checkout and is no part of the project."""

import json

from bench import suggestions
from standfirst.record.suggest import BY_RULE
from standfirst.record.suggest.tests.beside import shared


def test_it_does_as_well_as_it_should_by_rules_alone() -> None:
    annotated = shared("attribution/gum_news.jsonl")
    score = suggestions.scorer(annotated)
    counts = dict.fromkeys(suggestions.COUNTED, 0)
    for line in annotated.read_text("utf-8").splitlines():
        suggestions.tally(score, json.loads(line), BY_RULE, counts)
    assert suggestions.f1(counts) >= 0.92
    assert counts["left"] >= 0.8 * counts["silent"]
    assert counts["same"] >= 0.85 * counts["named"]
    assert counts["filled_right"] >= 0.97 * counts["filled"]
    assert counts["filled_gold"] >= 0.4 * counts["gold"]
