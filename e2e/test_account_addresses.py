"""Several addresses on one account, and two accounts that become one, in Chromium."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from standfirst.membership.models import Grant, Plan
from standfirst.readers.models import Reader
from standfirst.readers.tests.mailbox import code_for
from standfirst.stories.tests import lantern
from standfirst.stories.tests.factories import make_plans

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STORY = "/world/accord-reached-at-the-strait/"
SECOND = "dee.home@example.net"


@pytest.fixture
def publication():
    made = lantern.publish()
    make_plans()
    return made


@pytest.fixture
def dee(publication):
    return Reader.objects.create_reader("dee@example.com")


@pytest.fixture
def una(publication):
    """Dee's old account, with a place that was given."""
    now = datetime.now(UTC)
    una = Reader.objects.create_reader("una@example.net", name="Una")
    plan = Plan.objects.get(slug="basic")
    Grant.objects.create(reader=una, plan=plan, kind="gift", given_at=now, starts_at=now)
    return una


def heading(page):
    return page.get_by_role("heading", level=1)


def log_in(page, address):
    page.goto("/log-in/")
    page.get_by_label("Email address").fill(address)
    page.get_by_role("button", name="Send the code").click()
    expect(heading(page)).to_have_text("Enter the code")
    page.get_by_label("Code from the mail").fill(code_for(address))
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("banner").get_by_role("link", name="Account")).to_be_visible()


def to_addresses(page):
    page.get_by_role("banner").get_by_role("link", name="Account").click()
    expect(heading(page)).to_have_text("Your account")
    page.get_by_role("link", name="Add, change or join").click()
    expect(heading(page)).to_have_text("Your addresses")


def add(page, address):
    page.get_by_label("Email address").fill(address)
    page.get_by_role("button", name="Send the code").click()
    expect(heading(page)).to_have_text("Enter the code")
    page.get_by_label("Code from the mail").fill(code_for(address))
    page.get_by_role("button", name="Confirm the address").click()


def beside(page, address):
    """What can be done with one of the addresses."""
    return page.get_by_role("listitem").filter(has_text=address)


def fits(page):
    """Nothing sticks out sideways, and every button is high enough for a thumb."""
    wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    buttons = page.locator("main .button").all()
    return wide and all(it.bounding_box()["height"] >= 44 for it in buttons)


def test_it_adds_an_address_logs_in_with_it_and_makes_it_primary(browser_page, dee):
    page, other = browser_page(width=390, height=844), browser_page()
    log_in(page, dee.email)
    to_addresses(page)
    add(page, SECOND)
    expect(page.get_by_role("status")).to_have_text(f"{SECOND} logs you in from now on.")
    assert fits(page)

    log_in(other, SECOND)
    to_addresses(other)
    beside(other, SECOND).get_by_role("button", name="Make primary").click()
    expect(other.get_by_role("status")).to_have_text(
        f"Mail about your account goes to {SECOND} from now on."
    )
    beside(other, "dee@example.com").get_by_role("button", name="Remove").click()
    expect(other.get_by_role("status")).to_have_text("dee@example.com doesn't log you in any more.")
    expect(other.get_by_role("button", name="Remove")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("main")).not_to_contain_text("dee@example.com")


def test_it_joins_two_accounts_and_reads_with_what_the_other_held(browser_page, dee, una):
    page, elsewhere = browser_page(width=390, height=844), browser_page()
    log_in(elsewhere, una.email)
    elsewhere.goto(STORY)
    expect(elsewhere.get_by_text(lantern.MEMBERS_WORD)).to_be_visible()
    log_in(page, dee.email)
    page.goto(STORY)
    expect(page.locator("#notice")).to_contain_text("You're signed in, without a membership.")
    page.locator("#notice").get_by_role("link", name="Joined with another address?").click()
    page.get_by_role("link", name="add that address to this one").click()
    expect(heading(page)).to_have_text("Your addresses")

    add(page, una.email)
    expect(heading(page)).to_have_text("Join two accounts")
    expect(page.get_by_role("main")).to_contain_text("Basic: you can read everything it covers.")
    assert fits(page)
    page.get_by_role("button", name="Join the two").click()

    expect(page.get_by_role("status")).to_contain_text("The account of una@example.net is part of")
    page.goto(STORY)
    expect(page.get_by_text(lantern.MEMBERS_WORD)).to_be_visible()
    elsewhere.reload()
    expect(elsewhere.get_by_text(lantern.MEMBERS_WORD)).to_have_count(0)
    log_in(elsewhere, una.email)
    elsewhere.get_by_role("banner").get_by_role("link", name="Account").click()
    expect(elsewhere.get_by_role("main")).to_contain_text("dee@example.com and 1 more.")


def test_it_leaves_two_accounts_alone_when_told_to(browser_page, dee, una):
    page = browser_page()
    log_in(page, dee.email)
    to_addresses(page)
    add(page, una.email)
    expect(heading(page)).to_have_text("Join two accounts")
    page.get_by_role("link", name="Leave them as they are").click()
    expect(page).to_have_url(re.compile("/account/addresses/$"))
    expect(page.get_by_role("main")).not_to_contain_text("una@example.net")
    assert Reader.objects.filter(pk=una.pk).exists()


@pytest.mark.parametrize("script", [True, False])
def test_its_pages_work_by_keyboard_and_without_script(browser_page, dee, una, script):
    page = browser_page(java_script_enabled=script)
    log_in(page, dee.email)
    to_addresses(page)
    page.get_by_label("Email address").focus()
    page.keyboard.type(una.email)
    page.keyboard.press("Enter")
    code = page.get_by_label("Code from the mail")
    expect(code).to_be_focused()
    page.keyboard.type(code_for(una.email))
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Join two accounts")
    page.get_by_role("button", name="Join the two").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The account of una@example.net is part of")
