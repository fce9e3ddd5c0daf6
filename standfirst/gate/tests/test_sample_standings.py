"""The made-up readers are what they are called."""

from datetime import UTC, datetime

import pytest

from standfirst.gate.access import MEMBERS, PUBLIC, Access, Level
from standfirst.gate.decision import Reason, Warning
from standfirst.gate.rules import decide
from standfirst.gate.sample_standings import KINDS, MEMBER, Plans, sample_standing
from standfirst.gate.saying import Case, Shop, say

NOW = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)
PLUS = Access(Level.PLANS, frozenset({"plus"}))
PLANS = Plans(reading="plus", other="basic")


@pytest.mark.parametrize("kind", [*Reason, *Warning])
def test_it_is_told_its_own_reason(kind):
    decision = decide(PLUS, sample_standing(kind, PLANS, NOW), NOW)
    assert (decision.reason or decision.warning) == kind
    assert say(Case(decision, PLUS, Shop(), NOW))


@pytest.mark.parametrize("access", [PUBLIC, MEMBERS, PLUS])
def test_it_lets_the_member_read_without_a_word(access):
    decision = decide(access, sample_standing(MEMBER, PLANS, NOW), NOW)
    assert decision.open
    assert decision.warning is None


def test_it_has_one_of_each_and_the_member():
    assert list(KINDS)[:3] == [MEMBER, Warning.GRACE, Reason.SIGNED_OUT]
    assert set(KINDS) == {MEMBER, *Reason, *Warning}
