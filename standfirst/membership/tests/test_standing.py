"""Standing along a time line: what each day makes of the same rows."""

from datetime import datetime, timedelta

import pytest

from standfirst.membership.snapshot import EndCause, FailureKind, State
from standfirst.membership.standing import (
    GrantFacts,
    Hold,
    Loss,
    MembershipFacts,
    Standing,
    Who,
)
from standfirst.membership.tests.cast import (
    NINE,
    NOW,
    TRUST,
    ana,
    ben,
    facts,
    failed,
    grant,
    kit,
    on,
    standing,
)

GRACE = on(17)  # 14 days after Ben's payment failed
MOMENT = timedelta(microseconds=1)
BEN = facts(ben(), grace_until=GRACE)


def only(found: tuple) -> object:
    assert len(found) == 1
    return found[0]


def test_it_opens_what_is_paid_until_then() -> None:
    ana_now = standing(facts(ana()))
    assert (ana_now.who, ana_now.held, ana_now.lost) == (Who.SIGNED_IN, (), ())
    right = only(ana_now.rights)
    assert (right.plan, right.until, right.awaiting, right.grace) == (
        "basic",
        on(3, 9),
        False,
        None,
    )
    assert ana_now.valid_until == on(3, 9)


@pytest.mark.parametrize("state", [State.ACTIVE, State.PENDING])
def test_it_trusts_a_paid_period_that_passed_without_news_for_72_hours(state: State) -> None:
    row = facts(ana(state=state))
    passed = standing(row, now=on(3, 9))
    assert only(passed.rights).awaiting
    assert passed.valid_until == on(3, 9) + TRUST
    assert standing(row, now=on(3, 9) + TRUST - MOMENT).rights
    over = standing(row, now=on(3, 9) + TRUST)
    lost = only(over.lost)
    assert (over.rights, lost.loss, lost.cause) == ((), Loss.ENDED, EndCause.UNCONFIRMED)
    assert lost.at == on(3, 9)


def test_it_stays_open_while_fresh_news_says_the_payment_is_pending_at_the_bank() -> None:
    late = facts(ana(state=State.PENDING, paid_until=on(1), fetched_at=on(8)))
    assert only(standing(late).rights).until == on(8) + TRUST
    lost = only(standing(late, now=on(8) + TRUST).lost)
    assert (lost.cause, lost.at) == (EndCause.UNCONFIRMED, on(8))


def test_it_opens_a_first_payment_pending_at_the_bank() -> None:
    first = facts(ana(state=State.PENDING, paid_until=None, fetched_at=on(8)))
    assert standing(first).rights
    assert not standing(first, now=on(8) + TRUST).rights


def test_it_never_opens_for_ever_on_an_active_one_without_a_period() -> None:
    assert not standing(facts(ana(paid_until=None)), now=on(3, hour=1) + TRUST).rights


def test_it_opens_grace_with_the_payment_that_failed() -> None:
    now = standing(BEN)
    grace = only(now.rights).grace
    assert (grace.until, grace.failure.kind, grace.card.last4) == (
        GRACE,
        FailureKind.EXPIRED,
        "4242",
    )
    assert now.valid_until == GRACE


def test_it_keeps_grace_that_passed_without_news_open_on_trust() -> None:
    passed = only(standing(BEN, now=GRACE).rights)
    assert (passed.awaiting, passed.grace) == (True, None)
    assert standing(BEN, now=GRACE + TRUST - MOMENT).rights
    assert only(standing(BEN, now=GRACE + TRUST).held).hold is Hold.CARD_EXPIRED


def test_it_locks_grace_on_news_fetched_after_it() -> None:
    confirmed = facts(ben(fetched_at=GRACE), grace_until=GRACE)
    assert standing(confirmed, now=GRACE - MOMENT).rights
    assert only(standing(confirmed, now=GRACE).held).hold is Hold.CARD_EXPIRED


def test_it_opens_what_is_paid_for_longer_than_grace() -> None:
    """A payment for a change of plan may fail in the middle of a year that is paid."""
    late = facts(ben(paid_until=on(1, 12)), grace_until=GRACE)
    right = only(standing(late, now=GRACE + TRUST).rights)
    assert (right.until, right.grace.until) == (on(1, 12), on(1, 12))


@pytest.mark.parametrize(
    ("kind", "hold"),
    [
        (FailureKind.EXPIRED, Hold.CARD_EXPIRED),
        (FailureKind.DECLINED, Hold.CARD_DECLINED),
        (FailureKind.NEEDS_APPROVAL, Hold.CONFIRM_PAYMENT),
    ],
)
def test_it_holds_a_payment_for_what_it_wants(kind: FailureKind, hold: Hold) -> None:
    confirmed = facts(ben(failure=failed(kind), fetched_at=on(18)), grace_until=GRACE)
    held = only(standing(confirmed, now=on(18)).held)
    assert (held.hold, held.payment.failure.kind) == (hold, kind)


