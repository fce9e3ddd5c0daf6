"""What membership keeps of a reader: told whole, taken apart, and not lost."""

import json

import pytest

from standfirst.membership import personal
from standfirst.membership.models import Grant, Membership, MembershipEvent, Plan
from standfirst.membership.tests.cast import NOW, ana, ben, kit, on, sell
from standfirst.readers.models import Reader
from standfirst.readers.personal import rooms

pytestmark = pytest.mark.django_db


@pytest.fixture
def max_() -> Reader:
    sell()
    return Reader.objects.create_reader("max@example.org")


def give(reader: Reader) -> Grant:
    return Grant.objects.create(
        reader=reader,
        plan=Plan.objects.get(slug="plus"),
        through="Acme",
        why="asked for by Acme",
        given_at=on(1),
        starts_at=on(1),
    )


def test_it_is_declared(max_: Reader) -> None:
    assert rooms()["membership"] is personal


def test_it_tells_memberships_with_each_change_and_grants(max_: Reader) -> None:
    Membership.begin(max_, kit(), NOW)
    Membership.begin(max_, ben(), NOW).apply(ana(fetched_at=on(4)), NOW)
    give(max_)
    told = personal.personal_data(max_)
    json.dumps(told)
    ended, running = sorted(told["memberships"], key=lambda it: len(it["changes"]))
    assert (ended["state"], ended["why_ended"]) == ("ended", "by_reader")
    assert running["card"] == "visa 4242"
    assert [it["state"] for it in running["changes"]] == ["past_due", "active"]
    assert [(it["given_by"], it["to"]) for it in told["grants"]] == [("Acme", None)]


def test_it_tells_nothing_of_anybody_else(max_: Reader) -> None:
    dee = Reader.objects.create_reader("dee@example.org")
    Membership.begin(dee, ana(), NOW)
    give(dee)
    assert personal.personal_data(max_) == {"memberships": [], "grants": []}


def test_what_was_paid_outlives_its_reader_without_saying_whose_it_was(max_: Reader) -> None:
    dee = Reader.objects.create_reader("dee@example.org")
    membership = Membership.begin(dee, kit(), NOW)
    membership.pass_to(max_, NOW)
    other = Membership.begin(dee, ana(), NOW)
    give(max_)
    for _twice in range(2):
        personal.erase(max_, NOW)
    max_.delete()
    membership.refresh_from_db()
    assert (membership.reader, membership.card) == (None, None)
    assert membership.amount == 500
    begun, passed_on = MembershipEvent.objects.filter(membership=membership)
    assert (begun.state, begun.change["amount"]) == ("ended", 500)
    assert not [it for it in begun.change if it.startswith("card_")]
    assert passed_on.change == {}
    assert not Grant.objects.exists()
    other.refresh_from_db()
    assert other.card
    assert MembershipEvent.objects.get(membership=other).change["card_last4"] == "4242"


def test_running_memberships_of_readers_who_are_gone_stand_side_by_side(max_: Reader) -> None:
    for name in ("dee", "ida"):
        reader = Reader.objects.create_reader(f"{name}@example.org")
        Membership.begin(reader, ana(), NOW)
        personal.erase(reader, NOW)
        reader.delete()
    assert Membership.objects.filter(reader=None).count() == 2
