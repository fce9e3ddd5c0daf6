"""Join in Chromium, from a locked story to the same paragraph, with the sandbox's script and card field."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from e2e.bank import ask_bank
from standfirst.billing.models import Invoice, Join, JoinState
from standfirst.billing.unclaimed import look_after_joins
from standfirst.gate.access import MEMBERS
from standfirst.membership.models import Interval, Membership, Plan
from standfirst.membership.snapshot import Money
from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader
from standfirst.readers.tests.mailbox import code_for
from standfirst.stories.tests.factories import Part, make_desk, make_front, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=20_000)
WORDS = "They signed at noon."
FINE = "4242424242424242"
OTHER = "5555555555554444"
ASKS_ON_SAVING = "4000002500003155"
ASKS_ALWAYS = "4000002760003184"
REFUSED_LATER = "4000000000000341"


@pytest.fixture
def story(sandbox, browser_page):
    browser_page.allow(sandbox.address)
    world = make_desk(make_front(), "World")
    plan = Plan.objects.create(slug="basic", name="Basic", description="Every story, every day.")
    plan.set_price(Money(500, "EUR"), Interval.MONTH)
    plan.set_price(Money(5000, "EUR"), Interval.YEAR)
    parts = [Part("What was signed", f"<p>{WORDS}</p>"), Part("What is next", "<p>A vote.</p>")]
    return make_story(world, "A signing", access=MEMBERS, sections=parts)


@pytest.fixture
def dee(story):
    return Reader.objects.create_reader("dee@example.org")


def log_in(page, address):
    page.goto("/log-in/")
    page.get_by_label("Email address").fill(address)
    page.get_by_role("button", name="Send the code").click()
    expect(page.get_by_label("Code from the mail")).to_be_visible()
    page.get_by_label("Code from the mail").fill(code_for(address))
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Account")).to_be_visible()


def place_of(story):
    return f"/world/a-signing/#s{story.sections[1].id[:7]}"


def come_to_pay(page, story, price="€5 a month"):
    page.goto(f"/join/?next={place_of(story).replace('#', '%23')}")
    page.get_by_role("link", name=price).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Basic, {price}")


def fill_card(page, number=FINE):
    expect(page.get_by_role("button", name=re.compile("^(Pay|Begin)"))).to_be_enabled()
    frame = page.frame_locator("[data-card-field] iframe")
    frame.get_by_label("Card number").fill(number)
    frame.get_by_label("Expiry date").fill("12 / 31")
    frame.get_by_label("Security code").fill("123")


def pay(page, number=FINE, button="Pay €5 now, then €5 a month"):
    fill_card(page, number)
    press(page, button)


def press(page, button):
    """By the keyboard: a click beside a frame that has just grown may be taken for one in it."""
    page.get_by_role("button", name=button).press("Enter")


def expect_unlocked(page, story):
    expect(page).to_have_url(re.compile(re.escape(place_of(story).replace("/#", "/?told=paid#"))))
    expect(page.get_by_text(WORDS)).to_be_visible()


def enter_code(page, address):
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code")
    expect(page.get_by_label("Code from the mail")).to_be_visible()
    page.get_by_label("Code from the mail").fill(code_for(address))
    page.get_by_role("button", name="Open the membership").click()


def paid():
    return list(Invoice.objects.values_list("amount", flat=True))


def test_it_joins_from_a_locked_story_and_comes_back_to_it(browser_page, story, dee):
    page = browser_page()
    log_in(page, "dee@example.org")
    page.goto("/world/a-signing/")
    page.get_by_role("link", name="See plans").click()
    page.get_by_role("link", name="€5 a month").click()
    pay(page)
    expect(page).to_have_url(re.compile("/world/a-signing/.*told=paid"))
    expect(page.get_by_text(WORDS)).to_be_visible()
    assert Membership.objects.get().reader == dee
    assert paid() == [500]


def test_it_joins_signed_out_in_one_go(browser_page, story):
    page = browser_page(width=390)
    come_to_pay(page, story)
    page.get_by_label("Email address").fill("cy@example.org")
    pay(page)
    expect(page.get_by_text("Paid, €5. Enter the code we sent to cy@example.org")).to_be_visible()
    enter_code(page, "cy@example.org")
    expect_unlocked(page, story)
    assert Membership.objects.get().reader.email == "cy@example.org"
    assert paid() == [500]


def test_it_has_the_bank_asked_while_the_card_is_saved(browser_page, story, dee):
    page = browser_page()
    log_in(page, "dee@example.org")
    come_to_pay(page, story)
    pay(page, ASKS_ON_SAVING)
    ask_bank(page, "Approve")
    expect_unlocked(page, story)
    assert paid() == [500]


def test_it_has_the_bank_asked_for_the_payment(browser_page, story, dee):
    page = browser_page()
    log_in(page, "dee@example.org")
    come_to_pay(page, story)
    pay(page, ASKS_ALWAYS)
    ask_bank(page, "Approve")
    expect(page.get_by_role("heading", level=1)).to_have_text("Approve the payment")
    press(page, "Approve €5")
    ask_bank(page, "Approve")
    expect_unlocked(page, story)
    assert paid() == [500]


def test_it_charges_nothing_where_the_bank_is_told_no(browser_page, story, dee):
    page = browser_page()
    log_in(page, "dee@example.org")
    come_to_pay(page, story)
    pay(page, ASKS_ON_SAVING)
    ask_bank(page, "Refuse")
    expect(page.locator("[data-card-said] .note")).to_be_visible()
    assert paid() == []
    fill_card(page)
    press(page, "Pay €5 now")
    expect_unlocked(page, story)
    assert paid() == [500]


def test_it_takes_another_card_after_one_was_refused(browser_page, story, dee):
    page = browser_page()
    log_in(page, "dee@example.org")
    come_to_pay(page, story)
    pay(page, REFUSED_LATER)
    expect(page.get_by_role("alert").first).to_contain_text("Nothing was charged.")
    pay(page, OTHER)
    expect_unlocked(page, story)
    assert paid() == [500]


def test_it_says_at_the_field_what_is_wrong_with_the_address(browser_page, story):
    page = browser_page()
    come_to_pay(page, story)
    page.get_by_label("Email address").fill("cy@")
    pay(page)
    field = page.get_by_label("Email address")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Type a whole email address")).to_be_visible()
    field.fill("cy@example.org")
    press(page, "Pay €5 now")
    expect(page.get_by_text("Paid, €5.")).to_be_visible()


def test_it_charges_once_after_a_double_click_and_going_back(browser_page, story, dee):
    page = browser_page()
    log_in(page, "dee@example.org")
    come_to_pay(page, story)
    fill_card(page)
    page.get_by_role("button", name="Pay €5 now").evaluate("it => { it.click(); it.click() }")
    expect_unlocked(page, story)
    page.go_back()
    page.reload()
    page.goto("/join/back/")
    assert paid() == [500]
    assert Membership.objects.count() == 1


def test_it_charges_one_of_two_tabs(browser_page, story, dee):
    page = browser_page()
    log_in(page, "dee@example.org")
    come_to_pay(page, story)
    other = page.context.new_page()
    come_to_pay(other, story, "€50 a year")
    pay(page)
    expect_unlocked(page, story)
    pay(other, OTHER, "Pay €50 now, then €50 a year")
    expect(other.get_by_role("heading", level=1)).to_have_text("You have a membership")
    assert paid() == [500]


def test_it_charges_no_card_that_pays_here_already(browser_page, story, dee):
    page = browser_page()
    log_in(page, "dee@example.org")
    come_to_pay(page, story)
    pay(page)
    expect_unlocked(page, story)
    stranger = browser_page()
    come_to_pay(stranger, story)
    stranger.get_by_label("Email address").fill("other@example.org")
    pay(stranger)
    expect(stranger.get_by_text("This card already pays for a membership here.")).to_be_visible()
    assert OutgoingMail.objects.get(kind="known_card").to == "dee@example.org"
    assert paid() == [500]


def test_it_is_claimed_at_a_corrected_address(browser_page, story):
    page = browser_page()
    come_to_pay(page, story)
    page.get_by_label("Email address").fill("cy@exmaple.org")
    pay(page)
    page.get_by_role("link", name="Correct the address").click()
    page.get_by_label("Email address").fill("cy@example.org")
    page.get_by_role("button", name="Send the code").click()
    enter_code(page, "cy@example.org")
    expect_unlocked(page, story)
    assert Reader.objects.get().email == "cy@example.org"


def test_it_is_claimed_from_the_mail_in_another_browser(browser_page, story):
    page = browser_page()
    come_to_pay(page, story)
    page.get_by_label("Email address").fill("cy@example.org")
    pay(page)
    expect(page.get_by_text("Paid, €5.")).to_be_visible()
    Join.objects.update(paid_at=timezone.now() - timedelta(hours=25))
    look_after_joins(timezone.now())
    link = re.search(r"http\S+", OutgoingMail.objects.get(kind="join_unclaimed").text)[0]
    phone = browser_page(width=390)
    phone.goto(link)
    phone.get_by_role("button", name="Send the code").click()
    enter_code(phone, "cy@example.org")
    expect_unlocked(phone, story)
    assert Join.objects.get().state == JoinState.CLAIMED


def test_it_joins_by_a_wallet_whose_address_names_no_account(browser_page, story):
    page = browser_page(width=390)
    come_to_pay(page, story)
    page.get_by_label("Email address").fill("cy@example.org")
    expect(page.get_by_role("button", name="Pay €5 now")).to_be_enabled()
    page.frame_locator("[data-card-field] iframe").get_by_label("Google Pay").check(force=True)
    press(page, "Pay €5 now")
    enter_code(page, "cy@example.org")
    expect_unlocked(page, story)
    assert [it.email for it in Reader.objects.all()] == ["cy@example.org"]
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {"cy@example.org"}
