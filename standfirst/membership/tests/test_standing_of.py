from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from standfirst.membership.models import Grant, GrantKind, Membership, Plan
from standfirst.membership.rows import standing_of
from standfirst.membership.snapshot import State
from standfirst.membership.standing import Loss, Standing, Who
from standfirst.membership.tests.cast import NOW, ana, ben, kit, on, sell
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _plans() -> None:
    sell()


def reader(name: str, **fields: bool) -> Reader:
    return Reader.objects.create_reader(f"{name.lower()}@example.com", name=name, **fields)


def give(to: Reader, **changes: object) -> Grant:
    given = {"given_at": on(1, 5), "starts_at": on(1, 5), "kind": GrantKind.SEAT, "through": "Acme"}
    return Grant.objects.create(reader=to, plan=Plan.objects.get(slug="basic"), **given | changes)


def test_it_asks_nothing_for_a_browser_nobody_is_signed_in_with(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert standing_of(None, NOW) == Standing()
        pending = standing_of(None, NOW, pending_since=on(9))
    assert (pending.who, pending.pending_since) == (Who.UNVERIFIED, on(9))


def test_it_asks_twice_whatever_the_history(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ana_ = reader("Ana")
    for _ in range(3):
        Membership.begin(ana_, kit(), NOW)
        give(ana_)
    with django_assert_num_queries(2):
        standing_of(ana_, NOW)


def test_it_knows_only_the_readers_own_rows() -> None:
    ana_, dee = reader("Ana"), reader("Dee")
    Membership.begin(ana_, ana(), NOW)
    give(ana_)
    assert len(standing_of(ana_, NOW).rights) == 2
    assert standing_of(dee, NOW) == Standing(who=Who.SIGNED_IN)


def test_it_knows_staff() -> None:
    assert standing_of(reader("Eli", is_staff=True), NOW).staff


def test_it_trusts_for_the_hours_that_are_set(settings) -> None:
    settings.TRUST_HOURS = 5
    gil = reader("Gil")
    Membership.begin(gil, ana(paid_until=on(9), fetched_at=on(8)), NOW)
    assert standing_of(gil, on(9)).valid_until == on(9) + timedelta(hours=5)


def test_it_follows_a_failure_from_grace_to_the_lock_and_back() -> None:
    ben_ = reader("Ben")
    membership = Membership.begin(ben_, ben(), NOW)
    assert standing_of(ben_, NOW).rights[0].grace
    membership.apply(ben(fetched_at=on(18)), on(18))
    assert standing_of(ben_, on(18)).held
    membership.apply(ana(fetched_at=on(19)), on(19))
    assert standing_of(ben_, on(19)).rights[0].grace is None


def test_it_tells_a_lapsed_one_from_one_that_was_never_paid() -> None:
    sam = reader("Sam")
    Membership.begin(sam, ana(state=State.INCOMPLETE, paid_until=None), NOW)
    now = standing_of(sam, NOW)
    assert (len(now.held), now.rights, now.lost) == (1, (), ())


def test_it_ends_a_grant_now() -> None:
    max_ = reader("Max")
    seat = give(max_)
    seat.end(NOW)
    lost = standing_of(max_, NOW).lost
    assert [(it.loss, it.at) for it in lost] == [(Loss.SEAT_REMOVED, NOW)]


def test_it_does_not_end_a_grant_twice() -> None:
    seat = give(reader("Max"), ends_at=on(1))
    seat.end(NOW)
    seat.refresh_from_db()
    assert seat.ends_at == on(1)
