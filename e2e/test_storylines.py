"""A story into a storyline, and to the top of the front page, as an editor does it in Chromium."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.stories.models import StorylinePage
from standfirst.stories.tests import lantern
from standfirst.stories.tests.factories import make_storyline

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def publication(db):
    ensure_roles()
    return lantern.publish()


@pytest.fixture
def editing(browser_page, publication):
    """The form of a public story that is out, open for Eli."""
    make_storyline(publication.front, "Price of bread")
    eli = Reader.objects.create_reader("eli@example.com", name="Eli Ward")
    eli.take_role("editor")
    page = browser_page(height=1000)
    page.goto(f"/log-in/link/{LogInLink.token_for(eli, datetime.now(UTC))}/")
    page.get_by_role("main").get_by_role("button").click()
    page.goto(f"/admin/pages/{publication.stories['public'].pk}/edit/")
    return page


def publish(page):
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name=re.compile("^Publish")).click()
    expect(page.locator(".messages")).to_contain_text("published")


def test_it_adds_a_story_to_a_storyline_with_a_key(editing):
    field = editing.get_by_label("Storyline")
    editing.locator("[name=title]").click()
    editing.keyboard.press("Alt+l")
    expect(field).to_be_focused()
    editing.keyboard.type("price of bread")
    publish(editing)
    editing.goto("/price-of-bread/")
    expect(editing.get_by_role("heading", name="Bread costs less")).to_be_visible()


def test_it_makes_a_storyline_of_a_name_typed_there(editing):
    editing.get_by_label("Storyline").fill("Harbour strike")
    publish(editing)
    editing.goto("/money/bread-costs-less/")
    editing.get_by_role("link", name="Harbour strike").click()
    expect(editing.get_by_role("heading", level=1, name="Harbour strike")).to_be_visible()
    assert StorylinePage.objects.count() == 2


def test_it_leads_the_front_page_with_one_click(editing, publication):
    editing.locator("[aria-label='Actions']").first.click()
    editing.get_by_role("link", name="Lead the front page").click()
    expect(editing.locator(".messages")).to_contain_text("leads the front page")
    assert "/edit/" in editing.url
    editing.goto("/")
    lead = editing.locator(".card.lead")
    expect(lead).to_contain_text("Bread costs less")
