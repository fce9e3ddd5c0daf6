"""The editor's own form in Chromium: a new story from an empty form, seen beside it before it is out."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.stories.tests import lantern

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def eli():
    ensure_roles()
    reader = Reader.objects.create_reader("eli@example.com", name="Eli")
    reader.take_role("editor")
    return reader


def logged_in(browser_page, reader, now):
    page = browser_page(height=1000)
    page.goto(f"/log-in/link/{LogInLink.token_for(reader, now)}/")
    page.get_by_role("main").get_by_role("button").click()
    return page


@pytest.fixture
def desk(db):
    return lantern.publish().world


def test_it_saves_a_story_from_an_empty_form(browser_page, desk, eli):
    page = logged_in(browser_page, eli, datetime.now(UTC))
    page.goto(f"/admin/pages/add/stories/storypage/{desk.pk}/")
    page.locator("[name=title]").fill("Rain at last")
    page.locator("[name=title]").blur()
    expect(page.locator("[name=slug]")).to_have_value("rain-at-last")


def test_it_shows_the_story_beside_the_form(browser_page, desk, eli):
    page = logged_in(browser_page, eli, datetime.now(UTC))
    story = desk.get_children().get(slug="accord-reached-at-the-strait")
    page.goto(f"/admin/pages/{story.pk}/edit/")
    page.get_by_role("button", name=re.compile("preview", re.IGNORECASE)).first.click()
    shown = page.frame_locator("iframe#preview-iframe, iframe[title=Preview]").first
    expect(shown.get_by_text(lantern.MEMBERS_WORD)).to_be_visible(timeout=15_000)
