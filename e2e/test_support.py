"""From a locked story to a person, and back to the story, in Chromium: the reader's browser and support's."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from standfirst.office.models import SupportCase
from standfirst.publication.models import OutgoingMail, PublicationSettings
from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.stories.tests import lantern

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORY = "/world/accord-reached-at-the-strait/"

FIND = "Address, name, support code, receipt, or a card's last four digits"


@pytest.fixture
def publication(db):
    ensure_roles()
    made = lantern.publish()
    PublicationSettings.objects.update(contact_name="Mara", contact_email="mara@example.com")
    return made


@pytest.fixture
def cast(publication):
    return lantern.make_cast()


@pytest.fixture
def logged_in(browser_page):
    def log_in(reader, **options):
        page = browser_page(**options)
        page.goto(f"/log-in/link/{LogInLink.token_for(reader, datetime.now(UTC))}/")
        page.get_by_role("main").get_by_role("button").click()
        expect(page).to_have_url(re.compile("/$"))
        return page

    return log_in


@pytest.fixture
def sue(logged_in):
    reader = Reader.objects.create_reader("sue@example.com", name="Sue")
    reader.take_role("support")
    return logged_in(reader, height=1000)


def write(page, words):
    page.goto(STORY)
    page.get_by_role("link", name="Still can't read this?").first.click()
    expect(page.get_by_role("heading", name="Tell us")).to_be_visible()
    page.get_by_label("What happens when you try to read it?").fill(words)


def code_on(page):
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your message")
    return page.locator(".code").inner_text()


def test_it_leads_from_a_locked_story_to_a_person_and_back(cast, logged_in, sue):
    ben = logged_in(cast["ben"], width=390)
    write(ben, "My bank says all is well.")
    ben.get_by_role("button", name="Send").click()
    code = code_on(ben)

    sue.goto("/admin/")
    expect(sue.get_by_text("My bank says all is well.")).to_be_visible()
    sue.goto("/admin/readers/")
    sue.get_by_label(FIND).fill(code.lower())
    sue.get_by_role("button", name="Find").click()
    expect(sue.get_by_text("Locked: a payment failed.").first).to_be_visible()
    sue.get_by_role("link", name="ben@example.com").click()
    sue.get_by_text("Give days to read", exact=True).first.click()
    sue.get_by_label("Plan").first.select_option(label="Basic")
    sue.get_by_label("Reason").first.fill("His bank is sorting it out.")
    sue.get_by_role("button", name="Give days to read").click()
    expect(sue.get_by_text("Done. Give days to read: Basic for 30 days")).to_be_visible()
    sue.get_by_role("link", name=code).click()
    expect(sue.get_by_text("Yes, so it is open").first).to_be_attached()
    sue.get_by_label("Your answer").fill("You can read for 30 days. Update the card meanwhile.")
    sue.get_by_role("button", name="Send the answer").click()
    expect(sue.get_by_text("The answer goes out by mail now.")).to_be_visible()

    kinds = OutgoingMail.objects.filter(to="ben@example.com").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "message_received",
        "grant_given",
        "support_answer",
    ]
    answer = OutgoingMail.objects.get(kind="support_answer")
    assert answer.reply_to == "Mara <mara@example.com>"
    ben.goto(re.search(r"http\S+", answer.text)[0])
    expect(ben.get_by_text(lantern.MEMBERS_WORD)).to_be_visible()


def test_it_takes_a_message_without_script_from_who_is_signed_out(publication, browser_page):
    page = browser_page(java_script_enabled=False, width=390)
    write(page, "I have no account.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Type the email address we are to answer to.")).to_be_visible()
    expect(page.get_by_label("What happens when you try to read it?")).to_have_value(
        "I have no account."
    )
    page.get_by_label("Where to answer").fill("cy@example.com")
    page.get_by_role("button", name="Send").click()
    code = code_on(page)

    case = SupportCase.objects.get(code=code)
    assert (case.reader, case.reply_to) == (None, "cy@example.com")
    assert code in OutgoingMail.objects.get().text


def test_what_is_typed_to_find_a_reader_stands_in_no_address(cast, sue):
    seen = []
    sue.on("request", lambda request: seen.append(request.url))
    sue.goto("/admin/readers/")
    sue.get_by_label(FIND).fill("example.com")
    sue.get_by_role("button", name="Find").click()
    expect(sue.get_by_role("link", name="pia@example.com")).to_be_visible()
    assert not [url for url in seen if "example.com" in url]