def test_it_holds_a_first_payment_for_approval_when_nothing_failed_yet() -> None:
    first = facts(ana(state=State.INCOMPLETE, paid_until=None, card=None))
    held = only(standing(first).held)
    assert (held.hold, held.payment.money) == (Hold.CONFIRM_PAYMENT, first.money)


def test_it_pauses_when_what_is_paid_is_over() -> None:
    row = facts(ana(state=State.PAUSED, paid_until=on(8), paused_until=on(1, 9), fetched_at=on(9)))
    assert standing(row, now=on(7)).rights
    held = only(standing(row).held)
    assert (held.hold, held.resumes_at) == (Hold.PAUSED, on(1, 9))


def test_it_does_not_pause_by_time_alone() -> None:
    """She may have resumed since: until there is news, or trust runs out, she reads."""
    row = facts(ana(state=State.PAUSED, paid_until=on(8), fetched_at=on(3)))
    assert only(standing(row).rights).awaiting
    assert only(standing(row, now=on(8) + TRUST).held).hold is Hold.PAUSED


def test_it_opens_nothing_on_the_day_a_pause_should_end_without_news() -> None:
    row = facts(ana(state=State.PAUSED, paid_until=on(1), paused_until=on(8), fetched_at=on(2)))
    assert only(standing(row).held).hold is Hold.PAUSED


@pytest.mark.parametrize("cause", [EndCause.BY_READER, EndCause.UNPAID])
def test_it_opens_what_is_paid_after_the_end(cause: EndCause) -> None:
    row = facts(kit(cause, ended_at=on(5), paid_until=on(20)))
    assert only(standing(row).rights).until == on(20)
    assert standing(row).valid_until == on(20)
    lost = only(standing(row, now=on(20)).lost)
    assert (lost.at, lost.cause) == (on(20), cause)


@pytest.mark.parametrize("cause", [EndCause.REFUNDED, EndCause.DISPUTED])
def test_it_ends_at_once_when_the_money_went_back(cause: EndCause) -> None:
    lost = only(standing(facts(kit(cause, ended_at=on(5), paid_until=on(20)))).lost)
    assert (lost.at, lost.cause) == (on(5), cause)


def test_it_remembers_how_often_a_payment_was_tried() -> None:
    row = facts(kit(EndCause.UNPAID, failure=failed(attempts=3)))
    assert only(standing(row).lost).attempts == 3


def test_it_starts_and_ends_a_grant_on_its_days() -> None:
    gift = grant(seat=False, starts_at=on(1), ends_at=on(20), through="Ana")
    before = standing(gift, now=on(31, 7))
    assert (before.rights, before.lost, before.valid_until) == ((), (), on(1))
    assert standing(gift, now=on(1)).valid_until == on(20)
    lost = only(standing(gift, now=on(20)).lost)
    assert (lost.loss, lost.at, lost.through) == (Loss.GRANT_ENDED, on(20), "Ana")


def test_it_tells_a_seat_from_other_grants() -> None:
    assert only(standing(grant(ends_at=on(1))).lost).loss is Loss.SEAT_REMOVED


def test_it_opens_a_grant_without_an_end_for_ever() -> None:
    complimentary = standing(grant(), now=NOW + timedelta(days=9000))
    assert (only(complimentary.rights).until, complimentary.valid_until) == (None, None)


def test_it_forgets_a_grant_taken_back_before_it_began() -> None:
    """Nobody is told that a place ended which never was."""
    assert standing(grant(starts_at=on(8), ends_at=on(1))) == Standing(who=Who.SIGNED_IN)


def test_it_weighs_all_rows_and_is_good_until_the_first_of_them_turns() -> None:
    rows = (
        facts(kit(plan="plus", money=NINE), row=1),
        facts(ana(), row=2),
        grant(ends_at=on(12)),
        grant(row="grant 2", starts_at=on(10)),
    )
    now = standing(*rows)
    assert {right.row for right in now.rights} == {"membership 2", "grant 1"}
    assert {lost.row for lost in now.lost} == {"membership 1"}
    assert now.valid_until == on(10)


@pytest.mark.parametrize("row", [facts(ana()), BEN, grant(ends_at=on(12)), grant(starts_at=on(12))])
def test_it_is_the_same_until_it_says_it_is_not(row: MembershipFacts | GrantFacts) -> None:
    first = standing(row)
    turn: datetime = first.valid_until
    assert standing(row, now=turn - MOMENT) == first
    assert standing(row, now=turn) != first
