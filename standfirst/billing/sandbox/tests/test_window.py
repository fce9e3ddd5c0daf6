"""The field and the bank's page in Chromium, on the sandbox's own page to try them on."""

from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from standfirst.billing.sandbox.testing import Sandbox
from standfirst.tests.browser import BrowserPages

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
BANK = 'iframe[title="Your bank\'s approval"]'


class Field:
    """A page with the field on it."""

    def __init__(self, page: Page, sandbox: Sandbox) -> None:
        self.page, self.sandbox = page, sandbox
        page.goto(f"{sandbox.address}/try/")
        self.frame = page.frame_locator("#place iframe")

    def fill(self, number: str, expiry: str = "1231", code: str = "123") -> None:
        self.frame.get_by_label("Card number").press_sequentially(number)
        self.frame.get_by_label("Expiry date").press_sequentially(expiry)
        self.frame.get_by_label("Security code").press_sequentially(code)

    def save(self) -> None:
        self.page.get_by_role("button", name="Save card").click()

    @property
    def bank(self) -> FrameLocator:
        return self.page.frame_locator(BANK)

    def says(self, words: str) -> None:
        expect(self.page.locator("#said")).to_contain_text(words)

    @property
    def intent(self) -> Any:
        return self.sandbox.world.store.all("setup_intent")[-1]


@pytest.fixture
def field(browser_page: BrowserPages, sandbox: Sandbox) -> Field:
    browser_page.allow(sandbox.address)
    return Field(browser_page(width=390), sandbox)


def test_it_saves_a_card_and_writes_it_as_cards_are_written(field: Field) -> None:
    field.fill("4242424242424242")
    expect(field.frame.get_by_label("Card number")).to_have_value("4242 4242 4242 4242")
    expect(field.frame.get_by_label("Expiry date")).to_have_value("12 / 31")
    expect(field.frame.get_by_text("Visa")).to_be_visible()
    field.frame.get_by_label("Security code").press("Enter")
    field.says("Saved: succeeded")
    method = field.sandbox.world.store.get(field.intent["payment_method"])
    assert method["card"]["last4"] == "4242"
    assert (method["card"]["exp_month"], method["card"]["exp_year"]) == (12, 2031)


def test_it_says_in_words_what_is_not_right_and_goes_there(field: Field) -> None:
    field.save()
    field.says("Your card's number is incomplete.")
    number = field.frame.get_by_label("Card number")
    expect(number).to_be_focused()
    expect(number).to_have_attribute("aria-invalid", "true")
    field.fill("4242424242424241", "1220", "1")
    field.save()
    field.says("Your card's number is invalid.")
    for words in ("expiry date is in the past", "security code is incomplete"):
        expect(field.frame.get_by_text(words)).to_be_visible()
    number.press("Backspace")
    expect(field.frame.get_by_text("number is invalid")).not_to_be_visible()
    assert field.sandbox.world.store.all("setup_intent") == []


def test_it_says_what_the_bank_refused(field: Field) -> None:
    field.fill("4000000000000002")
    field.save()
    field.says("Your card was declined.")
    assert field.intent["status"] == "requires_payment_method"


def test_the_bank_approves(field: Field) -> None:
    field.fill("4000002500003155")
    field.save()
    expect(field.bank.get_by_role("heading", name="Is this you?")).to_be_focused()
    expect(field.bank.get_by_text("Visa 3155")).to_be_visible()
    field.bank.get_by_role("button", name="Approve").click()
    field.says("Saved: succeeded")
    expect(field.page.locator(BANK)).to_have_count(0)


@pytest.mark.parametrize("how", ["button", "escape"])
def test_the_bank_refuses(field: Field, how: str) -> None:
    field.fill("4000002500003155")
    field.save()
    expect(field.bank.get_by_role("heading", name="Is this you?")).to_be_focused()
    if how == "button":
        field.bank.get_by_role("button", name="Refuse").click()
    else:
        field.page.keyboard.press("Escape")
    field.says("We are unable to authenticate your payment method.")
    assert field.intent["status"] == "requires_payment_method"


def test_the_keyboard_stays_at_the_bank(field: Field) -> None:
    field.fill("4000002500003155")
    field.save()
    expect(field.bank.get_by_role("heading", name="Is this you?")).to_be_focused()
    for _ in range(6):
        field.page.keyboard.press("Tab")
        at = field.page.evaluate("document.activeElement?.tagName")
        assert at in {"BODY", "DIV"}, (
            at
        )  # the browser's own bars, or the frame; never the page under it


def test_it_saves_what_a_wallet_gives(field: Field) -> None:
    field.frame.get_by_text("Google Pay").first.click()
    field.save()
    field.says("Saved: succeeded")
    method = field.sandbox.world.store.get(field.intent["payment_method"])
    assert method["card"]["wallet"]["type"] == "google_pay"
    assert method["billing_details"]["email"] == "holder@google-pay.example"


def test_it_saves_an_account_for_debits(field: Field) -> None:
    field.frame.get_by_text("Bank debit").click()
    field.save()
    field.says("Your IBAN is incomplete.")
    field.frame.get_by_label("IBAN").fill("AT61 1904 3002 3457 3201")
    field.save()
    field.says("Saved: succeeded")


WRONG = {
    "window.Stripe('pk_live_51Abc')": "never takes a live key",
    "window.Stripe('sk_test_sandbox')": "publishable test key",
    "window.Stripe('pk_test_x').createToken()": "stripe.createToken is not here",
    "window.Stripe('pk_test_x').elements({mode: 'setup'})": "currency wants",
    "window.Stripe('pk_test_x').elements({mode: 'setup', currency: 'eur', fonts: []})": '"fonts"',
    "window.Stripe('pk_test_x').elements({mode: 'setup', currency: 'eur'}).create('card')": "payment",
    "window.Stripe('pk_test_x').handleNextAction({clientSecret: 'x'})": "no client secret",
    "window.Stripe('pk_test_x').confirmSetup({redirect: 'if_required'})": "mounted",
}


@pytest.mark.parametrize("call", WRONG)
def test_it_lets_no_call_pass_that_it_does_not_know(field: Field, call: str) -> None:
    told = field.page.evaluate(
        f"(async () => {{ try {{ await {call}; return 'nothing' }} catch (why) {{ return why.message }} }})()"
    )
    assert WRONG[call] in told


def test_it_hears_no_message_of_another_window(field: Field) -> None:
    """A frame is begun once, by the page that shows it; what comes after that is not heard."""
    field.fill("4242")
    field.page.evaluate(
        """() => {
          const { port2 } = new MessageChannel();
          const frame = document.querySelector('#place iframe');
          frame.contentWindow.postMessage({ sandbox: 'begin', direction: 'rtl', appearance: {} }, '*', [port2]);
          window.postMessage('sandbox:here', '*');
        }"""
    )
    expect(field.frame.locator("html")).to_have_attribute("dir", "ltr")
    expect(field.frame.get_by_label("Card number")).to_have_value("4242")


def test_it_grows_with_what_it_says(field: Field) -> None:
    frame = field.page.locator("#place iframe")
    expect(field.frame.get_by_label("Card number")).to_be_visible()
    before = frame.bounding_box()
    field.save()
    expect(field.frame.get_by_text("expiry date is incomplete")).to_be_visible()
    field.page.wait_for_function(
        f"document.querySelector('#place iframe').offsetHeight > {before['height']}"
    )
