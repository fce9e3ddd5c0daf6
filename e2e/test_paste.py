"""Paste a brief as an editor does: from the clipboard, by keyboard, into the form it is published from."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.stories.models import StoryPage
from standfirst.stories.tests import lantern

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAMPLES = Path(__file__).parents[1] / "standfirst" / "stories" / "pasting" / "tests" / "data"
DOCUMENT = (SAMPLES / "google_docs.html").read_text(encoding="utf-8")
SLOW = 15_000  # milliseconds: Wagtail's form is large
PLAIN = "Boats\n\nThe ferries run again.\n\nWhat the port says: It opens at noon.\n"

# A real paste needs a real clipboard: the page puts the HTML there, and Control+V takes it.
COPY = """async ([html, text]) => navigator.clipboard.write([new ClipboardItem({
    "text/html": new Blob([html], {type: "text/html"}),
    "text/plain": new Blob([text], {type: "text/plain"}),
})])"""


@pytest.fixture
def desk(db):
    return lantern.publish().world


def editor_at(browser_page, path: str, role: str = "editor") -> Page:
    ensure_roles()
    eli = Reader.objects.create_reader("eli@example.com", name="Eli")
    eli.take_role(role)
    page = browser_page(height=1000, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/log-in/link/{LogInLink.token_for(eli, datetime.now(UTC))}/")
    page.get_by_role("main").get_by_role("button").click()
    page.goto(path)
    return page


def area(page: Page):
    return page.get_by_role("textbox", name="Paste a brief")


def paste(page: Page, html: str, text: str = "x") -> None:
    """As a browser hands a paste over; `copy_and_paste` goes through the clipboard itself."""
    area(page).evaluate(
        """(area, [html, text]) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            clipboardData.setData("text/plain", text);
            area.focus();
            area.dispatchEvent(new ClipboardEvent("paste", {clipboardData, cancelable: true, bubbles: true}));
        }""",
        [html, text],
    )


def copy_and_paste(page: Page, html: str, text: str) -> None:
    page.evaluate(COPY, [html, text])
    page.keyboard.press("Control+V")


def labels(page: Page) -> list[str]:
    return page.evaluate(
        "document.getElementById('sections-root').rootBlock.children.map(it => it.getValue().value.label)"
    )


def answer(page: Page):
    return page.get_by_role("status").filter(has_text=re.compile("Filled|Line|Everything|Nothing"))


def test_it_publishes_a_pasted_document_from_one_page(browser_page, desk):
    page = editor_at(browser_page, "/admin/paste/")
    expect(page.get_by_role("main").get_by_role("link", name="World")).to_be_focused(timeout=SLOW)
    page.keyboard.press("Enter")
    expect(area(page)).to_be_focused(timeout=SLOW)
    copy_and_paste(page, DOCUMENT, "Ferries to the islands run again")
    expect(answer(page)).to_contain_text("Left out: 1 image, 1 table.")
    expect(page.locator("[name=title]")).to_have_value("Ferries to the islands run again")
    expect(page.locator("[name=slug]")).to_have_value("ferries-to-the-islands-run-again")
    shown = page.locator(".DraftEditor-root:visible").first
    link = shown.get_by_role("button", name="the timetable")  # as the form shows links
    expect(link).to_be_visible()
    expect(shown.locator("[style*=italic]", has_text="at noon")).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("created and published")).to_be_visible(timeout=SLOW)
    story = StoryPage.objects.get(slug="ferries-to-the-islands-run-again")
    assert story.live
    assert story.desk == desk
    assert '<a href="https://port.example/timetable?day=1">the timetable</a>' in str(
        story.sections[0].value["text"].source
    )
    read_signed_out(browser_page, story)


def read_signed_out(browser_page, story: StoryPage) -> None:
    page = browser_page()
    page.goto(story.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ferries to the islands run again")
    expect(page.get_by_text("The ferries to the islands run again after nine days")).to_be_visible()
    expect(page.get_by_text("What the crews are saying")).to_be_visible()
    expect(page.get_by_text("It opens at noon")).to_have_count(0)
    story.access = story.access.parse("public")
    story.save_revision().publish()
    page.reload()
    expect(page.get_by_role("link", name="the timetable")).to_have_attribute(
        "href", "https://port.example/timetable?day=1"
    )
    expect(page.locator("em, i", has_text="at noon")).to_be_visible()
    expect(page.locator("strong, b", has_text="no boat")).to_be_visible()


def test_it_publishes_by_key_from_where_it_was_pasted(browser_page, desk):
    page = editor_at(browser_page, f"/admin/pages/add/stories/storypage/{desk.pk}/?paste")
    expect(area(page)).to_be_focused(timeout=SLOW)
    copy_and_paste(page, "", PLAIN)
    expect(answer(page)).to_contain_text("Filled: headline, standfirst, 1 section.")
    page.keyboard.press("Control+Enter")
    expect(
        page.get_by_text("has been published").or_(page.get_by_text("created and published"))
    ).to_be_visible(timeout=SLOW)
    assert StoryPage.objects.get(slug="boats").live


def test_it_keeps_what_is_there_until_told_to_replace_it_and_undoes_all(browser_page, desk):
    story = desk.get_children().get(slug="accord-reached-at-the-strait")
    page = editor_at(browser_page, f"/admin/pages/{story.pk}/edit/?paste")
    before = labels(page)
    headline = page.locator("[name=title]").input_value()
    paste(page, "", PLAIN)
    expect(answer(page)).to_contain_text("Kept as you had them: headline, standfirst, sections.")
    assert labels(page) == [*before, "What the port says"]
    expect(page.locator("[name=title]")).to_have_value(headline)
    page.get_by_role("button", name="Replace what is here").click()
    expect(page.locator("[name=title]")).to_have_value("Boats")
    assert labels(page) == ["What the port says"]
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator("[name=title]")).to_have_value(headline)
    assert labels(page) == before


def test_it_takes_the_place_of_the_empty_skeleton(browser_page, desk):
    page = editor_at(browser_page, f"/admin/pages/add/stories/storypage/{desk.pk}/?paste", "writer")
    page.evaluate(
        """() => {
            const stream = document.getElementById("sections-root").rootBlock;
            stream.setState([]);
            stream._onRequestInsert(0, {type: "section"});
            stream.children[0].block.childBlocks.label.setState("What’s the deal");
        }"""
    )
    paste(page, "", PLAIN)
    expect(answer(page)).to_contain_text("Filled: headline, standfirst, 1 section.")
    assert labels(page) == ["What the port says"]


def test_it_names_the_line_of_what_is_refused_and_of_what_is_in_doubt(browser_page, desk):
    page = editor_at(browser_page, f"/admin/pages/add/stories/storypage/{desk.pk}/?paste")
    paste(page, "", "Boats.\n\nNo label in here.\n")
    expect(answer(page)).to_contain_text("Line 3: this paragraph comes after the standfirst")
    selected = area(page).evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)")
    assert selected == "No label in here."
    area(page).fill("Boats.\n\nWhat the port says: Noon.\nWhat the crews say: “When it is safe.”\n")
    page.get_by_role("button", name="Fill the form").click()
    doubt = page.get_by_role("listitem").filter(has_text="Line 4 looks like a section's label")
    expect(doubt).to_be_visible()
    assert labels(page) == ["What the port says"]
