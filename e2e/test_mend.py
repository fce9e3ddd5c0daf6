"""Mend in Chromium: a card that failed, one form, and back at the same paragraph, unlocked."""

import re

import pytest
from playwright.sync_api import expect

from e2e.bank import ask_bank
from standfirst.billing import mending
from standfirst.billing.tests.members import (
    ALWAYS_ASKS,
    FAILS,
    MASTERCARD,
    NO_MONEY,
    charged,
    fail,
    join,
    look,
    paying,
    sell,
)
from standfirst.membership.models import Plan
from standfirst.membership.snapshot import State
from standfirst.readers.tests.mailbox import code_for
from standfirst.stories.tests import lantern

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORY = "/world/accord-reached-at-the-strait/"
LOCKED = lantern.MEMBERS_WORD


@pytest.fixture
def site(sandbox, browser_page):
    browser_page.allow(sandbox.address)
    lantern.publish()
    sell()
    Plan.objects.update(grace_days=0)
    return browser_page


@pytest.fixture
def ben(sandbox, site):
    """Locked: his renewal failed, and there is no grace."""
    reader = join(sandbox, "ben")
    fail(sandbox, reader, NO_MONEY)
    return reader


def log_in(page, address):
    page.goto("/log-in/")
    page.get_by_label("Email address").fill(address)
    page.get_by_role("button", name="Send the code").click()
    expect(page.get_by_label("Code from the mail")).to_be_visible()
    page.get_by_label("Code from the mail").fill(code_for(address))
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Account")).to_be_visible()


def fill_card(page, number):
    expect(page.locator("[data-card-button]")).to_be_enabled()
    frame = page.frame_locator("[data-card-field] iframe")
    frame.get_by_label("Card number").fill(number)
    frame.get_by_label("Expiry date").fill("12 / 31")
    frame.get_by_label("Security code").fill("123")


def come_to_mend(page, reader):
    log_in(page, reader.email)
    page.goto(STORY)
    expect(page.get_by_text(LOCKED)).to_have_count(0)
    page.locator("#notice").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your card")


def expect_back(page):
    expect(page).to_have_url(re.compile(re.escape(f"{STORY}?told=paid#s")))
    expect(page.get_by_text(LOCKED).first).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"Paid, €5\. Next payment \d+ \w+"))


def test_a_card_is_mended_from_the_notice_back_to_the_paragraph(site, ben):
    page = site(width=390, height=1200)
    come_to_mend(page, ben)
    expect(page.get_by_text("there isn't enough money")).to_be_visible()
    fill_card(page, MASTERCARD)
    page.get_by_role("button", name="Pay €5 and read on").click()
    expect_back(page)
    page.goto(STORY)
    expect(page.get_by_text(LOCKED).first).to_be_visible()
    expect(page.get_by_role("status")).to_have_count(0)
    assert charged(ben) == [500, 500]


def test_a_refused_card_is_told_so_and_another_one_pays(site, ben):
    page = site(height=1200)
    come_to_mend(page, ben)
    fill_card(page, FAILS)
    page.get_by_role("button", name="Pay €5 and read on").click()
    expect(page.get_by_role("alert").filter(has_text="€5 was not paid.")).to_be_visible()
    fill_card(page, MASTERCARD)
    page.get_by_role("button", name="Pay €5 and read on").click()
    expect_back(page)


def test_a_card_whose_bank_asks_is_approved(site, ben):
    page = site(height=1200)
    come_to_mend(page, ben)
    fill_card(page, ALWAYS_ASKS)
    page.get_by_role("button", name="Pay €5 and read on").click()
    ask_bank(page, "Approve")
    page.get_by_role("button", name="Approve €5 with your bank").click()
    ask_bank(page, "Approve")
    expect_back(page)
    assert charged(ben) == [500, 500]


def test_a_renewal_that_the_bank_wants_approved(sandbox, site):
    ivy = join(sandbox, "ivy")
    fail(sandbox, ivy, ALWAYS_ASKS)
    page = site(height=1200)
    log_in(page, ivy.email)
    page.goto(STORY)
    page.get_by_role("link", name="Review and approve").click()
    if page.get_by_role("button", name="Review and approve €5").count():
        page.get_by_role("button", name="Review and approve €5").click()
    page.get_by_role("button", name="Approve €5 with your bank").click()
    ask_bank(page, "Refuse")
    expect(page.get_by_role("alert").filter(has_text=re.compile(r"\w"))).to_be_visible()
    page.goto("/card/approve/?next=/world/accord-reached-at-the-strait/%23s-1")
    page.get_by_role("button", name="Review and approve €5").click()
    page.get_by_role("button", name="Approve €5 with your bank").click()
    ask_bank(page, "Approve")
    expect_back(page)
    assert charged(ivy) == [500, 500]


def test_the_link_in_a_mail_mends_without_a_log_in(site, ben):
    address = mending.link_for(paying(ben).membership)
    page = site(width=390, height=1200)
    page.goto(address)
    expect(page.get_by_text("4242")).to_have_count(0)
    fill_card(page, MASTERCARD)
    page.get_by_role("button", name="Pay €5 and read on").click()
    expect(page.get_by_text("The payment went through")).to_be_visible()
    expect(page.get_by_role("banner").get_by_role("link", name="Log in")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link does nothing any more")
    look(ben)
    assert paying(ben).state is State.ACTIVE


def test_a_double_click_charges_once(site, ben):
    page = site(height=1200)
    come_to_mend(page, ben)
    fill_card(page, MASTERCARD)
    page.get_by_role("button", name="Pay €5 and read on").dblclick()
    expect_back(page)
    page.go_back()
    page.go_forward()
    assert charged(ben) == [500, 500]
