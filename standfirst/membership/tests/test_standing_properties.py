"""What holds for every history, however odd."""

from datetime import datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from standfirst.membership.snapshot import Card, EndCause, Failure, FailureKind, Money, State
from standfirst.membership.standing import (
    GrantFacts,
    MembershipFacts,
    Right,
    weigh_membership,
    work_out,
)
from standfirst.membership.tests.cast import NOW, TRUST

instants = st.integers(-1500, 1500).map(lambda hours: NOW + timedelta(hours=hours))
maybe = st.none() | instants
plans = st.sampled_from(["basic", "plus", "pro"])
failures = st.builds(
    Failure,
    kind=st.sampled_from(FailureKind),
    money=st.just(Money(500, "EUR")),
    at=instants,
    next_attempt=maybe,
)
memberships = st.builds(
    MembershipFacts,
    row=st.integers(1, 99).map("membership {}".format),
    plan=plans,
    state=st.sampled_from(State),
    money=st.just(Money(500, "EUR")),
    confirmed_at=instants,
    paid_until=maybe,
    grace_until=maybe,
    paused_until=maybe,
    ended_at=maybe,
    end_cause=st.sampled_from([cause for cause in EndCause if cause is not EndCause.UNCONFIRMED]),
    card=st.none() | st.just(Card("visa", "4242", 7, 2026)),
    failure=failures,
)
grants = st.builds(
    GrantFacts,
    row=st.integers(1, 99).map("grant {}".format),
    plan=plans,
    seat=st.booleans(),
    starts_at=instants,
    ends_at=maybe,
    through=st.sampled_from(["", "Acme"]),
)
rows_of_each = st.tuples(
    st.lists(memberships, max_size=3, unique_by=lambda row: row.row),
    st.lists(grants, max_size=3, unique_by=lambda row: row.row),
)
Rows = tuple[list[MembershipFacts], list[GrantFacts]]


@given(rows_of_each, instants, st.randoms())
def test_it_does_not_care_for_the_order_of_rows(rows: Rows, now: datetime, random) -> None:
    shuffled = [random.sample(some, len(some)) for some in rows]
    assert work_out(*rows, now, trust=TRUST) == work_out(*shuffled, now, trust=TRUST)


@given(rows_of_each, instants, st.integers(0, 4000))
def test_it_stays_as_it_is_until_it_says_so(rows: Rows, now: datetime, later: int) -> None:
    standing = work_out(*rows, now, trust=TRUST)
    then = now + timedelta(hours=later)
    if standing.valid_until is None or then < standing.valid_until:
        assert work_out(*rows, then, trust=TRUST) == standing


@given(memberships, instants, st.integers(0, 4000))
def test_it_never_locks_a_card_membership_by_time_alone(
    row: MembershipFacts, now: datetime, later: int
) -> None:
    """What our news left open stays so for 72 hours after that news, and after what was paid for."""
    then = now + timedelta(hours=later)
    assume(row.state is not State.ENDED and row.confirmed_at <= now)
    assume(isinstance(weigh_membership(row, now, TRUST), Right))
    if then < row.confirmed_at + TRUST or (row.paid_until and then < row.paid_until + TRUST):
        assert isinstance(weigh_membership(row, then, TRUST), Right)


@given(memberships, instants, st.integers(0, 4000))
def test_it_never_opens_by_time_alone(row: MembershipFacts, now: datetime, later: int) -> None:
    """What is locked opens on news, never on a date: nobody gains access from a failure."""
    then = now + timedelta(hours=later)
    if isinstance(weigh_membership(row, then, TRUST), Right):
        assert isinstance(weigh_membership(row, now, TRUST), Right)


@given(memberships)
def test_it_opens_nothing_for_ever_on_a_card(row: MembershipFacts) -> None:
    far = NOW + timedelta(hours=1500) + TRUST
    assert not isinstance(weigh_membership(row, far, TRUST), Right)
