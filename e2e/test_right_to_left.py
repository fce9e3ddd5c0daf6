"""The same pages set from right to left: mirrored, and never wider than the screen."""

import pytest
from playwright.sync_api import expect

from standfirst.publication.models import PublicationSettings
from standfirst.stories.tests import lantern

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEBREW = "he"
WIDTHS = (320, 390, 820, 1280)


@pytest.fixture
def story(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, (HEBREW, "עברית")]
    made = lantern.publish()
    PublicationSettings.objects.update(language=HEBREW)
    return made.stories["members"]


@pytest.mark.parametrize("width", WIDTHS)
def test_it_mirrors_the_page_within_the_screen(browser_page, story, width):
    page = browser_page(width=width)
    for path in ("/", "/world/", story.get_url(), "/search/?q=openbrook", "/log-in/"):
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        log_in = page.locator(".masthead .account").bounding_box()
        name = page.locator(".masthead .name").bounding_box()
        assert log_in["x"] < name["x"], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
