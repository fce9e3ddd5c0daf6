"""Membership.apply, the only writer of a membership."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from standfirst.membership.models import Membership, MembershipEvent, Plan
from standfirst.membership.models.membership import CLOCKS_APART
from standfirst.membership.snapshot import FailureKind, Snapshot, State
from standfirst.membership.tests.cast import NOW, ana, ben, facts, failed, kit, on, sell
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _plans() -> None:
    sell()


@pytest.fixture
def reader() -> Reader:
    return Reader.objects.create_reader("ana@example.com", name="Ana")


def retold(membership: Membership) -> Membership:
    return Membership.objects.get(pk=membership.pk)


@pytest.mark.parametrize(
    "snapshot",
    [
        ana(),
        ana(state=State.PENDING, paid_until=None, card=None),
        ana(state=State.PAUSED, paused_until=on(1, 9)),
        ana(ends_at_period_end=True),
        ana(state=State.INCOMPLETE, paid_until=None),
        ben(failure=failed(FailureKind.NEEDS_APPROVAL, attempts=2, next_attempt=None)),
        kit(failure=failed(attempts=3)),
    ],
)
def test_it_keeps_all_that_a_snapshot_says(reader: Reader, snapshot: Snapshot) -> None:
    membership = Membership.begin(reader, snapshot, NOW)
    kept = retold(membership).facts()
    assert kept == facts(snapshot, grace_until=kept.grace_until, row=membership.pk)


def test_it_does_nothing_on_the_same_snapshot(reader: Reader) -> None:
    membership = Membership.begin(reader, ana(), NOW)
    before = retold(membership).facts()
    assert membership.apply(ana(), NOW) is False
    assert retold(membership).facts() == before
    assert membership.events.count() == 1


def test_it_is_confirmed_anew_by_the_same_facts_fetched_later(reader: Reader) -> None:
    membership = Membership.begin(reader, ana(), NOW)
    assert membership.apply(ana(fetched_at=NOW), NOW) is False
    assert retold(membership).confirmed_at == NOW
    assert membership.events.count() == 1


def test_it_ignores_a_snapshot_older_than_the_last(reader: Reader) -> None:
    membership = Membership.begin(reader, ana(), NOW)
    older = kit(fetched_at=ana().fetched_at - timedelta(seconds=1))
    assert membership.apply(older, NOW) is False
    assert retold(membership).state == State.ACTIVE


def test_it_ignores_one_older_than_what_another_process_applied(reader: Reader) -> None:
    """A slow fetch never overwrites a newer one, though this copy of the row was read before either."""
    slow = Membership.begin(reader, ben(fetched_at=on(3)), NOW)
    fast = retold(slow)
    assert fast.apply(ana(fetched_at=on(5)), NOW)
    assert slow.apply(ben(fetched_at=on(4)), NOW) is False
    assert retold(slow).state == slow.state == State.ACTIVE


def test_it_writes_down_what_changed(reader: Reader) -> None:
    membership = Membership.begin(reader, ana(), on(4))
    assert membership.apply(ana(plan="plus", fetched_at=on(5)), on(5))
    first, second = membership.events.all()
    assert (first.at, first.state, first.change["plan"]) == (on(4), "active", "basic")
    assert (second.at, second.change) == (on(5), {"plan": "plus"})


def test_it_keeps_events_as_they_were(reader: Reader) -> None:
    membership = Membership.begin(reader, ana(), NOW)
    event = membership.events.get()
    event.state = "ended"
    for change in (
        event.save,
        event.delete,
        MembershipEvent.objects.all().delete,
        lambda: membership.events.update(state="ended"),
        lambda: MembershipEvent.objects.bulk_update([event], ["state"]),
    ):
        with pytest.raises(TypeError, match="never"), transaction.atomic():
            change()
    with pytest.raises(ProtectedError):
        membership.delete()
    assert membership.events.get().state == "active"


def test_it_gives_the_days_of_grace_of_the_plan(reader: Reader) -> None:
    Plan.objects.filter(slug="basic").update(grace_days=5)
    membership = Membership.begin(reader, ben(), NOW)
    assert membership.grace_until == on(8)


def test_it_counts_grace_from_when_the_payment_was_first_asked_for(reader: Reader) -> None:
    """Also where we hear of it only after a retry."""
    late = ben(failure=failed(at=on(11), attempts=3, since=on(3)), fetched_at=on(12))
    membership = Membership.begin(reader, late, on(12))
    assert membership.grace_until == on(17)


def test_it_does_not_extend_grace_by_a_retry(reader: Reader) -> None:
    membership = Membership.begin(reader, ben(), NOW)
    retried = failed(at=on(8), attempts=2, next_attempt=None)
    assert membership.apply(ben(failure=retried, fetched_at=on(8)), NOW)
    assert (membership.failed_at, membership.grace_until) == (on(8), on(17))


def test_it_does_not_extend_grace_by_a_slow_retry_that_fails_too(reader: Reader) -> None:
    membership = Membership.begin(reader, ben(), NOW)
    membership.apply(ben(state=State.PENDING, fetched_at=on(5)), NOW)
    membership.apply(ben(failure=failed(at=on(8)), fetched_at=on(8)), NOW)
    assert membership.grace_until == on(17)


def test_it_gives_new_grace_after_a_paid_period_even_one_we_never_heard_of(reader: Reader) -> None:
    membership = Membership.begin(reader, ben(), NOW)
    again = ben(paid_until=on(3, 9), failure=failed(at=on(3, 9)), fetched_at=on(3, 9))
    membership.apply(again, on(3, 9))
    assert membership.grace_until == on(17, 9)


def test_it_gives_no_grace_after_a_pause_that_had_locked(reader: Reader) -> None:
    """Nor later, while the same payment fails again."""
    membership = Membership.begin(reader, ana(state=State.PAUSED, paid_until=on(1)), NOW)
    membership.apply(ben(paid_until=on(1), fetched_at=on(5)), NOW)
    assert membership.grace_until is None
    retried = failed(at=on(8), attempts=2, since=on(3))
    membership.apply(ben(paid_until=on(1), failure=retried, fetched_at=on(8)), NOW)
    assert (membership.state, membership.grace_until) == (State.PAST_DUE, None)


def test_it_gives_grace_after_a_pause_that_was_still_read(reader: Reader) -> None:
    membership = Membership.begin(reader, ana(state=State.PAUSED, paid_until=on(4)), NOW)
    membership.apply(ben(paid_until=on(4), fetched_at=on(5)), NOW)
    assert membership.grace_until == on(17)


def test_it_forgets_failure_and_grace_once_paid(reader: Reader) -> None:
    membership = Membership.begin(reader, ben(), NOW)
    membership.apply(ana(fetched_at=on(5)), NOW)
    kept = retold(membership).facts()
    assert (kept.failure, kept.grace_until, kept.state) == (None, None, State.ACTIVE)


def test_it_allows_one_current_membership(reader: Reader) -> None:
    Membership.begin(reader, ana(), NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.begin(reader, ben(), NOW)
    assert Membership.objects.of(reader).count() == MembershipEvent.objects.count() == 1


def test_it_begins_anew_after_an_end(reader: Reader) -> None:
    Membership.begin(reader, kit(), NOW)
    again = Membership.begin(reader, ana(), NOW)
    assert list(Membership.objects.of(reader).current()) == [again]


def test_it_changes_nothing_for_a_plan_that_is_not_sold_here(reader: Reader) -> None:
    membership = Membership.begin(reader, ana(), NOW)
    with pytest.raises(Plan.DoesNotExist):
        membership.apply(replace(ana(), plan="gold", fetched_at=on(4)), NOW)
    assert retold(membership).facts().plan == "basic"


def test_it_refuses_what_was_fetched_after_now(reader: Reader) -> None:
    """By a clock that is wrong: no later snapshot could mend it."""
    membership = Membership.begin(reader, ana(), NOW)
    ahead = ben(fetched_at=NOW + CLOCKS_APART + timedelta(seconds=1))
    with pytest.raises(ValueError, match="fetched_at"):
        membership.apply(ahead, NOW)
    assert retold(membership).facts() == facts(ana(), row=membership.pk)
    with pytest.raises(ValueError, match="fetched_at"):
        Membership.begin(Reader.objects.create_reader("ben@example.com"), ahead, NOW)
    assert Membership.objects.count() == 1


def test_it_bears_with_clocks_a_little_apart(reader: Reader) -> None:
    membership = Membership.begin(reader, ana(), NOW)
    assert membership.apply(ben(fetched_at=NOW + CLOCKS_APART), NOW)
