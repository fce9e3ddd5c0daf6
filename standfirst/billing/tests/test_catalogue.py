"""Plans and prices at Stripe: pushed once, adopted, and known again."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from standfirst.billing import catalogue
from standfirst.billing.gateway import Refused, asking
from standfirst.billing.models import SoldPlan, SoldPrice
from standfirst.billing.sandbox.testing import Sandbox
from standfirst.billing.sandbox.troubles import Faults
from standfirst.billing.sync import sync
from standfirst.billing.tests import payers
from standfirst.membership.models import Plan, Price
from standfirst.membership.snapshot import Money
from standfirst.membership.tests.cast import FIVE, sell
from standfirst.readers.models import Reader
from standfirst.readers.tests.hand import Hand

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _plans(sandbox: Sandbox) -> None:
    sell()


def products(sandbox: Sandbox) -> dict[str, str]:
    return {it["id"]: it["name"] for it in sandbox.world.store.all("product")}


def prices(sandbox: Sandbox) -> list[tuple[int, str, str]]:
    return [
        (it["unit_amount"], it["currency"], it["recurring"]["interval"])
        for it in sandbox.world.store.all("price")
    ]


def test_it_pushes_all_once(sandbox: Sandbox) -> None:
    catalogue.push_new(sandbox.world.now)
    assert sorted(products(sandbox).values()) == ["Basic", "Plus"]
    assert sorted(prices(sandbox)) == [
        (500, "eur", "month"),
        (900, "eur", "month"),
        (5000, "eur", "year"),
    ]
    catalogue.push_new(sandbox.world.now)
    catalogue.push_all()
    assert len(prices(sandbox)) == 3
    assert catalogue.not_pushed() == []


def test_what_was_pushed_and_not_noted_is_not_pushed_again(sandbox: Sandbox) -> None:
    """Killed between Stripe's answer and our row: the key says that it is the same."""
    catalogue.push_all()
    SoldPrice.objects.all().delete()
    catalogue.push_all()
    assert len(prices(sandbox)) == 3
    assert SoldPrice.objects.count() == 3


def test_a_lost_answer_makes_no_second_product(sandbox: Sandbox) -> None:
    sandbox.world.configure(
        faults=Faults(fail="timeout", after=True, calls="POST /v1/products", times=1)
    )
    catalogue.push_all()
    assert len(products(sandbox)) == 2


def test_a_new_name_is_told(sandbox: Sandbox) -> None:
    catalogue.push_all()
    Plan.objects.get(slug="basic").change(name="Bronze", description="Every story.")
    catalogue.push_new(sandbox.world.now)
    assert products(sandbox)[SoldPlan.objects.get(plan__slug="basic").stripe_id] == "Bronze"
    assert catalogue.not_pushed() == []


def test_a_new_price_is_another_one(sandbox: Sandbox) -> None:
    catalogue.push_all()
    old = payers.price()
    new = Plan.objects.get(slug="basic").set_price(Money(600, "EUR"), "month")
    known = catalogue.id_of(new)
    assert known != catalogue.id_of(old)
    assert catalogue.price_of(known) == new
    assert catalogue.prices()[known].money == Money(600, "EUR")
    assert catalogue.price_of("price_none") is None


def test_nothing_is_pushed_without_a_key(sandbox: Sandbox, settings) -> None:
    settings.STRIPE_KEY = ""
    catalogue.push_new(sandbox.world.now)
    assert not products(sandbox)


def test_staff_see_whether_stripe_knows_a_price(sandbox: Sandbox) -> None:
    publisher = Reader.objects.create_reader("vera@example.org", name="Vera")
    publisher.take_role("publisher")
    browser = Hand()
    browser.force_login(publisher)
    page = reverse("plan", args=["basic"])
    assert "Stripe hears of it within seconds." in browser.get(page).text
    catalogue.push_all()
    assert f"Stripe knows it as {catalogue.id_of(payers.price())}." in browser.get(page).text


