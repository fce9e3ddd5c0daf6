"""After a story is out, in Chromium: an update, a correction, and what readers then see of both."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.stories.tests import lantern
from standfirst.stories.tests.factories import Part, make_member, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORY = "/world/bridge-opens/"
UPDATE = "The first lorry crossed at eight."
CORRECTION = "The bridge is 900 metres long, not 90."
LOCKED = "tollgull"


@pytest.fixture
def story(db):
    """A draft that waits to be published, in a publication with an editor and a member."""
    ensure_roles()
    made = lantern.publish()
    eli = Reader.objects.create_reader("eli@example.com", name="Eli Ward")
    eli.take_role("editor")
    lantern.make_plans()
    make_member("ana@example.com", "basic")
    parts = (
        Part("What everyone knows", "<p>It is 90 metres long.</p>", free=True),
        Part("What the crew said", "<p>It stands.</p>"),
    )
    return make_story(made.world, "Bridge opens", live=False, published_at=None, sections=parts)


def logged_in(browser_page, email):
    page = browser_page(height=1000)
    link = LogInLink.token_for(Reader.objects.get(email=email), datetime.now(UTC))
    page.goto(f"/log-in/link/{link}/")
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url(re.compile(r"^(?!.*/log-in/)"))
    return page


@pytest.fixture
def form(browser_page, story):
    page = logged_in(browser_page, "eli@example.com")
    page.goto(f"/admin/pages/{story.pk}/edit/")
    return page


def publish(form):
    form.locator("[name=action-publish]").first.click()
    expect(form.get_by_text("has been published")).to_be_visible()
    form.goto(re.sub(r"/admin/pages/(\d+)/.*", r"/admin/pages/\1/edit/", form.url))


def write_after(form, words, place):
    rows = form.locator("#sections-root [data-streamfield-child]:not([aria-hidden=true])")
    text = rows.nth(place).locator("[role=textbox]")
    text.click()
    form.keyboard.press("Control+End")
    form.keyboard.type(words)
    sent = form.locator(f"[name=sections-{place}-value-text]")
    expect(sent).to_have_value(
        re.compile(re.escape(words))
    )  # Draftail writes it down a little later


def tell(form, kind, words):
    form.locator("[name=note_kind]").select_option(kind)
    form.locator("[name=note_text]").fill(words)


def test_it_tells_readers_what_changed_and_shows_it_to_those_who_may(browser_page, form, story):
    expect(form.locator("[name=note_text]")).to_have_count(0)
    publish(form)
    write_after(form, f" The {LOCKED} is closed.", 1)
    tell(form, "update", UPDATE)
    publish(form)
    expect(form.get_by_text("Readers have been told")).to_be_visible()
    expect(form.locator("[name=note_text]")).to_have_value("")
    form.locator("[name=standfirst]").fill("It is long: 900 metres.")
    tell(form, "correction", CORRECTION)
    publish(form)

    cy = browser_page(width=390)
    cy.goto(STORY)
    told = cy.get_by_role("group", name="What changed in this story").locator("p")
    expect(told).to_have_text(
        [
            re.compile(rf"Correction, \d\d:\d\d\.\s+{re.escape(CORRECTION)}"),
            re.compile(rf"Update, \d\d:\d\d\.\s+New since \d\d:\d\d: {re.escape(UPDATE)}"),
        ]
    )
    cy.get_by_role("contentinfo").get_by_role("link", name="Corrections").click()
    expect(cy.get_by_text(CORRECTION)).to_be_visible()
    expect(cy.get_by_text(UPDATE)).to_be_visible()
    cy.get_by_role("link", name="Corrections", exact=True).first.click()
    expect(cy.get_by_text(UPDATE)).to_have_count(0)
    assert CORRECTION in cy.request.get("/corrections/feed.xml").text()
    assert UPDATE in cy.request.get("/feed.xml").text()

    cy.goto(STORY)
    cy.get_by_role("link", name="What changed").click()
    expect(cy.get_by_role("deletion").first).to_contain_text("Both")
    expect(cy.get_by_role("insertion").first).to_contain_text("900")
    cy.get_by_role("link", name="Everything that changed since it was published").click()
    expect(cy.get_by_role("heading", name="What the crew said")).to_be_visible()
    assert LOCKED not in cy.content()

    ana = logged_in(browser_page, "ana@example.com")
    ana.goto(f"{STORY}changes/?from=1&to=2")
    expect(ana.get_by_role("insertion")).to_contain_text(LOCKED)


def test_it_asks_for_the_words_of_a_note_and_keeps_what_was_typed(form, story):
    publish(form)
    form.locator("[name=standfirst]").fill("It is long.")
    form.locator("[name=note_kind]").select_option("clarification")
    form.locator("[name=action-publish]").first.click()
    expect(form.get_by_text("Say in words what changed, or choose no kind.")).to_be_visible()
    expect(form.locator("[name=standfirst]")).to_have_value("It is long.")
