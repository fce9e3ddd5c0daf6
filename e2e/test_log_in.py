"""Log in and sign up in Chromium, with the code read from the mail that waits to be sent."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from standfirst.gate.access import REGISTERED
from standfirst.readers.models import Reader
from standfirst.readers.tests.mailbox import code_for, last_mail
from standfirst.stories.tests.factories import Part, make_desk, make_front, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "They signed at noon."


@pytest.fixture
def story():
    world = make_desk(make_front(), "World")
    part = Part("What was signed", f"<p>{WORDS}</p>")
    return make_story(world, "A signing", access=REGISTERED, sections=(part,))


@pytest.fixture
def ana():
    return Reader.objects.create_reader("ana@example.org", name="Ana Pays")


def address_with(page_path, place):
    return f"{page_path}?{urlencode({'next': place})}"


def paste(page, text):
    """Put it on the clipboard and paste it, as people do."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("ControlOrMeta+V")


def test_it_signs_up_by_code_and_returns_to_the_paragraph(browser_page, story):
    page = browser_page()
    place = f"/world/a-signing/#s{story.sections[0].id[:7]}"
    page.goto(address_with("/log-in/", place))
    page.get_by_role("main").get_by_role("link", name="Sign up").click()
    page.get_by_label("Email address").fill("dee@example.org")
    page.get_by_role("button", name="Send the code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code")

    page.get_by_label("Code from the mail").fill(code_for("dee@example.org"))
    page.get_by_role("button", name="Sign up").click()

    expect(page).to_have_url(re.compile(re.escape(place) + "$"))
    expect(page.get_by_text(WORDS)).to_be_visible()
    assert Reader.objects.get().email == "dee@example.org"


def test_it_logs_in_with_a_pasted_subject_line(browser_page, ana, story):
    page = browser_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/world/a-signing/")
    page.get_by_role("banner").get_by_role("link", name="Log in").click()
    page.get_by_label("Email address").fill("Ana@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Code from the mail")).to_be_focused()

    paste(page, last_mail("ana@example.org").subject)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/world/a-signing/$"))
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_role("banner").get_by_role("link", name="Account")).to_be_visible()


def test_it_needs_no_mouse(browser_page, ana, story):
    """The whole way with the keys alone, a wrong code on it."""
    page = browser_page()
    page.goto(address_with("/log-in/", "/world/a-signing/"))
    expect(page.get_by_label("Email address")).to_be_focused()
    page.keyboard.type("ana@example.org")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_title(re.compile("Enter the code"))
    code = page.get_by_label("Code from the mail")
    expect(code).to_be_focused()
    page.keyboard.type("0000 0000")
    page.keyboard.press("Enter")

    expect(page.get_by_text("That is not the code")).to_be_visible()
    expect(code).to_be_focused()
    expect(code).to_have_accessible_description(re.compile("That is not the code .* 4 more tries"))
    page.keyboard.type(code_for("ana@example.org"))
    page.keyboard.press("Enter")

    expect(page.get_by_text(WORDS)).to_be_visible()


def test_its_pages_fit_a_telephone(browser_page, ana, story):
    page = browser_page(width=390, height=700, has_touch=True)
    page.goto(address_with("/log-in/", "/world/a-signing/"))
    seen = [fits(page)]
    page.get_by_label("Email address").fill("ana@example.org")
    page.get_by_role("button", name="Send the code").tap()
    expect(page).to_have_title(re.compile("Enter the code"))
    seen.append(fits(page))
    page.get_by_role("button", name="Send again").tap()
    expect(page.get_by_text("Codes from earlier mails no longer work.")).to_be_visible()
    seen.append(fits(page))
    page.get_by_label("Code from the mail").fill(code_for("ana@example.org"))
    page.get_by_role("main").get_by_role("button", name="Log in").tap()

    expect(page.get_by_text(WORDS)).to_be_visible()
    assert seen == [True, True, True]


def fits(page):
    """Nothing sticks out sideways, and every button is high enough for a thumb."""
    wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    buttons = page.locator("main .button").all()
    return wide and all(it.bounding_box()["height"] >= 44 for it in buttons)


def test_a_code_from_another_browser_is_explained(browser_page, ana):
    asked, other = browser_page(), browser_page()
    asked.goto("/log-in/")
    asked.get_by_label("Email address").fill("ana@example.org")
    asked.keyboard.press("Enter")
    expect(asked).to_have_title(re.compile("Enter the code"))

    other.goto("/log-in/code/")

    expect(other.get_by_role("heading", level=1)).to_have_text("No code is waiting in this browser")
    other.get_by_role("link", name="Log in here").click()
    expect(other.get_by_label("Email address")).to_be_focused()
