"""A statement is challenged from outside, and an editor looks, answers and settles it, in Chromium."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from e2e.test_axe import look_here
from standfirst.publication.models import OutgoingMail
from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.record.models import Challenge, Statement
from standfirst.stories.tests import lantern
from standfirst.stories.tests.recorded import record

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def said(db):
    ensure_roles()
    made = lantern.publish()
    return record(made.stories["members"], "clause stays", section=1, office="spokeswoman")


@pytest.fixture
def eli(said, browser_page):
    reader = Reader.objects.create_reader("eli@example.com", name="Eli")
    reader.take_role("editor")
    page = browser_page()
    page.goto(f"/log-in/link/{LogInLink.token_for(reader, datetime.now(UTC))}/")
    page.get_by_role("main").get_by_role("button").click()
    expect(page).to_have_url(re.compile("/$"))
    return page


def test_a_statement_is_challenged_and_settled(browser_page, said, eli):
    stranger = browser_page(width=390)
    stranger.goto(f"/record/statements/{said.uid}/challenge/")
    stranger.get_by_role("button", name="Send").click()
    expect(stranger.get_by_text("Give your name.")).to_be_visible()
    found = look_here(stranger)
    stranger.get_by_label("Your name").fill("Ana Marin")
    stranger.get_by_label("Where to answer").fill("ana@example.org")
    stranger.get_by_label("What is wrong").fill("I said that it goes.")
    stranger.get_by_role("button", name="Send").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("We have your challenge")
    found += look_here(stranger)

    eli.goto("/admin/")
    eli.get_by_role("link", name="Challenges: 1 open").click()
    eli.wait_for_url("**/admin/challenges/")  # and until the page is whole
    found += look_here(eli)
    eli.get_by_role("main").get_by_role("link", name=re.compile("clause stays")).click()
    eli.wait_for_url(re.compile(r"/admin/challenges/\d+/$"))
    found += look_here(eli)
    eli.get_by_role("button", name="Hold it back").click()
    expect(eli.get_by_text("no reader finds it any more")).to_be_visible()
    assert stranger.goto(f"/record/statements/{said.uid}/challenge/").status == 404
    eli.get_by_role("button", name="Let readers find it again").click()
    eli.get_by_label("Readers see that it is disputed").check()
    eli.get_by_label("Their answer, in short").fill("It goes.")
    eli.get_by_role("button", name="Save what readers see").click()
    eli.get_by_label("their answer is recorded").check()
    eli.get_by_label("Our evidence").fill("The transcript has both.")
    eli.get_by_role("button", name="Save the outcome").click()
    expect(eli.get_by_text("A mail says so")).to_be_visible()
    expect(eli.get_by_text("Chose an outcome")).to_be_visible()
    made = Challenge.objects.get()
    assert (made.public, made.shown_as, made.outcome) == (True, "Ana Marin", "answered")
    assert "The transcript has both." in OutgoingMail.objects.get(kind="challenge_settled").text
    assert not found, "\n".join(found)


def test_two_parties_are_merged_by_name(said, eli):
    other = record(said.story.specific, "It was late.", section=2, party="Galle Port")
    eli.goto(f"/admin/snippets/record/party/edit/{other.party_id}/")
    eli.get_by_role("button", name="Actions").first.click()
    eli.get_by_role("link", name="Merge into another").click()
    eli.get_by_role("button", name="Choose").click()
    dialog = eli.get_by_role("dialog")
    dialog.get_by_label("Name").fill("of galle")
    expect(dialog.get_by_role("link", name="Galle Port")).to_be_hidden()
    dialog.get_by_role("link", name="Port of Galle").click()
    expect(dialog).to_be_hidden()
    found = look_here(eli)
    eli.get_by_role("button", name="Merge", exact=True).click()
    expect(eli.get_by_text("Galle Port is Port of Galle now.")).to_be_visible()
    assert set(Statement.objects.values_list("party__name", flat=True)) == {"Port of Galle"}
    assert not found, "\n".join(found)
