"""Who said what, confirmed by keyboard in the editor's own form, and published with the story."""

import json
import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.record.models import Party, Statement
from standfirst.stories.models import StoryPage
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
    form.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"), timeout=SLOW)
    saved_at(form)
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


def saved_at(page):
    expect(page.locator("#w-autosave-indicator")).to_have_attribute(
        "data-w-autosave-state-value", "saved", timeout=SLOW
    )


def test_a_doubtful_one_is_amber_and_needs_a_choice(form):
    write(form, DOUBTFUL)
    expect(proposals(form, "doubtful")).to_have_count(1, timeout=SLOW)
    assert highlighted(form, "doubtful") == ["A man"]
    expect(confirm_button(form)).to_have_text("Choose for this one")
    form.keyboard.press("Alt+c")
    expect(proposals(form, "doubtful")).to_be_focused()
    form.keyboard.press("Alt+c")  # it is not filled in for whoever keeps pressing
    expect(proposals(form, "doubtful")).to_have_count(1)
    form.keyboard.press("1")
    expect(proposals(form, "accepted")).to_contain_text("A man")
    expect(confirm_button(form)).to_be_hidden()
    expect(form.locator("#sections-root [role=textbox]").first).to_be_focused()
    form.get_by_role("button", name="Undo").click()
    expect(proposals(form, "doubtful")).to_have_count(1)


def draft_with(page, count):
    """Once as many rows are saved as that."""
    for _ in range(30):
        story = StoryPage.objects.filter(slug="rain-at-last").first()
        draft = story and story.get_latest_revision_as_object()
        if draft and len(draft.accepted) == count:
            return draft
        page.wait_for_timeout(500)
    raise AssertionError(f"no draft with {count} rows")


def test_it_takes_a_typed_name_and_words_set_aside(form):
    Party.objects.create(name="Port of Galle")
    write(form, DOUBTFUL, SURE)
    expect(proposals(form, "doubtful")).to_have_count(1, timeout=SLOW)
    form.keyboard.press("Alt+c")
    form.keyboard.type("Port of Galle")
    form.keyboard.press("Enter")
    expect(proposals(form, "accepted")).to_contain_text("Port of Galle")
    proposals(form, "sure").first.click()
    form.keyboard.press("x")
    expect(proposals(form, "sure")).to_have_count(1)
    expect(proposals(form, "accepted")).to_have_count(1)
    draft = draft_with(form, 2)
    said, aside = draft.accepted
    expect(form.locator("[data-who-said-status]")).to_be_empty()
    plain = form.get_by_role("link", name="All details")
    expect(plain).to_have_attribute("href", f"/admin/stories/{draft.pk}/who-said-what/")
    assert (said["party"], said["party_slug"]) == ("Port of Galle", "port-of-galle")
    assert aside["set_aside"] == "yes"
    assert not Statement.objects.exists()


def test_what_was_accepted_follows_its_words_into_another_section(form):
    write(form, SURE)
    expect(proposals(form, "sure")).to_have_count(2, timeout=SLOW)
    form.keyboard.press("Alt+c")
    expect(confirm_button(form)).not_to_have_class(re.compile("who-said-waits"))
    form.keyboard.press("Alt+c")
    expect(proposals(form, "accepted")).to_have_count(2)
    before = form.locator("[name=accepted]").input_value()
    form.keyboard.press("Home")
    form.keyboard.insert_text("It began at noon. ")
    form.keyboard.press("Alt+Enter")  # all the rest into a section of its own
    expect(form.locator("[name=accepted]")).not_to_have_value(before)
    expect(proposals(form, "accepted")).to_have_count(2)
    expect(proposals(form, "lost")).to_have_count(0)
    sections = form.evaluate(
        "document.getElementById('sections-root').rootBlock.children.map(it => it.id)"
    )
    accepted = json.loads(form.locator("[name=accepted]").input_value())
    assert {it["section"] for it in accepted} == {sections[1]}

    form.locator("#sections-root [role=textbox]").nth(1).click()
    form.keyboard.press("Control+a")
    form.keyboard.insert_text("Nobody spoke.")
    expect(proposals(form, "lost")).to_have_count(2, timeout=SLOW)
    proposals(form, "lost").first.get_by_role("button", name="Forget it").click()
    expect(proposals(form, "lost")).to_have_count(1)
    assert len(json.loads(form.locator("[name=accepted]").input_value())) == 1


def test_skipping_does_not_stop_publishing(form):
    write(form, DOUBTFUL)
    expect(proposals(form, "doubtful")).to_have_count(1, timeout=SLOW)
    form.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"), timeout=SLOW)
    saved_at(form)
    form.keyboard.press("Control+Enter")
    done = form.get_by_text("created and published").or_(form.get_by_text("has been published"))
    expect(done).to_be_visible(timeout=SLOW)
    assert not Statement.objects.exists()


def test_the_page_of_plain_forms_works_without_a_script(browser_page, form, desk):
    write(form, SURE)
    form.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"), timeout=SLOW)
    saved_at(form)
    story = StoryPage.objects.get(slug="rain-at-last")
    plain = browser_page(java_script_enabled=False)
    plain.context.add_cookies(form.context.cookies())
    plain.goto(f"/admin/stories/{story.pk}/who-said-what/")
    plain.get_by_label("Record it").first.check()
    plain.get_by_role("button", name="Save in the draft").click()
    expect(plain.get_by_text("Saved in the draft")).to_be_visible()
    (said,) = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object().accepted
    assert (said["person"], said["party"]) == (
        "Sabrina Singh",
        "United States Department of Defense",
    )
