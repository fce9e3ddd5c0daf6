"""A reader in two browsers: one ends the other, one approves the other; and the dead ends of logging in."""

import re

import pytest
from playwright.sync_api import expect

from standfirst.readers.models import Reader
from standfirst.readers.tests.mailbox import code_for, last_mail, pass_minutes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
IN_INSTAGRAM = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Mobile/15E148 Instagram 380.0.0.28.109 (iPhone16,1; iOS 18_5)"
)
ADDRESS = "ana@example.org"


@pytest.fixture
def ana():
    return Reader.objects.create_reader(ADDRESS, name="Ana Pays")


def heading(page):
    return page.get_by_role("heading", level=1)


def ask(page):
    """As far as the page that waits for the code."""
    page.goto("/log-in/?next=/account/")
    page.get_by_label("Email address").fill(ADDRESS)
    page.get_by_role("button", name="Send the code").click()
    expect(heading(page)).to_have_text("Enter the code")


def log_in(page):
    ask(page)
    page.get_by_label("Code from the mail").fill(code_for(ADDRESS))
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(heading(page)).to_have_text("Your account")


def test_ending_the_others_is_true_in_them_at_once(browser_page, ana):
    here, there = browser_page(timezone_id="Europe/Vienna"), browser_page(user_agent=FIREFOX)
    log_in(here)
    log_in(there)
    assert last_mail(ADDRESS).kind == "logged_in"

    here.get_by_role("link", name=re.compile("^Logged in on")).click()
    expect(here.get_by_role("heading", name="Firefox on Android")).to_be_visible()
    expect(here.get_by_text("Vienna")).to_be_visible()
    here.get_by_role("button", name="Log out all others").click()
    expect(here.get_by_role("status")).to_have_text("All other devices are logged out.")

    there.get_by_role("link", name="Can't read something?").click()
    expect(there.get_by_role("banner").get_by_role("link", name="Log in")).to_be_visible()
    expect(here.get_by_role("banner").get_by_role("link", name="Account")).to_be_visible()


def test_ending_all_from_the_mail_needs_no_log_in(browser_page, ana):
    here, there, mail = browser_page(), browser_page(user_agent=FIREFOX), browser_page()
    log_in(here)
    log_in(there)

    mail.goto(re.search(r"/log-out/link/\S+", last_mail(ADDRESS).text)[0])
    mail.get_by_role("button", name="Log out everywhere").click()
    expect(heading(mail)).to_have_text("Logged out everywhere")

    for page in (here, there):
        page.goto("/account/")
        expect(heading(page)).to_have_text("Log in")


@pytest.mark.parametrize("script", [True, False])
def test_a_device_approves_another(browser_page, ana, script):
    known, asking = browser_page(), browser_page(user_agent=FIREFOX, java_script_enabled=script)
    log_in(known)
    ask(asking)
    asking.get_by_role("button", name="Approve it on another device").click()
    expect(heading(asking)).to_have_text("Approve it on another device")
    signs = asking.locator(".code").inner_text()

    known.goto("/account/approve/")
    expect(known.get_by_role("heading", name="Firefox on Android asks to log in")).to_be_visible()
    expect(known.locator(".code")).to_have_text(signs)
    known.get_by_role("button", name="Approve", exact=True).click()
    expect(known.get_by_role("status")).to_contain_text("Approved.")

    if not script:
        asking.get_by_role("link", name="See whether it is approved").click()
    expect(heading(asking)).to_have_text("Approved")
    asking.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(heading(asking)).to_have_text("Your account")


def test_a_device_refuses_another(browser_page, ana):
    known, asking = browser_page(), browser_page(user_agent=FIREFOX)
    log_in(known)
    ask(asking)
    asking.get_by_role("button", name="Approve it on another device").click()
    expect(heading(asking)).to_have_text("Approve it on another device")

    known.goto("/account/approve/")
    known.get_by_role("button", name="Not me").click()
    expect(known.get_by_role("status")).to_contain_text("Refused.")

    expect(heading(asking)).to_have_text("It was refused")
    asking.get_by_role("link", name="Start again").click()
    expect(asking.get_by_label("Email address")).to_be_focused()


def test_a_late_code_leads_to_another(browser_page, ana):
    page = browser_page()
    ask(page)
    pass_minutes(11)
    page.get_by_label("Code from the mail").fill(code_for(ADDRESS))
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_text("It has expired")).to_be_visible()

    page.get_by_role("button", name="Send a new code").click()
    expect(page.get_by_text("Codes from earlier mails no longer work.")).to_be_visible()
    page.get_by_label("Code from the mail").fill(code_for(ADDRESS))
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(heading(page)).to_have_text("Your account")


def test_inside_an_app_it_says_that_the_code_works_and_the_way_out(browser_page, ana):
    page = browser_page(width=390, height=700, user_agent=IN_INSTAGRAM)
    ask(page)
    expect(page.get_by_text("You are in the browser inside Instagram.")).to_be_visible()
    expect(page.get_by_text("Open in Safari")).to_be_visible()
    copied = page.get_by_label("Or copy this address and open it there")
    expect(copied).to_have_value(re.compile(r"/log-in/\?next=/account/$"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.get_by_label("Code from the mail").fill(code_for(ADDRESS))
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(heading(page)).to_have_text("Your account")


def test_refused_cookies_are_explained_and_lead_back(browser_page, ana):
    page = browser_page()
    page.goto("/log-in/?next=/account/")
    page.get_by_label("Email address").fill(ADDRESS)
    page.context.clear_cookies()
    page.get_by_role("button", name="Send the code").click()
    expect(heading(page)).to_have_text("Your browser sent no cookie")

    page.get_by_role("link", name="Open the form again").click()
    expect(page).to_have_url(re.compile(r"/log-in/\?next=/account/$"))
    expect(page.get_by_label("Email address")).to_be_focused()
