import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from standfirst.membership.models import Plan
from standfirst.membership.snapshot import Money

pytestmark = pytest.mark.django_db


def test_the_slug_of_a_saved_plan_never_changes() -> None:
    plan = Plan.objects.create(slug="basic", name="Basic")
    plan.slug = "bronze"
    for refuse in (plan.save, plan.full_clean):
        with pytest.raises(ValidationError) as refused:
            refuse()
        assert list(refused.value.message_dict) == ["slug"]
    assert Plan.objects.get().slug == "basic"


def test_all_else_of_it_may() -> None:
    plan = Plan.objects.create(slug="basic", name="Basic")
    plan.name = "Bronze"
    plan.full_clean()
    plan.save()
    assert Plan.objects.get().name == "Bronze"


def test_a_copy_may_have_another_slug() -> None:
    plan = Plan.objects.create(slug="basic", name="Basic")
    plan.pk, plan.slug, plan._state.adding = None, "plus", True
    plan.save()
    assert set(Plan.objects.values_list("slug", flat=True)) == {"basic", "plus"}


def acts() -> list[tuple[str, dict[str, object]]]:
    log = ModelLogEntry.objects.filter(action__startswith="membership.").order_by("pk")
    return [(it.action.partition(".")[2], it.data) for it in log]


def test_a_new_amount_takes_the_place_of_the_old_one_in_one_act() -> None:
    plan = Plan.objects.offer("basic", name="Basic")
    old = plan.set_price(Money(500, "EUR"), "month")
    plan.set_price(Money(5000, "EUR"), "year")
    new = plan.set_price(Money(600, "EUR"), "month")

    assert set(plan.prices.on_sale()) == {new, plan.prices.get(interval="year")}
    old.refresh_from_db()
    assert (old.amount, old.on_sale) == (500, False)
    said = {"amount": 600, "currency": "EUR", "interval": "month", "before": 500}
    assert acts()[-1] == ("set_price", said)


def test_the_same_amount_again_changes_nothing() -> None:
    plan = Plan.objects.offer("basic", name="Basic")
    price = plan.set_price(Money(500, "EUR"), "month")
    before = acts()
    assert plan.set_price(Money(500, "EUR"), "month") == price
    assert acts() == before


def test_a_price_never_changes() -> None:
    price = Plan.objects.offer("basic", name="Basic").set_price(Money(500, "EUR"), "month")
    for field, value in (("amount", 600), ("currency", "USD"), ("interval", "year")):
        price.refresh_from_db()
        setattr(price, field, value)
        for refuse in (price.save, price.full_clean):
            with pytest.raises(ValidationError, match="never changes"):
                refuse()


def test_a_price_goes_off_sale_once() -> None:
    plan = Plan.objects.offer("basic", name="Basic")
    price = plan.set_price(Money(500, "EUR"), "month")
    price.take_off_sale()
    price.take_off_sale()
    assert not plan.prices.on_sale().exists()
    assert [name for name, _ in acts()] == ["offer_plan", "set_price", "end_price"]


def test_it_logs_what_of_a_plan_changed() -> None:
    plan = Plan.objects.offer("basic", name="Basic")
    assert plan.change(name="Bronze", grace_days=14) == ["name"]
    assert plan.change(name="Bronze") == []
    assert Plan.objects.get().name == "Bronze"
    assert acts()[1:] == [("change_plan", {"fields": ["name"]})]
