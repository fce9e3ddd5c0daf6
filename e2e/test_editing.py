"""The editor's own form in Chromium: a brief written from the house's skeleton to its publishing."""

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

SAVED = 15_000  # milliseconds to wait for Wagtail to autosave on a machine that is busy


def an_editor(email, name):
    reader = Reader.objects.create_reader(email, name=name)
    reader.take_role("editor")
    return reader


@pytest.fixture
def eli(db):
    ensure_roles()
    return an_editor("eli@example.com", "Eli Ward")


@pytest.fixture
def desk(db):
    return lantern.publish().world


def logged_in(browser_page, reader, now):
    page = browser_page(height=1000)
    page.goto(f"/log-in/link/{LogInLink.token_for(reader, now)}/")
    page.get_by_role("main").get_by_role("button").click()
    return page


@pytest.fixture
def form(browser_page, desk, eli):
    page = logged_in(browser_page, eli, datetime.now(UTC))
    page.goto(f"/admin/pages/add/stories/storypage/{desk.pk}/")
    page.locator("[name=title]").wait_for()
    return page


class Section:
    """A section of the form, by its place from 0."""

    def __init__(self, page, place):
        self.page = page
        rows = page.locator("#sections-root [data-streamfield-child]:not([aria-hidden=true])")
        self.row = rows.nth(place)
        self.label = self.row.locator("[data-contentpath=label] input")
        self.text = self.row.locator("[role=textbox]")

    def write(self, label, text):
        self.label.fill(label)
        self.text.click()
        self.page.keyboard.type(text)

    def press(self, name):
        self.row.get_by_role("button", name=re.compile(f"^{name}")).click()


def sections(page):
    return page.locator("#sections-root [data-streamfield-child]:not([aria-hidden=true])")


def shown_as_saved(page):
    indicator = page.locator("#w-autosave-indicator")
    expect(indicator).to_have_attribute("data-w-autosave-state-value", "saved", timeout=SAVED)


def test_it_makes_the_slug_of_the_headline(form):
    form.locator("[name=title]").fill("Rain at last")
    form.locator("[name=title]").blur()
    expect(form.locator("[name=slug]")).to_have_value("rain-at-last")


def test_it_writes_a_brief_from_skeleton_to_published(form):
    expect(sections(form)).to_have_count(3)
    expect(form.locator("[name=byline]")).to_have_value("Eli Ward")

    form.locator("[name=title]").fill("Rain at last")
    form.keyboard.press("Enter")
    form.keyboard.type("It rained on Tuesday.")
    Section(form, 0).text.click()
    form.keyboard.type("Wells are full. Streets are not.")

    saying = Section(form, 1)
    saying.label.focus()
    form.keyboard.type("the mayor")
    expect(saying.label).to_have_value("What the mayor is saying")
    form.keyboard.press("Enter")
    form.keyboard.type("It will do.")

    form.keyboard.press("Control+Enter")
    expect(
        form.get_by_text("has been published").or_(form.get_by_text("created and published"))
    ).to_be_visible()
    assert re.search(r"/admin/pages/\d+/edit/$", form.url)
    story = StoryPage.objects.get(slug="rain-at-last")
    assert [block.value["label"] for block in story.sections] == [
        "What’s the deal",
        "What the mayor is saying",
    ]
    form.get_by_role("link", name="View live").click()
    expect(form.get_by_role("heading", name="Rain at last")).to_be_visible()


def test_what_is_published_while_it_is_first_saved_makes_one_story(form):
    held = []
    form.route(
        "**/admin/pages/add/**",
        lambda it: held.append(it) if it.request.resource_type == "fetch" else it.continue_(),
    )
    with form.expect_request(lambda it: it.resource_type == "fetch" and "/add/" in it.url):
        form.locator("[name=title]").fill("Rain at last")
        form.locator("[name=standfirst]").fill("It rained on Tuesday.")
    Section(form, 0).write("What", "Wells are full.")
    form.keyboard.press("Control+Enter")
    form.wait_for_function("document.querySelector('button[name=action-publish]').disabled")
    for waiting in held:
        waiting.continue_()
    expect(form.get_by_text("has been published")).to_be_visible()
    assert [it.live for it in StoryPage.objects.filter(title="Rain at last")] == [True]


def test_it_offers_the_labels_of_the_house(form):
    form.get_by_role("button", name="Insert a block").last.click()
    added = Section(form, 3)
    added.row.get_by_role("button", name="What … is saying").click()
    form.keyboard.type("Russia")
    expect(added.label).to_have_value("What Russia is saying")
    expect(added.row.get_by_role("list", name="Labels of the house")).to_be_hidden()


