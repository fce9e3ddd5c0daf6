"""Review in Chromium: from a writer's submit to the editor's approval; and a story as a locked reader finds it."""

import re
import time
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from standfirst import settings as as_configured
from standfirst.publication.models import OutgoingMail
from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.stories.tests import lantern
from standfirst.stories.tests.factories import make_plans

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SLOW = 15_000  # milliseconds, for what Wagtail saves by itself on a machine that is busy


@pytest.fixture
def publication(settings):
    settings.EMAIL_BACKEND = as_configured.EMAIL_BACKEND  # Django's test runner puts another there
    ensure_roles()
    make_plans()
    return lantern.publish()


@pytest.fixture
def logged_in(browser_page):
    def log_in(name, role):
        reader = Reader.objects.create_reader(f"{name.lower()}@example.com", name=name)
        reader.take_role(role)
        page = browser_page(height=1000)
        page.goto(f"/log-in/link/{LogInLink.token_for(reader, datetime.now(UTC))}/")
        page.get_by_role("main").get_by_role("button").click()
        return page

    return log_in


def region(page, name):
    return page.get_by_role("region", name=name)


def choose(page, action):
    """From the menu of what can be done with a story besides saving it."""
    footer = page.get_by_role("navigation", name="Actions (footer)")
    footer.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=action, exact=True).click()


def expect_mail(to, words):
    """The form answers before or after the mail is written, as the server's threads come to it."""
    until = time.monotonic() + SLOW / 1000
    while time.monotonic() < until:
        mails = OutgoingMail.objects.filter(to=to)
        if any(words in f"{it.subject}\n{it.text}" for it in mails):
            return
        time.sleep(0.1)
    pytest.fail(f"No mail to {to} says {words!r}")


def test_it_leads_from_a_writers_submit_to_the_published_story(
    browser_page, publication, logged_in
):
    wim, eli = logged_in("Wim", "writer"), logged_in("Eli", "editor")

    wim.goto("/admin/")
    wim.get_by_role("link", name="New story in World").click()
    wim.locator("[name=title]").fill("Rain at last")
    wim.locator("[name=standfirst]").fill("It rained on Tuesday.")
    section = wim.locator("#sections-root [data-streamfield-child]").first
    section.locator("[role=textbox]").click()
    wim.keyboard.type("Wells are full.")
    wim.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"), timeout=SLOW)
    choose(wim, "Submit to Moderators approval")
    expect(wim.get_by_text("submitted for moderation")).to_be_visible()
    expect_mail("eli@example.com", "Wim submitted “Rain at last” for review.")

    eli.goto("/admin/")
    waits = region(eli, "Waits for me")
    expect(waits).to_contain_text("Wim submitted it")
    waits.get_by_role("link", name="Review").click()
    comment(eli, "standfirst", "Which Tuesday?")
    choose(eli, "Request changes")
    eli.get_by_role("dialog").locator("textarea").fill("Who says that the wells are full?")
    eli.get_by_role("dialog").get_by_role("button", name="Request changes").click()
    expect(eli.get_by_text("has been updated").or_(eli.get_by_text("rejected"))).to_be_visible()
    expect_mail("wim@example.com", "Who says that the wells are full?")

    wim.goto("/admin/")
    returned = region(wim, "Waits for me")
    expect(returned).to_contain_text("Eli returned it to you")
    expect(returned).to_contain_text("Who says that the wells are full?")
    returned.get_by_role("link", name="Mend it").click()
    wim.get_by_role("button", name="Toggle comments").click()
    expect(wim.get_by_text("Which Tuesday?").first).to_be_visible()
    wim.locator("[name=standfirst]").fill("It rained on Tuesday, says the mayor.")
    choose(wim, "Resubmit to Moderators approval")
    expect(wim.get_by_text("submitted for moderation")).to_be_visible()

    eli.goto("/admin/")
    region(eli, "Waits for me").get_by_role("link", name="Compare").click()
    expect(eli.locator(".comparison .addition")).to_contain_text([", says the mayor"])
    eli.goto("/admin/")
    region(eli, "Waits for me").get_by_role("link", name="Review").click()
    choose(eli, "Approve and Publish")
    expect(eli.get_by_text(re.compile("published|updated|approved")).first).to_be_visible()
    expect_mail("wim@example.com", "“Rain at last” is approved")

    cy = browser_page()
    cy.goto("/world/rain-at-last/")
    expect(cy.get_by_text("It rained on Tuesday, says the mayor.")).to_be_visible()
    eli.goto("/admin/")
    expect(region(eli, "Out today")).to_contain_text("Rain at last")


def comment(page, field, words):
    page.get_by_role("button", name="Toggle comments").click()
    panel = page.locator(f"#panel-child-content-{field}-section, [data-contentpath={field}]").first
    panel.hover()
    panel.get_by_role("button", name="Add comment").click()
    page.locator(".comment [role=textbox], .comment textarea").first.fill(words)
    page.get_by_role("button", name="Comment", exact=True).click()


def test_it_shows_the_story_as_a_locked_reader_finds_it(publication, logged_in):
    eli = logged_in("Eli", "editor")
    story = publication.stories["members"]
    eli.goto(f"/admin/pages/{story.pk}/edit/")
    eli.get_by_role("button", name="Toggle preview").click()
    shown = eli.frame_locator("#w-preview-iframe")
    expect(shown.get_by_text(lantern.MEMBERS_WORD)).to_be_visible(timeout=SLOW)

    eli.get_by_label("Preview mode").select_option(label="Payment declined")
    expect(shown.get_by_text("Your bank didn't approve €5")).to_be_visible(timeout=SLOW)
    expect(shown.get_by_text(lantern.OUTSIDE_WORD)).to_be_visible()
    assert lantern.MEMBERS_WORD not in shown.locator("html").inner_html()

    eli.get_by_label("Preview mode").select_option(label="Signed out")
    expect(shown.get_by_text("Members can read the rest.")).to_be_visible(timeout=SLOW)
    for size, width in (("mobile", 375), ("desktop", 1280)):
        eli.get_by_role("radio", name=f"Preview in {size} size").check(force=True)
        page = shown.locator("html")
        expect(page).to_have_js_property("clientWidth", width)
        assert page.evaluate("it => it.scrollWidth") == width
