"""Who said what, confirmed by keyboard in the editor's own form, and published with the story."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.record.models import Party, Statement
from standfirst.stories.tests import lantern

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SLOW = 15_000  # milliseconds: Wagtail's form is large

SURE = (
    "Asked about the incursion, Pentagon Press Secretary Sabrina Singh said, "
    "“It is consistent with our policy, and we have supported Ukraine from the very beginning.” "
    "She added, “We are getting more information, but really it is for them to speak.”"
)
DOUBTFUL = "A man at the pier shook his head. “Nobody has told us anything at all about the boats.”"


@pytest.fixture
def desk(db):
    return lantern.publish().world


@pytest.fixture
def form(browser_page, desk):
    ensure_roles()
    Party.objects.create(name="United States Department of Defense", also_called="Pentagon")
    eli = Reader.objects.create_reader("eli@example.com", name="Eli Ward")
    eli.take_role("editor")
    page = browser_page(height=1000)
    page.goto(f"/log-in/link/{LogInLink.token_for(eli, datetime.now(UTC))}/")
    page.get_by_role("main").get_by_role("button").click()
    page.goto(f"/admin/pages/add/stories/storypage/{desk.pk}/")
    page.locator("[name=title]").wait_for()
    return page


def write(page, *paragraphs):
    """A story with its words in the first section, the cursor behind them."""
    page.locator("[name=title]").fill("Rain at last")
    page.locator("[name=standfirst]").fill("It rained on Tuesday.")
    page.locator("#sections-root [role=textbox]").first.click()
    for number, text in enumerate(paragraphs):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(text)


def proposals(page, state):
    return page.locator(f"#who-said-panel li[data-state={state}]")


def confirm_button(page):
    return page.locator("footer .who-said-confirm")


def highlighted(page, name):
    return page.evaluate(
        "name => [...(CSS.highlights.get(name) ?? [])].map(range => range.toString())", name
    )


def test_it_confirms_by_keyboard_what_is_published(form):
    write(form, SURE)
    expect(proposals(form, "sure")).to_have_count(2, timeout=SLOW)
    assert highlighted(form, "named") == ["Pentagon Press Secretary Sabrina Singh", "She"]
    form.keyboard.press("Alt+c")
    expect(confirm_button(form)).to_have_text("Confirm these 2")
    expect(confirm_button(form)).not_to_have_class(re.compile("who-said-waits"))
    form.keyboard.press("Alt+c")
    expect(proposals(form, "accepted")).to_have_count(2)
    form.keyboard.press("Control+Enter")
    expect(
        form.get_by_text("created and published").or_(form.get_by_text("has been published"))
    ).to_be_visible(timeout=SLOW)
    first, second = Statement.objects.order_by("position")
    assert (first.person.name, first.party.name) == (
        "Sabrina Singh",
        "United States Department of Defense",
    )
    assert (first.office, first.verb, first.mode) == ("Pentagon Press Secretary", "said", "direct")
    assert first.words.startswith("It is consistent with our policy")
    assert second.person == first.person
