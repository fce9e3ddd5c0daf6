import pytest
from django.urls import reverse
from standfirst.billing.models import Join, JoinState, Customer, Invoice
from standfirst.membership.models import Interval, Plan
from standfirst.membership.snapshot import Money
from standfirst.stories.tests.factories import make_desk, make_front

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def shot(page, name, w, scheme):
    page.screenshot(path=f"/tmp/join_shots/{name}-{w}-{scheme}.png", full_page=True)


def test_shots(browser_page, settings):
    settings.STRIPE_KEY, settings.STRIPE_PUBLISHABLE_KEY = "sk_test_nobody", "pk_test_nobody"
    settings.STRIPE_API = settings.STRIPE_SCRIPT = "http://127.0.0.1:9"
    make_desk(make_front(), "World")
    basic = Plan.objects.create(
        slug="basic", name="Basic", description="Every story, on the day it is written."
    )
    plus = Plan.objects.create(
        slug="plus", name="Plus", description="Basic, and what our desks know of money.", position=2
    )
    month = basic.set_price(Money(500, "EUR"), Interval.MONTH)
    basic.set_price(Money(5000, "EUR"), Interval.YEAR)
    basic.set_price(Money(600, "USD"), Interval.MONTH)
    plus.set_price(Money(1200, "EUR"), Interval.MONTH, 14)
    plus.set_price(Money(12000, "EUR"), Interval.YEAR)
    for w in (390, 820, 1280):
        for scheme in ("light", "dark"):
            page = browser_page(width=w, color_scheme=scheme)
            page.goto("/join/?next=/world/")
            shot(page, "join", w, scheme)
            page.goto(f"/join/{month.pk}/?next=/world/")
            shot(page, "pay", w, scheme)
    browser_page.faults.clear()
