"""What is told when a right to read changes, or what is sold."""

from typing import Any

import pytest

from standfirst.membership import personal
from standfirst.membership.models import Grant, Membership, Plan, Price
from standfirst.membership.snapshot import Money
from standfirst.membership.tests.cast import NOW, ana, kit, on, sell
from standfirst.publication.changes import EVERYONE, EVERYTHING
from standfirst.publication.changes import reader as of
from standfirst.publication.tests.telling import wrong_in
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db

PLAN = {EVERYTHING, EVERYONE}


@pytest.fixture
def reader() -> Reader:
    sell()
    return Reader.objects.create_reader("ana@example.com")


@pytest.fixture
def other() -> Reader:
    return Reader.objects.create_reader("una@example.com")


def basic() -> Plan:
    return Plan.objects.get(slug="basic")


def theirs(model: type[Any], reader: Reader) -> Any:
    return model.objects.get(reader=reader)


def give(reader: Reader) -> Grant:
    return Grant.give(reader, basic(), NOW, days=30, why="She won it.")


def test_it_tells_of_who_holds_a_membership(reader: Reader, other: Reader) -> None:
    both, one = {of(reader.pk), of(other.pk)}, {of(reader.pk)}
    table = {"begun": (lambda: Membership.begin(reader, ana(), NOW), one)}
    assert wrong_in(table) == []

    Membership.begin(reader, ana(), NOW)
    ended = kit(fetched_at=NOW)
    old = ana(fetched_at=on(1))
    table = {
        "ended": (lambda: theirs(Membership, reader).apply(ended, NOW), one),
        "old news": (lambda: theirs(Membership, reader).apply(old, NOW), set()),
        "passed": (lambda: theirs(Membership, reader).pass_to(other, NOW), both),
        "nobody's": (lambda: theirs(Membership, reader).part_with_reader(), one),
    }
    assert wrong_in(table) == []


def test_it_tells_of_who_has_a_grant(reader: Reader, other: Reader) -> None:
    one, both = {of(reader.pk)}, {of(reader.pk), of(other.pk)}
    assert wrong_in({"given": (lambda: give(reader), one)}) == []
    give(reader)
    table = {
        "ended": (lambda: theirs(Grant, reader).end(NOW), one),
        "taken": (lambda: theirs(Grant, reader).delete(), one),
        "taken with all": (lambda: personal.erase(reader, NOW), one),
        "joined": (lambda: personal.join(other, reader, NOW), both),
        "none to join": (lambda: personal.join(reader, other, NOW), set()),
    }
    assert wrong_in(table) == []


def test_it_tells_everything_of_plans_and_prices(reader: Reader) -> None:
    def price() -> Price:
        return basic().prices.filter(on_sale=True).first()

    assert price()
    table = {
        "offered": (lambda: Plan.objects.offer("gold", name="Gold"), PLAN),
        "renamed": (lambda: basic().change(name="Plain"), PLAN),
        "changed to the same": (lambda: basic().change(name=basic().name), set()),
        "deleted": (lambda: Plan.objects.offer("gold", name="Gold").delete(), PLAN),
        "priced": (lambda: basic().set_price(Money(650, "EUR"), "month"), {EVERYTHING}),
        "off sale": (lambda: price().take_off_sale(), {EVERYTHING}),
    }
    assert wrong_in(table) == []
