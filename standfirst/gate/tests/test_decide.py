"""The table: what the gate answers for every access to every standing. No test here touches a database."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from standfirst.gate.access import MEMBERS, Access
from standfirst.gate.decision import REMEDIES, Decision, Reason, Remedy, Warning
from standfirst.gate.rules import LOCKING, OPENING, decide
from standfirst.gate.tests.cast import ACCESSES, EITHER, IN_GRACE, PLUS, STANDINGS, locked_out
from standfirst.membership.snapshot import EndCause, FailureKind
from standfirst.membership.standing import Standing
from standfirst.membership.tests.cast import NOW, ana, ben, facts, failed, grant, kit, on, standing

R = Reason
OPEN = "open"

# Standing: what it is told of a story for the public, for registered readers, for members, for Plus.
TABLE: dict[str, tuple[str, str, str, str]] = {
    "Cy, signed out": (OPEN, R.SIGNED_OUT, R.SIGNED_OUT, R.SIGNED_OUT),
    "Rae, code pending": (OPEN, R.UNVERIFIED, R.UNVERIFIED, R.UNVERIFIED),
    "Dee, registered only": (OPEN, OPEN, R.NEVER_JOINED, R.NEVER_JOINED),
    "Eli, staff": (OPEN, OPEN, OPEN, OPEN),
    "Ana, paying": (OPEN, OPEN, OPEN, R.PLAN_TOO_LOW),
    "Pia, paying for Plus": (OPEN, OPEN, OPEN, OPEN),
    "Gil, no news for a day": (OPEN, OPEN, OPEN, R.PLAN_TOO_LOW),
    "Sam, pending at the bank": (OPEN, OPEN, OPEN, R.PLAN_TOO_LOW),
    "Fay, in grace": (OPEN, OPEN, Warning.GRACE, R.PLAN_TOO_LOW),
    "Ben, card expired": (OPEN, OPEN, R.CARD_EXPIRED, R.CARD_EXPIRED),
    "Hal, declined": (OPEN, OPEN, R.CARD_DECLINED, R.CARD_DECLINED),
    "Ivy, approval wanted": (OPEN, OPEN, R.CONFIRM_PAYMENT, R.CONFIRM_PAYMENT),
    "Zoe, first payment unapproved": (OPEN, OPEN, R.CONFIRM_PAYMENT, R.CONFIRM_PAYMENT),
    "Jo, paused": (OPEN, OPEN, R.PAUSED, R.PAUSED),
    "Kit, left": (OPEN, OPEN, R.ENDED, R.ENDED),
    "Ned, left but paid up": (OPEN, OPEN, OPEN, R.PLAN_TOO_LOW),
    "Lea, ended unpaid": (OPEN, OPEN, R.ENDED, R.ENDED),
    "Tess, refunded": (OPEN, OPEN, R.ENDED, R.ENDED),
    "Uri, disputed": (OPEN, OPEN, R.ENDED, R.ENDED),
    "Wim, no news at all": (OPEN, OPEN, R.ENDED, R.ENDED),
    "Max, seat removed": (OPEN, OPEN, R.SEAT_REMOVED, R.SEAT_REMOVED),
    "Nia, gift over": (OPEN, OPEN, R.GRANT_ENDED, R.GRANT_ENDED),
    "Quinn, complimentary": (OPEN, OPEN, OPEN, R.PLAN_TOO_LOW),
}


def told(decision: Decision) -> str:
    return decision.reason or decision.warning or OPEN


@pytest.mark.parametrize("name", STANDINGS)
@pytest.mark.parametrize(("column", "access"), list(enumerate(ACCESSES.values())), ids=ACCESSES)
def test_it_answers_as_the_table_says(name: str, column: int, access: Access) -> None:
    decision = decide(access, STANDINGS[name], NOW)
    assert told(decision) == TABLE[name][column]
    assert decision.open is (TABLE[name][column] in {OPEN, Warning.GRACE})


def test_it_has_a_row_for_every_standing_and_an_answer_for_every_reason() -> None:
    assert TABLE.keys() == STANDINGS.keys()
    assert {told for row in TABLE.values() for told in row} == {*Reason, *Warning, OPEN}


def test_it_needs_no_database() -> None:
    """pytest blocks the database here; this proves that it does, so that the table proves the rest."""
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.ensure_connection()


def test_it_offers_one_remedy_for_every_reason() -> None:
    assert REMEDIES.keys() == set(Reason)
    assert set(REMEDIES.values()) == set(Remedy)


# In order of precedence, each with a standing that would be told it, were it the only one.
PRECEDENCE: list[tuple[Reason, Standing]] = [
    (R.PLAN_TOO_LOW, standing(facts(ana()))),
    (R.CONFIRM_PAYMENT, locked_out(FailureKind.NEEDS_APPROVAL)),
    (R.CARD_EXPIRED, locked_out(FailureKind.EXPIRED)),
    (R.CARD_DECLINED, locked_out(FailureKind.DECLINED)),
    (R.PAUSED, STANDINGS["Jo, paused"]),
    (R.ENDED, STANDINGS["Kit, left"]),
    (R.NEVER_JOINED, STANDINGS["Dee, registered only"]),
]
PAIRS = [(first, second) for at, first in enumerate(PRECEDENCE) for second in PRECEDENCE[at + 1 :]]


def both(one: Standing, other: Standing) -> Standing:
    """A reader to whom both happened."""
    return replace(
        one,
        rights=one.rights + other.rights,
        held=one.held + other.held,
        lost=one.lost + other.lost,
    )


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=[f"{a[0]}>{b[0]}" for a, b in PAIRS])
def test_it_tells_the_reason_that_comes_first(
    first: tuple[Reason, Standing], second: tuple[Reason, Standing]
) -> None:
    (reason, one), (_, other) = first, second
    assert told(decide(PLUS, both(one, other), NOW)) == reason
    assert told(decide(PLUS, both(other, one), NOW)) == reason


def test_it_lists_reasons_in_their_order_of_precedence() -> None:
    """The three that end share one place: the latest of them is told."""
    shared = {R.SEAT_REMOVED, R.GRANT_ENDED}
    later = [R.UNVERIFIED, R.SIGNED_OUT]
    assert [it for it in Reason if it not in shared] == [reason for reason, _ in PRECEDENCE] + later


@pytest.mark.parametrize("reason", [R.ENDED, R.SEAT_REMOVED, R.GRANT_ENDED])
def test_it_tells_the_latest_of_what_ended(reason: Reason) -> None:
    days = {it: on(20, 7) for it in (R.ENDED, R.SEAT_REMOVED, R.GRANT_ENDED)} | {reason: on(1)}
    ended = standing(
        facts(kit(ended_at=days[R.ENDED], paid_until=None)),
        grant(row="grant 1", ends_at=days[R.SEAT_REMOVED]),
        grant(row="grant 2", ends_at=days[R.GRANT_ENDED], seat=False),
    )
    assert told(decide(MEMBERS, ended, NOW)) == reason


def test_it_tells_of_what_was_paid_for_when_all_ended_at_once() -> None:
    rows = facts(kit()), grant(ends_at=on(1)), grant(row="grant 2", ends_at=on(1), seat=False)
    one, other = standing(*rows), standing(*rows)
    backwards = replace(other, lost=other.lost[::-1])
    assert told(decide(MEMBERS, one, NOW)) == told(decide(MEMBERS, backwards, NOW)) == R.ENDED


LOCKED_OUT = [n for n, row in TABLE.items() if row[1] == OPEN and row[2] in set(Reason)]


@pytest.mark.parametrize("name", LOCKED_OUT)
def test_it_opens_for_any_right_whatever_else_happened(name: str) -> None:
    gift = standing(grant(seat=False))
    assert told(decide(MEMBERS, both(STANDINGS[name], gift), NOW)) == OPEN


def test_it_gives_no_warning_when_another_right_opens_without_one() -> None:
    gift = grant(seat=False)
    assert told(decide(MEMBERS, standing(IN_GRACE, gift), NOW)) == OPEN
    assert told(decide(EITHER, standing(IN_GRACE, gift), NOW)) == OPEN
    plus = grant(seat=False, plan="plus")
    only_basic = Access(EITHER.level, frozenset({"basic"}))
    assert told(decide(only_basic, standing(IN_GRACE, plus), NOW)) == Warning.GRACE


def test_it_opens_a_story_for_several_plans_to_each() -> None:
    assert decide(EITHER, STANDINGS["Ana, paying"], NOW).open
    assert decide(EITHER, STANDINGS["Pia, paying for Plus"], NOW).open


def test_it_says_which_plan_is_wanted_and_which_is_held() -> None:
    facts_ = decide(PLUS, STANDINGS["Ana, paying"], NOW).facts
    assert dict(facts_) == {"wanted": ("plus",), "held": ("basic",)}


@pytest.mark.parametrize(
    ("kind", "remedy"),
    [
        (FailureKind.EXPIRED, Remedy.MEND),
        (FailureKind.DECLINED, Remedy.MEND),
        (FailureKind.NEEDS_APPROVAL, Remedy.APPROVE_PAYMENT),
    ],
)
def test_it_mends_grace_by_what_the_payment_wants(kind: FailureKind, remedy: Remedy) -> None:
    fay = standing(facts(ben(failure=failed(kind)), grace_until=on(17)))
    assert decide(MEMBERS, fay, NOW).remedy is remedy


def test_it_offers_no_remedy_where_nothing_is_wrong() -> None:
    assert decide(MEMBERS, STANDINGS["Ana, paying"], NOW).remedy is None


def test_it_names_the_cause_of_an_end() -> None:
    causes = {
        name: decide(MEMBERS, STANDINGS[name], NOW).facts["cause"]
        for name, row in TABLE.items()
        if row[2] == R.ENDED
    }
    assert set(causes.values()) == set(EndCause)


def test_it_is_valid_as_long_as_the_standing() -> None:
    assert decide(MEMBERS, STANDINGS["Ana, paying"], NOW).valid_until == on(3, 9)
    coming = standing(grant(starts_at=on(12)))
    assert decide(MEMBERS, coming, NOW).valid_until == on(12)


def test_it_refuses_a_standing_the_clock_has_changed() -> None:
    ana_ = STANDINGS["Ana, paying"]
    assert decide(MEMBERS, ana_, on(3, 9) - timedelta(microseconds=1)).open
    with pytest.raises(ValueError, match="work it out again"):
        decide(MEMBERS, ana_, on(3, 9))


def test_it_names_every_rule_it_asked_and_stops_at_the_first_that_answers() -> None:
    asked = decide(MEMBERS, STANDINGS["Ben, card expired"], NOW).answers
    names = [rule.__name__ for rule in (*OPENING, *LOCKING)]
    assert [it.rule for it in asked] == names[: len(asked)]
    assert {it.answer for it in asked[:-1]} == {"no"}
    assert (asked[-1].rule, asked[-1].answer) == ("card_expired", "locked: card_expired")


def test_it_cannot_be_locked_without_a_reason_or_open_with_one() -> None:
    for wrong in (
        {"open": False},
        {"open": True, "reason": R.ENDED},
        {"open": False, "reason": R.ENDED, "warning": Warning.GRACE},
    ):
        with pytest.raises(ValueError, match="reason"):
            Decision(**wrong)
