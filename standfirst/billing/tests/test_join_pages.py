"""What the pages of joining say before anything is asked of Stripe."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.membership.models import Interval, Plan, Price
from standfirst.membership.snapshot import EndCause, Money, State
from standfirst.readers.models import Reader
from standfirst.stories.tests.factories import make_member

PLACE = "/world/a-story/#s-2"


@pytest.fixture
def connected(settings: Any) -> None:
    settings.STRIPE_KEY, settings.STRIPE_PUBLISHABLE_KEY = "sk_test_nobody", "pk_test_nobody"
    settings.STRIPE_API = settings.STRIPE_SCRIPT = "http://127.0.0.1:9"  # nothing answers there


@pytest.fixture
def month(db: None) -> Price:
    plan = Plan.objects.create(slug="basic", name="Basic", description="Every story, every day.")
    plan.set_price(Money(5000, "EUR"), Interval.YEAR)
    return plan.set_price(Money(500, "EUR"), Interval.MONTH)


def log_in(client: Client, address: str = "dee@example.org") -> Reader:
    reader = Reader.objects.create_reader(address)
    client.force_login(reader)
    return reader


def pay_page(price: Price) -> str:
    return reverse("join_pay", args=[price.pk])


def test_it_shows_what_is_sold_and_what_a_year_saves(
    connected: None, month: Price, client: Client
) -> None:
    page = client.get(reverse("join"), {"next": PLACE}).text
    assert "Every story, every day." in page
    assert "saves €10 a year" in page
    assert f'href="{pay_page(month)}?next=/world/a-story/%23s-2"' in page
    assert page.index("€5 a month") < page.index("€50 a year")


def test_it_names_the_amount_before_it_asks_for_a_card(
    connected: None, month: Price, client: Client
) -> None:
    page = client.get(pay_page(month), {"next": PLACE})
    assert "Pay €5 now, then €5 a month" in page.text
    assert "First payment, €5, today" in page.text
    assert "within 14 days" in page.text
    assert 'name="email"' in page.text
    assert "needs JavaScript" in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert "http://127.0.0.1:9" in page.headers["Content-Security-Policy"]


def test_it_offers_free_days_once(connected: None, month: Price, client: Client) -> None:
    price = month.plan.set_price(month.money, Interval.MONTH, 14)
    assert "Begin 14 days free, then €5 a month" in client.get(pay_page(price)).text
    assert "the first 14 days are free" in client.get(reverse("join")).text
    now = datetime.now(UTC)
    ended = {"state": State.ENDED, "ended_at": now, "end_cause": EndCause.BY_READER}
    client.force_login(make_member("kit@example.org", "basic", **ended))
    assert "Pay €5 now, then €5 a month" in client.get(pay_page(price)).text


def test_it_asks_no_reader_for_an_address(connected: None, month: Price, client: Client) -> None:
    log_in(client)
    page = client.get(pay_page(month)).text
    assert "You join as <strong>dee@example.org</strong>" in page
    assert 'name="email"' not in page


def test_it_sells_no_second_membership(connected: None, month: Price, client: Client) -> None:
    client.force_login(make_member("ana@example.org", "basic"))
    for address in (reverse("join"), pay_page(month)):
        page = client.get(address, {"next": PLACE}).text
        assert "You are a member already, with Basic" in page
        assert f"{reverse('change_plan')}?next=" in page
        assert "data-card" not in page


def test_it_leads_who_holds_an_old_price_to_what_is_sold_now(
    connected: None, month: Price, client: Client
) -> None:
    month.take_off_sale()
    page = client.get(pay_page(month), {"next": PLACE})
    assert page.status_code == 302
    assert page.headers["Location"].startswith("/join/?next=")
    assert client.get(reverse("join_pay", args=[10**30])).status_code == 404


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"email": ""}, "email", "Type your email address."),
        ({"email": "ana@"}, "email", "Type a whole email address"),
        ({"shown": "1"}, "shown", "The amount has changed."),
        ({"shown": ""}, "shown", "This field is required."),
        ({"code": "x" * 50}, "code", "at most 40 characters"),
    ],
)
def test_it_names_the_field_that_is_wrong(
    connected: None, month: Price, client: Client, sent: dict[str, str], field: str, words: str
) -> None:
    whole = {"email": "cy@example.org", "shown": "500", "code": ""}
    answer = client.post(reverse("join_begin", args=[month.pk]), whole | sent)
    assert answer.status_code == 422
    assert words in " ".join(answer.json()["errors"][field])


def test_it_says_that_nothing_was_charged_where_stripe_is_away(
    connected: None, month: Price, client: Client
) -> None:
    whole = {"email": "cy@example.org", "shown": "500"}
    answer = client.post(reverse("join_begin", args=[month.pk]), whole)
    assert answer.status_code == 503
    assert "Nothing has been charged." in answer.json()["errors"][""][0]
    tried = client.post(pay_page(month), {"code": "HALF"}).text
    assert "couldn&#x27;t reach our payment processor" in tried
    assert "Pay €5 now" in tried


def test_it_limits_how_often_cards_and_codes_are_tried(
    connected: None, month: Price, client: Client, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "join": "1/h/ip"}
    begin = reverse("join_begin", args=[month.pk])
    assert client.post(begin, {}).status_code == 422
    refused = client.post(begin, {})
    assert refused.status_code == 429
    assert "You can try again at" in refused.json()["errors"][""][0]
    assert client.post(pay_page(month), {"code": "A"}).status_code == 429
    assert client.get(pay_page(month)).status_code == 200


@pytest.mark.parametrize("name", ["join_back", "join_claim"])
def test_it_knows_of_nothing_in_a_browser_that_began_nothing(
    connected: None, db: None, client: Client, name: str
) -> None:
    page = client.get(reverse(name), {"setup_intent": "seti_1", "mailed": "forged"})
    assert page.status_code == 404
    assert "This browser holds no payment" in page.text
    assert client.get(reverse("join_address")).status_code == 302
