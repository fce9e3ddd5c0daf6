import json

import pytest

from standfirst.gate.access import MEMBERS, Access
from standfirst.gate.explain import explanation
from standfirst.gate.rules import LOCKING, OPENING
from standfirst.gate.tests.cast import ACCESSES, IN_GRACE, PLUS, STANDINGS
from standfirst.membership.standing import Standing
from standfirst.membership.tests.cast import NOW, ana, facts, grant, standing


@pytest.mark.parametrize("access", ACCESSES.values(), ids=ACCESSES)
@pytest.mark.parametrize("who", STANDINGS.values(), ids=STANDINGS)
def test_it_is_plain_enough_for_json(access: Access, who: Standing) -> None:
    told = explanation(access, who, [], NOW)
    assert json.loads(json.dumps(told)) == told
    assert list(told) == ["standing", "rows", "rules", "decision"]


def test_it_gives_the_rows_as_values() -> None:
    rows = [IN_GRACE, grant()]
    told = explanation(MEMBERS, standing(*rows), rows, NOW)
    membership, seat = told["rows"]
    assert (membership["row"], membership["state"]) == ("membership 1", "past_due")
    assert membership["grace_until"] == "2026-08-17T00:00:00+00:00"
    assert membership["failure"]["money"] == {"amount": 500, "currency": "EUR"}
    assert (seat["row"], seat["seat"], seat["ends_at"]) == ("grant 1", True, None)
    assert [right["row"] for right in told["standing"]["rights"]] == ["grant 1", "membership 1"]


def test_it_gives_every_rule_asked_with_its_answer() -> None:
    told = explanation(PLUS, STANDINGS["Ana, paying"], [facts(ana())], NOW)
    asked = [*(rule.__name__ for rule in OPENING), LOCKING[0].__name__]
    answers = ["no"] * len(OPENING) + ["locked: plan_too_low"]
    assert told["rules"] == [
        {"rule": rule, "answer": answer} for rule, answer in zip(asked, answers, strict=True)
    ]


def test_it_gives_the_decision_with_its_facts() -> None:
    assert explanation(PLUS, STANDINGS["Ana, paying"], [], NOW)["decision"] == {
        "open": False,
        "reason": "plan_too_low",
        "warning": None,
        "remedy": "compare_plans",
        "facts": {"wanted": ["plus"], "held": ["basic"]},
    }


def test_it_gives_a_warning_on_what_is_open() -> None:
    told = explanation(MEMBERS, STANDINGS["Fay, in grace"], [], NOW)
    decision = told["decision"]
    assert (decision["open"], decision["reason"]) == (True, None)
    assert (decision["warning"], decision["remedy"]) == ("grace", "mend")
    assert decision["facts"]["payment"]["card"]["last4"] == "4242"
    assert told["rules"][-1]["answer"] == "open, with a warning: grace"
