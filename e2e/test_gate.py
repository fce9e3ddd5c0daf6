"""From locked to read in Chromium: why, the one step, and back at the same place."""

import re
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from standfirst.publication.models import PublicationSettings
from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.tests.mailbox import code_for
from standfirst.stories.tests import lantern
from standfirst.stories.tests.factories import make_plans

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STORY = "/world/accord-reached-at-the-strait/"


@pytest.fixture
def publication():
    made = lantern.publish()
    make_plans()
    PublicationSettings.objects.update(contact_email="readers@example.com")
    return made


def notice(page):
    return page.locator("#notice")


def test_it_leads_from_sign_up_to_the_same_place_read(browser_page, publication):
    """At 390 px: told why, signed up by code, told why again, granted, back and reading."""
    page = browser_page(width=390, height=844)
    page.goto(STORY)
    expect(notice(page)).to_contain_text("Members can read the rest.")
    expect(page.get_by_text(lantern.MEMBERS_WORD)).to_have_count(0)
    notice(page).get_by_role("link", name="Log in").click()
    page.get_by_role("main").get_by_role("link", name="Sign up").click()
    page.get_by_label("Email address").fill("dee@example.com")
    page.get_by_role("button", name="Send the code").click()
    page.get_by_label("Code from the mail").fill(code_for("dee@example.com"))
    page.get_by_role("button", name="Sign up").click()

    place = re.compile(re.escape(STORY) + r"#s-[0-9a-f]+$")
    expect(page).to_have_url(place)
    expect(notice(page)).to_contain_text("You're signed in, without a membership.")
    expect(page.get_by_role("banner").get_by_role("link", name="Account")).to_be_visible()

    call_command("create_reader", "dee@example.com", "--grant", "30")
    page.reload()
    expect(page).to_have_url(place)
    expect(page.get_by_text(lantern.MEMBERS_WORD)).to_be_visible()
    expect(notice(page)).to_have_count(0)


def test_it_names_the_card_and_the_one_step_to_its_owner(browser_page, publication):
    lantern.make_cast()
    page = browser_page()
    log_in_by_link(page, "ben@example.com")
    page.goto(STORY)
    expect(notice(page)).to_contain_text("Your bank didn't approve €5")
    expect(notice(page).locator(".button")).to_have_count(1)
    notice(page).get_by_role("link", name="Sort out payment").click()
    expect(page.get_by_role("main")).to_contain_text("Payments are not connected yet")
    page.get_by_role("main").get_by_role("link", name="Back").click()
    expect(page).to_have_url(re.compile(re.escape(STORY)))


def test_it_explains_itself_to_who_still_cannot_read(browser_page, publication):
    page = browser_page(width=390, height=844)
    page.goto(STORY)
    notice(page).get_by_role("link", name="Still can't read this?").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("Not logged in.")
    expect(main).to_contain_text("Your browser keeps our cookies.")
    expect(main.locator(".code")).to_have_text(re.compile(r"^[2-9A-Z]{4}-[2-9A-Z]{4}$"))


def test_it_needs_no_mouse_from_the_notice_to_the_rest(browser_page, publication):
    ana = lantern.make_cast()["ana"]
    page = browser_page()
    page.goto(STORY)
    button = notice(page).get_by_role("link", name="Log in")
    for _ in range(60):
        page.keyboard.press("Tab")
        if button.evaluate("it => it === document.activeElement"):
            break
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Email address")).to_be_focused()
    page.keyboard.type(ana.email)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Code from the mail")).to_be_focused()
    page.keyboard.type(code_for(ana.email))
    page.keyboard.press("Enter")
    expect(page.get_by_text(lantern.MEMBERS_WORD)).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 820, 1280])
def test_it_keeps_log_in_at_the_top_right(browser_page, publication, width):
    page = browser_page(width=width)
    for path in ("/", "/world/", STORY, "/search/", "/no-such-page/"):
        page.goto(path)
        box = page.get_by_role("banner").get_by_role("link", name="Log in").bounding_box()
        assert box, path
        assert box["y"] < 80, path
        assert width * 0.6 < box["x"] + box["width"] <= width, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def log_in_by_link(page, email):
    token = LogInLink.token_for(Reader.objects.get(email=email), datetime.now(UTC))
    page.goto(f"/log-in/link/{token}/")
    page.get_by_role("main").get_by_role("button").click()
