"""Leaving, pausing, changing plan and coming back in Chromium, each from the account page."""

import re

import pytest
from playwright.sync_api import expect

from e2e.test_mend import LOCKED, STORY, log_in
from standfirst.billing.tests.members import age, charged, join, sell
from standfirst.stories.tests import lantern

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ana(sandbox, browser_page):
    """Joined twenty days ago."""
    browser_page.allow(sandbox.address)
    lantern.publish()
    sell()
    reader = join(sandbox)
    age(sandbox, reader, 20)
    return reader


@pytest.fixture
def page(ana, browser_page):
    page = browser_page(width=390)
    log_in(page, ana.email)
    page.goto("/account/")
    return page


def step(page, name):
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def test_a_reader_leaves_in_two_clicks_is_locked_and_rejoins_in_one(sandbox, ana, page):
    step(page, "Leave")
    page.get_by_role("button", name=re.compile(r"^Leave on \d+ \w+")).click()
    told = page.get_by_role("status")
    expect(told).to_contain_text("Nothing more is charged; you can read until then.")
    page.goto(STORY)
    expect(page.get_by_text(LOCKED).first).to_be_visible()

    age(sandbox, ana, 15)
    page.goto(STORY)
    expect(page.get_by_text(LOCKED)).to_have_count(0)
    page.get_by_role("link", name="See how to rejoin").click()
    expect(page.get_by_text("Card on file: Visa 4242.")).to_be_visible()
    page.get_by_role("button", name="Pay €5 for a month from today").click()
    expect(page).to_have_url(re.compile(re.escape(f"{STORY}?told=paid#s")))
    expect(page.get_by_text(LOCKED).first).to_be_visible()
    assert charged(ana) == [500, 500]


def test_a_reader_stays_after_all(page):
    step(page, "Leave")
    page.get_by_role("button", name=re.compile(r"^Leave on")).click()
    page.get_by_role("link", name="Stay", exact=True).click()
    page.get_by_role("button", name="Stay").click()
    expect(page.get_by_role("status")).to_contain_text("You stay a member. Next payment")


def test_a_reader_pauses_and_resumes(sandbox, ana, page):
    step(page, "Pause")
    page.get_by_label(re.compile("3 months: then €5 on")).check()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("status")).to_contain_text("nothing is charged")
    age(sandbox, ana, 30)
    page.goto(STORY)
    expect(page.get_by_text(LOCKED)).to_have_count(0)
    page.get_by_role("link", name="Resume", exact=True).click()
    page.get_by_role("button", name="Pay €5 for a month from today").click()
    expect(page.get_by_text(LOCKED).first).to_be_visible()
    assert charged(ana) == [500, 500]


def test_a_reader_changes_plan_after_seeing_the_sum(ana, page):
    step(page, "Change plan")
    page.get_by_role("link", name=re.compile("See the difference.*Plus")).click()
    button = page.get_by_role("button", name=re.compile(r"^Change to Plus and pay €\d"))
    expect(button).to_be_visible()
    button.click()
    expect(page.get_by_role("status")).to_contain_text("You have Plus now.")
    assert len(charged(ana)) == 2


def test_a_reader_finds_receipts(page):
    step(page, "Receipts")
    expect(page.get_by_text("Next payment: €5 on")).to_be_visible()
    expect(page.get_by_role("cell", name=re.compile("€5"))).to_be_visible()


def test_all_but_the_card_works_without_script(ana, browser_page):
    page = browser_page(java_script_enabled=False)
    log_in(page, ana.email)
    page.goto("/membership/pause/")
    page.get_by_role("button", name="Pause").click()
    page.goto("/membership/resume/")
    page.get_by_role("button", name="Resume").click()
    page.goto("/membership/leave/")
    page.get_by_role("button", name=re.compile("^Leave on")).click()
    expect(page.get_by_role("status")).to_contain_text("Your membership ends on")