def test_it_splits_at_the_cursor_and_joins_again(form):
    first = Section(form, 0)
    form.keyboard.press("Escape")
    first.text.click()
    form.keyboard.type("One ")
    form.keyboard.press("Control+b")
    form.keyboard.type("bold")
    form.keyboard.press("Control+b")
    form.keyboard.type(" word.")
    form.keyboard.press("Enter")
    form.keyboard.type("Two.")
    ids = [form.locator("[name=sections-0-id]").input_value()]
    form.keyboard.press("Home")
    form.keyboard.press("Alt+Enter")

    expect(sections(form)).to_have_count(4)
    expect(first.text).to_have_text("One bold word.")
    second = Section(form, 1)
    expect(second.text).to_have_text("Two.")
    expect(second.label).to_be_focused()
    expect(first.label).to_have_value("What’s the deal")
    assert form.locator("[name=sections-0-id]").input_value() == ids[0]

    second.label.fill("And then")
    second.press("Join")
    expect(sections(form)).to_have_count(3)
    expect(first.text).to_have_text(re.compile(r"One bold word\.\s*Two\."))
    expect(first.text.locator("[style*=bold]")).to_have_text("bold")
    expect(form.get_by_role("status").filter(has_text="And then")).to_be_visible()

    form.get_by_role("button", name="Undo").click()
    expect(sections(form)).to_have_count(4)
    expect(Section(form, 1).label).to_have_value("And then")
    expect(Section(form, 1).text).to_have_text("Two.")


def test_it_does_not_free_what_was_locked_by_joining(form):
    free, locked = Section(form, 0), Section(form, 1)
    free.press("Settings")
    free.row.locator("[name$=value-free]").check()
    free.write("Free", "All read this.")
    locked.write("Locked", "Members read this.")
    locked.press("Join")
    expect(free.row.locator("[name$=value-free]")).not_to_be_checked()


def test_it_asks_for_the_cursor_where_nothing_would_stay_above(form):
    Section(form, 0).press("Split")
    expect(form.get_by_role("status").filter(has_text="Put the cursor")).to_be_visible()
    expect(sections(form)).to_have_count(3)


def test_it_counts_as_one_writes(form):
    form.locator("[name=title]").fill("Rain at last")
    expect(form.get_by_text("Characters: 12")).to_be_visible()
    form.locator("[name=standfirst]").fill("word " * 45)
    expect(form.get_by_text("Words: 45", exact=True)).to_be_visible()
    expect(form.get_by_text("This is long for a standfirst")).to_have_count(0)
    form.locator("[name=standfirst]").fill("word " * 46)
    expect(form.get_by_text("This is long for a standfirst")).to_be_visible()
    Section(form, 0).write("What’s the deal", "Three more words.")
    expect(Section(form, 0).row.get_by_text("Words: 3")).to_be_visible()
    expect(form.get_by_text("Words: 49. Minutes: 1.")).to_be_visible()


def test_it_names_a_label_that_is_not_filled_in(form):
    form.locator("[name=title]").fill("Rain at last")
    form.locator("[name=standfirst]").fill("It rained.")
    Section(form, 1).text.click()
    form.keyboard.type("It will do.")
    shown_as_saved(form)
    form.get_by_role("button", name="Publish", exact=True).click()
    expect(form.get_by_text("Section “What … is saying”: put words in place")).to_be_visible()
    expect(Section(form, 1).text).to_have_text("It will do.")


def test_it_autosaves_from_the_first_words(form):
    Section(form, 0).text.click()
    form.keyboard.type("Not lost.")
    form.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"), timeout=SAVED)
    shown_as_saved(form)
    with form.expect_response(re.compile(r"/admin/pages/\d+/edit/$"), timeout=SAVED) as saved:
        form.locator("[name=standfirst]").fill("Kept too.")
    assert saved.value.json()["success"]
    form.reload()
    expect(Section(form, 0).text).to_have_text("Not lost.")
    expect(form.locator("[name=standfirst]")).to_have_value("Kept too.")
    expect(form.locator("[name=title]")).to_have_value("")


def whoever_else(page):
    return page.locator(".w-editing-sessions__session").first


def test_it_shows_two_editors_to_each_other(browser_page, desk, eli):
    story = desk.get_children().get(slug="accord-reached-at-the-strait")
    story.specific.save_revision()
    edit = f"/admin/pages/{story.pk}/edit/"
    mine = logged_in(browser_page, eli, datetime.now(UTC))
    mine.goto(edit)
    theirs = logged_in(browser_page, an_editor("pat@example.com", "Pat"), datetime.now(UTC))
    theirs.goto(edit)
    whoever_else(theirs).hover(timeout=SAVED)
    expect(theirs.get_by_text("Eli Ward")).to_be_visible()
    whoever_else(mine).hover(timeout=SAVED)
    expect(mine.get_by_text("Pat", exact=True)).to_be_visible()
    mine.get_by_role("tab", name="Story").hover()  # what stands open is not renewed

    theirs.locator("[name=standfirst]").click()
    theirs.keyboard.type("Again. ")
    shown_as_saved(theirs)
    told = mine.get_by_role("button", name="Pat saved a new version")
    expect(told).to_be_visible(timeout=SAVED)
    mine.get_by_role("button", name="Publish", exact=True).click()
    expect(mine.get_by_role("dialog").get_by_text("Pat saved a new version")).to_be_visible()


def test_it_shows_the_story_beside_the_form(browser_page, desk, eli):
    page = logged_in(browser_page, eli, datetime.now(UTC))
    story = desk.get_children().get(slug="accord-reached-at-the-strait")
    page.goto(f"/admin/pages/{story.pk}/edit/")
    page.get_by_role("button", name=re.compile("preview", re.IGNORECASE)).first.click()
    shown = page.frame_locator("iframe#preview-iframe, iframe[title=Preview]").first
    expect(shown.get_by_text(lantern.MEMBERS_WORD)).to_be_visible(timeout=15_000)
