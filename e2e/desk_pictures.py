"""What the screenshots do in the admin before a picture is taken: each brings a page to where an editor sees it."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

Act = Callable[[Page], None]

EDITOR = "eli@example.com"
STORY = "/world/pentagon-kursk-us-policy/"
SLOW = 20_000  # milliseconds: Wagtail's form is large
SAMPLE = Path(__file__).parents[1] / "standfirst/stories/pasting/tests/data/google_docs.html"
PASTE = """(area, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", "x");
    area.focus();
    area.dispatchEvent(new ClipboardEvent("paste", {clipboardData, cancelable: true, bubbles: true}));
}"""


def as_it_opens(page: Page) -> None:
    page.wait_for_load_state("networkidle")


def new_story(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name="World").click()
    expect(page.get_by_role("textbox", name="Paste a brief")).to_be_visible(timeout=SLOW)
    page.wait_for_load_state("networkidle")


def pasted(page: Page) -> None:
    new_story(page)
    page.get_by_role("textbox", name="Paste a brief").evaluate(PASTE, SAMPLE.read_text())
    expect(page.locator("[name=title]")).not_to_have_value("", timeout=SLOW)
    page.wait_for_timeout(1500)  # until the sections are drawn
    page.locator("#panel-child-story-sections-heading").scroll_into_view_if_needed()
    page.mouse.wheel(0, 500)
    page.wait_for_timeout(500)


def reader_found(page: Page) -> None:
    page.get_by_label("Address, name or support code").fill("ben@example.com")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", name="What they may read")).to_be_visible(timeout=SLOW)
    page.wait_for_load_state("networkidle")


def edit_story(page: Page) -> None:
    """From a story in the list of its desk to its form."""
    page.get_by_role("link", name="Pentagon", exact=False).first.click()
    expect(page.locator("[name=title]")).to_be_visible(timeout=SLOW)
    page.wait_for_load_state("networkidle")


def tell_readers(page: Page) -> None:
    edit_story(page)
    page.get_by_role("combobox", name="What changed").scroll_into_view_if_needed()


def preview_locked(page: Page) -> None:
    edit_story(page)
    page.get_by_role("button", name="Toggle preview").first.click()
    page.get_by_role("combobox", name="Preview mode").select_option(label="Signed out")
    page.wait_for_timeout(3000)  # until the frame has been filled anew
