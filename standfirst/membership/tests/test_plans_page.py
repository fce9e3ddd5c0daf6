"""The pages of plans and prices: for publishers, and for nobody else."""

import pytest
from django.urls import reverse

from standfirst.membership.models import Plan
from standfirst.membership.snapshot import Money
from standfirst.readers.models import Reader
from standfirst.readers.tests.hand import Hand

PAGE = "/admin/plans/"
BASIC = f"{PAGE}of/basic/"
TERMS = {
    "name": "Basic",
    "slug": "basic",
    "description": "Every members' story.",
    "position": "0",
    "grace_days": "14",
    "on_sale": "on",
}


def logged_in(role):
    reader = Reader.objects.create_reader(f"{role or 'dee'}@example.org", name="Vera")
    if role:
        reader.take_role(role)
    browser = Hand()
    browser.force_login(reader)
    return browser


@pytest.fixture
def desk(db):
    return logged_in("publisher")


@pytest.fixture
def basic(db):
    plan = Plan.objects.offer("basic", name="Basic")
    plan.set_price(Money(500, "EUR"), "month")
    return plan


def text(answer):
    return " ".join(answer.content.decode().split())


def errors(answer, form="form"):
    return {name: list(said) for name, said in answer.context[form].errors.items()}


def test_it_makes_a_plan_and_gives_it_a_price(desk):
    assert "There is no plan yet." in text(desk.get(PAGE))
    said = desk.post(f"{PAGE}add/", TERMS, follow=True)
    assert said.redirect_chain == [(BASIC, 302)]
    assert "It has no price yet" in text(said)

    price = {"amount": "5,50", "currency": "eur", "interval": "month"}
    assert "New members pay €5.50 a month." in text(desk.post(f"{BASIC}price/", price, follow=True))
    listed = text(desk.get(PAGE))
    assert "€5.50 a month" in listed
    assert "Vera made the plan Basic." in listed
    assert "Vera set €5.50 a month for Basic." in listed


def test_a_new_amount_takes_the_old_price_off_sale(desk, basic):
    price = {"amount": "6", "currency": "EUR", "interval": "month"}
    said = text(desk.post(f"{BASIC}price/", price, follow=True))
    assert '€5 a month <span class="plans__quiet">Off sale' in said
    assert [it.amount for it in basic.prices.on_sale()] == [600]
    assert "Vera set €6 a month for Basic, in place of €5 a month." in text(desk.get(PAGE))


def test_a_price_may_begin_with_a_trial(desk, basic):
    price = {"amount": "5", "currency": "EUR", "interval": "month", "trial_days": "14"}
    said = text(desk.post(f"{BASIC}price/", price, follow=True))
    assert "€5 a month after 14 days of trial" in said
    assert [it.trial_days for it in basic.prices.on_sale()] == [14]


def test_it_takes_a_price_off_sale(desk, basic):
    price = basic.prices.get()
    said = desk.post(f"{BASIC}price/{price.pk}/end/", follow=True)
    assert "Nobody joins for €5 a month any more." in text(said)
    assert not basic.prices.on_sale().exists()
    assert "Vera took €5 a month for Basic off sale." in text(desk.get(PAGE))


def test_it_changes_a_plan_but_not_its_slug(desk, basic):
    changed = {**TERMS, "name": "Bronze", "slug": "bronze", "grace_days": "7"}
    del changed["on_sale"]
    assert "The plan is saved." in text(desk.post(BASIC, changed, follow=True))
    basic.refresh_from_db()
    assert (basic.slug, basic.name, basic.grace_days, basic.on_sale) == (
        "basic",
        "Bronze",
        7,
        False,
    )
    listed = text(desk.get(PAGE))
    assert "Off sale: nobody can join it." in listed
    assert "Vera changed the plan Bronze: Name, Description, Days of grace, On sale." in listed


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 61),
        ("slug", ""),
        ("slug", "Two words"),
        ("slug", "under_score"),
        ("slug", "taken"),
        ("description", "x" * 201),
        ("position", "-1"),
        ("position", "9" * 30),
        ("grace_days", "91"),
        ("grace_days", "some"),
    ],
)
def test_it_refuses_bad_terms_by_field(desk, field, value):
    Plan.objects.offer("taken", name="Taken")
    refused = desk.post(f"{PAGE}add/", {**TERMS, field: value})
    assert list(errors(refused)) == [field]
    assert Plan.objects.count() == 1
    if field != "slug":
        refused = desk.post(f"{PAGE}of/taken/", {**TERMS, field: value})
        assert list(errors(refused)) == [field]
        assert refused.context["header_title"] == "Taken"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", ""),
        ("amount", "0"),
        ("amount", "five"),
        ("amount", "5.001"),
        ("amount", "9" * 20),
        ("currency", ""),
        ("currency", "XXX"),
        ("interval", "week"),
        ("trial_days", "-1"),
        ("trial_days", "731"),
        ("trial_days", "some"),
    ],
)
def test_it_refuses_a_bad_price_by_field(desk, basic, field, value):
    price = {"amount": "5", "currency": "EUR", "interval": "year", field: value}
    refused = desk.post(f"{BASIC}price/", price)
    assert list(errors(refused, "price_form")) == [field]
    assert basic.prices.count() == 1


def test_it_knows_only_what_there_is(desk, basic):
    other = Plan.objects.offer("plus", name="Plus")
    price = basic.prices.get()
    assert desk.get(f"{PAGE}of/none/").status_code == 404
    assert desk.post(f"{PAGE}of/none/price/").status_code == 404
    assert desk.post(f"{PAGE}of/{other.slug}/price/{price.pk}/end/").status_code == 404
    assert desk.get(f"{BASIC}price/").status_code == 405


@pytest.mark.parametrize("role", ["writer", "editor", "support", None])
def test_it_refuses_everybody_else(basic, role):
    browser, price = logged_in(role), basic.prices.get()
    for answer in (
        browser.get(PAGE),
        browser.post(f"{PAGE}add/", TERMS),
        browser.post(BASIC, {**TERMS, "name": "Mine"}),
        browser.post(f"{BASIC}price/", {"amount": "1", "currency": "EUR", "interval": "month"}),
        browser.post(f"{BASIC}price/{price.pk}/end/"),
    ):
        assert answer.status_code == 302
    assert PAGE not in text(browser.get("/admin/", follow=True))
    basic.refresh_from_db()
    assert (basic.name, [it.amount for it in basic.prices.on_sale()]) == ("Basic", [500])


def test_its_addresses_are_named(basic):
    assert reverse("plan", args=["basic"]) == BASIC