@pytest.mark.parametrize("on", [True, False])
def test_taxes_are_worked_out_where_that_is_switched_on(settings, on: bool) -> None:
    settings.STRIPE_TAX = on
    assert bool(catalogue.tax()) == on


def theirs(amount: int = 500, interval: str = "month", **more) -> str:
    with asking() as stripe:
        return stripe.v1.prices.create(
            params={
                "currency": "eur",
                "unit_amount": amount,
                "recurring": {"interval": interval},
                "product_data": {"name": "Old Basic"},
                **more,
            }
        ).id


def adopt(*named: str, **options: bool) -> str:
    out = StringIO()
    call_command("adopt_prices", *named, stdout=out, **options)
    return out.getvalue()


def test_it_adopts_what_is_named(sandbox: Sandbox) -> None:
    same, dear, odd = theirs(), theirs(700), theirs(interval="week")
    marked = theirs(400, metadata={"standfirst_plan": "plus"})
    keyed = theirs(300, lookup_key="basic")
    words = adopt(f"{same}=basic", f"{odd}=basic", dry_run=True)
    assert f"{same}  Old Basic, €5 a month: would be adopted for basic" in words
    assert f"{odd}  Old Basic, €5 a week: It is not paid by the month or the year." in words
    assert f"{dear}  Old Basic, €7 a month: left alone" in words
    assert f"{marked}  Old Basic, €4 a month: would be adopted for plus" in words
    assert not SoldPrice.objects.exists()

    adopt(f"{same}=basic", f"{odd}=basic")
    assert catalogue.price_of(same) == payers.price(), "the one of the same terms"
    adopted = catalogue.price_of(keyed)
    assert adopted
    assert (adopted.amount, adopted.on_sale) == (300, False)
    assert catalogue.price_of(dear) is None
    assert f"{same}  Old Basic, €5 a month: known here" in adopt()
    assert Price.objects.on_sale().count() == 3


def test_it_sells_at_an_adopted_price_where_it_sold_nothing(sandbox: Sandbox) -> None:
    Price.objects.all().delete()
    found = theirs(500, metadata={"standfirst_plan": "basic"})
    adopt()
    price = payers.price()
    assert price.money == FIVE
    assert catalogue.price_of(found) == price
    assert catalogue.id_of(price) != found, "who joins, joins at one that is pushed"


def test_it_knows_no_other_plans(sandbox: Sandbox) -> None:
    with pytest.raises(CommandError, match="there is no plan 'gold'"):
        adopt(f"{theirs()}=gold")


def test_who_pays_an_adopted_price_is_a_member(sandbox: Sandbox) -> None:
    found = theirs(700)
    adopt(f"{found}=basic")
    who = payers.reader()
    it = payers.customer(sandbox, who)
    with asking() as stripe:
        stripe.v1.subscriptions.create(
            params={"customer": it.stripe_id, "items": [{"price": found}]}
        )
    sync(it, sandbox.world.now)
    assert payers.membership(who).amount == 700


def test_trial_days_stay_with_the_price() -> None:
    plan = Plan.objects.get(slug="plus")
    with_trial = plan.set_price(Money(900, "EUR"), "month", 14)
    assert with_trial.trial_days == 14
    assert plan.set_price(Money(900, "EUR"), "month", 14) == with_trial
    with_trial.trial_days = 30
    with pytest.raises(ValidationError):
        with_trial.save()


def test_one_plan_that_fails_does_not_keep_the_others(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, *good = catalogue.not_pushed()
    assert good
    push = catalogue.push

    def pushed(plan: Plan) -> None:
        if plan == bad:
            raise Refused("The name is too long")
        push(plan)

    monkeypatch.setattr(catalogue, "push", pushed)
    catalogue.push_new(sandbox.world.now)
    assert catalogue.not_pushed() == [bad]
    assert "could not be pushed" in caplog.text
