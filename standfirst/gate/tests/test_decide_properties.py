"""What holds for every access and every standing."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from standfirst.gate.access import Access, Level
from standfirst.gate.rules import decide
from standfirst.membership.standing import GrantFacts, Right, Standing, Who, work_out
from standfirst.membership.tests.cast import NOW, TRUST
from standfirst.membership.tests.test_standing_properties import (
    Rows,
    instants,
    plans,
    rows_of_each,
)

named = st.frozensets(plans, min_size=1).map(lambda some: Access(Level.PLANS, some))
levels = st.sampled_from([Access(level) for level in Level if level is not Level.PLANS])
accesses = levels | named
gated = named | st.just(Access(Level.MEMBERS))
nobody = st.builds(
    Standing, who=st.sampled_from([Who.SIGNED_OUT, Who.UNVERIFIED]), pending_since=instants
)


def reaches(right: Right, access: Access) -> bool:
    return access.level is Level.MEMBERS or right.plan in access.plans


@given(gated, rows_of_each, instants)
def test_it_opens_to_a_right_that_reaches_and_to_nothing_else(
    access: Access, rows: Rows, now: datetime
) -> None:
    standing = work_out(*rows, now, trust=TRUST)
    right = any(reaches(it, access) for it in standing.rights)
    assert decide(access, standing, now).open is right


@given(accesses, nobody, instants)
def test_it_opens_to_nobody_but_what_is_public(
    access: Access, standing: Standing, now: datetime
) -> None:
    assert decide(access, standing, now).open is (access.level is Level.PUBLIC)


@given(accesses, rows_of_each, instants, plans, st.booleans())
def test_it_never_locks_for_one_more_right(
    access: Access, rows: Rows, now: datetime, plan: str, seat: bool
) -> None:
    memberships, grants = rows
    more = [*grants, GrantFacts("grant 100", plan, seat, NOW - timedelta(days=999), None)]
    before = decide(access, work_out(memberships, grants, now, trust=TRUST), now)
    after = decide(access, work_out(memberships, more, now, trust=TRUST), now)
    assert after.open or not before.open


@given(accesses, rows_of_each, instants, st.integers(0, 4000))
def test_it_says_the_same_until_it_says_it_may_not(
    access: Access, rows: Rows, now: datetime, later: int
) -> None:
    then = now + timedelta(hours=later)
    first = decide(access, work_out(*rows, now, trust=TRUST), now)
    if first.valid_until is None or then < first.valid_until:
        assert decide(access, work_out(*rows, then, trust=TRUST), then) == first


@given(accesses, rows_of_each, instants, st.randoms())
def test_it_does_not_care_for_the_order_of_rows(
    access: Access, rows: Rows, now: datetime, random
) -> None:
    shuffled = [random.sample(some, len(some)) for some in rows]
    one, other = (work_out(*some, now, trust=TRUST) for some in (rows, shuffled))
    assert decide(access, one, now) == decide(access, other, now)
