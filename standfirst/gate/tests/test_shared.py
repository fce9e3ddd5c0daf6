"""Facts about a card or a payment are shown only to their owner, on pages that are never shared."""

import pytest

from standfirst.gate.access import MEMBERS
from standfirst.gate.decision import Decision, Reason
from standfirst.gate.rules import decide
from standfirst.gate.tests.cast import ACCESSES, STANDINGS
from standfirst.membership.tests.cast import NOW

DECISIONS = [decide(access, it, NOW) for access in ACCESSES.values() for it in STANDINGS.values()]


@pytest.mark.parametrize("decision", DECISIONS)
def test_it_shares_no_decision_with_a_fact_in_it(decision: Decision) -> None:
    assert not (decision.shared and decision.facts)


@pytest.mark.parametrize(
    ("name", "shared"),
    [
        ("Cy, signed out", True),
        ("Rae, code pending", False),
        ("Dee, registered only", True),
        ("Ana, paying", True),
        ("Gil, no news for a day", True),
        ("Fay, in grace", False),
        ("Ben, card expired", False),
        ("Kit, left", False),
    ],
)
def test_it_shares_what_is_the_same_for_an_audience(name: str, shared: bool) -> None:
    assert decide(MEMBERS, STANDINGS[name], NOW).shared is shared


def test_it_shares_two_reasons_and_no_other() -> None:
    assert {it.reason for it in DECISIONS if it.shared} == {
        None,
        Reason.SIGNED_OUT,
        Reason.NEVER_JOINED,
    }
