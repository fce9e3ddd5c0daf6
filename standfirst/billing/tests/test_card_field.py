"""Our card form with the field in it, under the policy of a card page, in Chromium."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import Engine, RequestContext
from django.urls import include, path
from playwright.sync_api import Page, expect

from standfirst.billing.card_form import CardForm
from standfirst.billing.card_page import card_page
from standfirst.billing.gateway import asking
from standfirst.billing.sandbox.testing import Sandbox
from standfirst.membership.snapshot import Money
from standfirst.tests.browser import BrowserPages

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
BANK = 'iframe[title="Your bank\'s approval"]'


@card_page
def form(request: HttpRequest) -> HttpResponse:
    card = CardForm(begin="/begin/", back="/back/", button="Save card", money=Money(500, "EUR"))
    words = """<!doctype html><html lang="en"><head><title>Card</title></head><body>
      {% include "billing/card_form.html" %}</body></html>"""
    engine = Engine.get_default()
    return HttpResponse(engine.from_string(words).render(RequestContext(request, {"card": card})))


def begin(request: HttpRequest) -> HttpResponse:
    with asking() as stripe:
        intent = stripe.v1.setup_intents.create(
            params={"automatic_payment_methods": {"enabled": True}}
        )
    return JsonResponse({"client_secret": intent.client_secret})


def back(request: HttpRequest) -> HttpResponse:
    with asking() as stripe:
        intent = stripe.v1.setup_intents.retrieve(request.GET["setup_intent"])
    return HttpResponse(f"The card is {intent.status}.")


urlpatterns = [
    path("form/", form),
    path("begin/", begin),
    path("back/", back),
    path("", include("standfirst.urls")),
]


@pytest.fixture
def page(browser_page: BrowserPages, sandbox: Sandbox, settings: Any) -> Page:
    settings.ROOT_URLCONF = __name__
    browser_page.allow(sandbox.address)
    page = browser_page()
    page.goto("/form/")
    return page


def fill(page: Page, number: str) -> None:
    field = page.frame_locator("[data-card-field] iframe")
    field.get_by_label("Card number").fill(number)
    field.get_by_label("Expiry date").press_sequentially("1231")
    field.get_by_label("Security code").fill("123")
    page.get_by_role("button", name="Save card").click()


def test_it_saves_a_card_from_a_card_page(page: Page) -> None:
    fill(page, "4242424242424242")
    expect(page.get_by_text("The card is succeeded.")).to_be_visible()


def test_it_asks_the_bank_on_a_card_page(page: Page) -> None:
    fill(page, "4000002500003155")
    page.frame_locator(BANK).get_by_role("button", name="Approve").click()
    expect(page.get_by_text("The card is succeeded.")).to_be_visible()


def test_it_says_on_the_card_page_that_the_bank_refused(page: Page) -> None:
    fill(page, "4000002500003155")
    page.frame_locator(BANK).get_by_role("button", name="Refuse").click()
    expect(page.get_by_role("alert")).to_contain_text("unable to authenticate")
    expect(page.get_by_role("button", name="Save card")).to_be_enabled()
