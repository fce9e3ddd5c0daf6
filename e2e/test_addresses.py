"""Addresses as an editor changes them: a slug that moves, and a story that is withdrawn."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.stories.models import StoryPage
from standfirst.stories.tests import lantern

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BREAD = "/money/bread-costs-less/"
LINE = "The figures in it were another year's."


@pytest.fixture
def story(db):
    made = lantern.publish().stories["public"]
    made.save_revision().publish()
    return StoryPage.objects.get(pk=made.pk)


@pytest.fixture
def eli(browser_page, story):
    """The editor, in the story's form."""
    ensure_roles()
    reader = Reader.objects.create_reader("eli@example.com", name="Eli")
    reader.take_role("editor")
    page = browser_page(height=1000)
    page.goto(f"/log-in/link/{LogInLink.token_for(reader, datetime.now(UTC))}/")
    page.get_by_role("main").get_by_role("button").click()
    page.goto(f"/admin/pages/{story.pk}/edit/")
    page.get_by_role("tab", name="Address and times").click()
    return page


def act(page, name):
    """From the menu beside the form's main button."""
    page.get_by_role("button", name="More actions").click()
    entry = page.get_by_role("button", name=name, exact=True)
    entry.or_(page.get_by_role("link", name=name, exact=True)).click()


def test_it_leads_from_the_old_address_to_the_new(browser_page, eli):
    eli.locator("[name=slug]").fill("bread")
    eli.get_by_role("button", name="Publish", exact=True).click()
    expect(eli.get_by_text("has been published").first).to_be_visible()
    cy = browser_page(width=390)
    answer = cy.request.get(BREAD, max_redirects=0)
    assert (answer.status, answer.headers["location"]) == (301, "/money/bread/")
    cy.goto(BREAD)
    assert cy.url.endswith("/money/bread/")
    expect(cy.get_by_role("heading", level=1)).to_have_text("Bread costs less")


def test_it_says_that_a_story_was_withdrawn(browser_page, eli):
    eli.locator("[name=withdrawn_line]").fill(LINE)
    act(eli, "Save draft")
    expect(eli.get_by_text(re.compile("has been (updated|saved)")).first).to_be_visible()
    act(eli, "Unpublish")
    eli.get_by_role("button", name="Yes, unpublish it").click()
    expect(eli.get_by_text("unpublished").first).to_be_visible()
    cy = browser_page(width=390)
    answer = cy.goto(BREAD)
    assert answer.status == 410
    expect(cy.get_by_role("heading", level=1)).to_contain_text("This story was withdrawn on")
    expect(cy.get_by_text(LINE)).to_be_visible()
    cy.get_by_role("link", name="Go to Money").click()
    assert cy.url.endswith("/money/")
