"""From a pasted brief to the record: an altered quote is stopped and mended, statements accepted, and found."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.record.models import Party, Source, Statement
from standfirst.stories.tests import lantern
from standfirst.stories.tests.factories import make_member, make_plans

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SLOW = 15_000  # milliseconds: Wagtail's form is large
LOOK = 1_000  # milliseconds that an editor looks at a screen of it
TRANSCRIPT = "https://www.defense.gov/News/Transcripts/Transcript/Article/3867296/"
HELD = (
    "MS. SINGH: So, it is consistent with our policy, and we have supported Ukraine from the very beginning to defend "
    "themselves against attacks that are coming across the border. We are getting more information, but really it’s "
    "for them to speak to their own operations."
)
OURS = """Push into Kursk fits US policy, says the Pentagon

A Pentagon spokeswoman said on 8 August that Ukraine’s push into Kursk is consistent with US policy.

What the US is saying: Asked on 8 August whether the push squares with American policy, Deputy Pentagon Press \
Secretary Sabrina Singh said, “It is consistent with our policy, and we have supported Ukraine from the very \
beginning to defend themselves against attacks that are coming across the border.” She added, “We are getting more \
information, but really it’s for them to speak to their own operations.”

The UN speaks up: A spokesman told reporters that the organisation had a “real concern” about what may follow.
"""
# A paste takes both from the clipboard.
COPY = """async (text) => navigator.clipboard.write([new ClipboardItem({
    "text/html": new Blob([""], {type: "text/html"}),
    "text/plain": new Blob([text], {type: "text/plain"}),
})])"""
REFERENCE = Path(__file__).parents[2] / "shared" / "reference" / "brief.txt"


@pytest.fixture
def desk(db):
    publication = lantern.publish()
    ensure_roles()
    make_plans()
    Party.objects.create(name="US Department of Defense", also_called="Pentagon")
    return publication.world


def logged_in(browser_page, reader, **options):
    page = browser_page(**options)
    page.goto(f"/log-in/link/{LogInLink.token_for(reader, datetime.now(UTC))}/")
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("banner").or_(page.get_by_role("main")).first).to_be_visible()
    return page


@pytest.fixture
def form(browser_page, desk):
    eli = Reader.objects.create_reader("eli@example.com", name="Eli Ward")
    eli.take_role("editor")
    page = logged_in(
        browser_page, eli, height=1000, permissions=["clipboard-read", "clipboard-write"]
    )
    page.goto(f"/admin/pages/add/stories/storypage/{desk.pk}/?paste")
    return page


def paste(page, text):
    expect(page.get_by_role("textbox", name="Paste a brief")).to_be_focused(timeout=SLOW)
    page.evaluate(COPY, text)
    page.keyboard.press("Control+V")


def shown_as_filled(page):
    expect(page.get_by_role("status").filter(has_text="Filled")).to_be_visible(timeout=SLOW)


def name_source(page, address):
    page.get_by_role("button", name="Add source").press("Enter")
    page.locator("[name=sources-0-url]").fill(address)


def delete_word(page, word):
    """By mouse: a double click marks it, and the keys delete it and the space after it."""
    area = page.locator("#sections-root [role=textbox]").filter(has_text=word)
    area.click()
    at = area.evaluate(
        """(area, word) => {
            area.scrollIntoView({block: "center", behavior: "instant"});
            const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
            const found = document.createRange();
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const start = node.data.indexOf(word);
                if (start < 0) continue;
                found.setStart(node, start);
                found.setEnd(node, start + word.length);
            }
            const {x, y, width, height} = found.getBoundingClientRect();
            return {x: x + width / 2, y: y + height / 2};
        }""",
        word,
    )
    page.mouse.dblclick(at["x"], at["y"])
    page.keyboard.press("Backspace")
    page.keyboard.press("Delete")
    expect(area).to_have_count(0)


def proposals(page, state):
    return page.locator(f"#who-said-panel li[data-state={state}]")


def confirm_all(page, count):
    """The key leads to what the eye has not passed yet, screen by screen, and then confirms."""
    expect(proposals(page, "sure")).to_have_count(count, timeout=SLOW)
    for _screen in range(4):
        page.keyboard.press("Alt+c")
        page.wait_for_timeout(LOOK)
        if proposals(page, "accepted").count():
            break
    expect(proposals(page, "accepted")).to_have_count(count, timeout=SLOW)


def hold(text):
    Source.objects.create(url=TRANSCRIPT, publisher="US Department of Defense", text=text)


def altered(text):
    return text.replace("“It is consistent", "“It is always consistent")


def test_an_altered_quote_is_stopped_mended_published_and_found(form, browser_page):
    hold(HELD)
    paste(form, altered(OURS))
    shown_as_filled(form)
    publish_once_it_is_mended(form)
    first, second = Statement.objects.order_by("position")
    assert (first.person.name, first.office) == (
        "Sabrina Singh",
        "Deputy Pentagon Press Secretary",
    )
    assert {first.mark, second.mark} == {"verbatim", "marked"}
    found_by(browser_page(), member=False)
    found_by(logged_in(browser_page, make_member("mo@example.com", "basic")), member=True)


def test_the_reference_goes_the_same_way(form, browser_page):
    """As it was captured: its notice is no part of the story, and the form says so."""
    if not REFERENCE.is_file():
        pytest.skip("The reference brief is not beside this checkout.")
    notice, story = REFERENCE.read_text(encoding="utf-8").split("\n", 1)
    hold(" ".join(re.findall("“[^”]{60,}”", story)))
    paste(form, altered(f"{notice}\n{story}"))
    expect(form.get_by_role("status").filter(has_text="take out what is no part")).to_be_visible(
        timeout=SLOW
    )
    form.get_by_role("textbox", name="Paste a brief").fill(altered(story))
    form.get_by_role("button", name="Fill the form").press("Enter")
    shown_as_filled(form)
    publish_once_it_is_mended(form)
    assert {it.person.name for it in Statement.objects.all()} == {"Sabrina Singh"}
    assert {it.mark for it in Statement.objects.all()} == {"verbatim"}
    found_by(browser_page(), member=False)
    found_by(logged_in(browser_page, make_member("mo@example.com", "basic")), member=True)


def publish_once_it_is_mended(form):
    name_source(form, TRANSCRIPT)
    form.keyboard.press("Control+Enter")
    expect(form.get_by_text("differ from the source we hold").first).to_be_visible(timeout=SLOW)
    assert not Statement.objects.exists()
    delete_word(form, "always")
    confirm_all(form, 2)
    form.keyboard.press("Control+Enter")
    expect(
        form.get_by_text("created and published").or_(form.get_by_text("has been published"))
    ).to_be_visible(timeout=SLOW)


def found_by(page, *, member):
    """Signed out one finds that she spoke, and when; a member finds what she said."""
    page.goto("/record/")
    page.get_by_role("link", name="Sabrina Singh").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sabrina Singh")
    words = page.get_by_text("we have supported Ukraine from the very beginning")
    expect(words).to_have_count(1 if member else 0)
    page.goto("/record/?q=supported+Ukraine")
    expect(page.get_by_role("main").get_by_role("link", name="Sabrina Singh")).to_have_count(
        1 if member else 0
    )
