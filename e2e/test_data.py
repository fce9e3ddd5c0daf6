"""A reader takes the data along, deletes the account, and finds that it is gone."""

import json
import re
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from standfirst.readers.models import Reader
from standfirst.readers.tests.mailbox import code_for, last_mail
from standfirst.stories.tests import lantern
from standfirst.stories.tests.factories import make_member, make_plans

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ANA = "ana@example.com"


@pytest.fixture
def ana(db):
    make_plans()
    made = lantern.publish()
    reader = make_member(ANA, "basic")
    reader.name = "Ana Pays"
    reader.save()
    return made.stories["members"], reader


def log_in(page, address):
    page.goto("/log-in/")
    page.get_by_label("Email address").fill(address)
    page.get_by_role("button", name="Send the code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code")
    page.get_by_label("Code from the mail").fill(code_for(address))
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Account")).to_be_visible()


def open_account(page, link):
    page.get_by_role("banner").get_by_role("link", name="Account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.get_by_role("main").get_by_role("link", name=link, exact=True).click()


def test_it_downloads_the_data_and_reads_it(browser_page, ana, tmp_path):
    page = browser_page(width=390)
    log_in(page, ANA)
    open_account(page, "What we keep")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your data")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download my data").click()
    file = tmp_path / "data.zip"
    started.value.save_as(file)
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    assert started.value.suggested_filename.endswith(f"{day}.zip")
    with ZipFile(file) as archive:
        data = json.loads(archive.read("data.json"))
        text = archive.read("data.txt").decode()
    assert data["mails"]["mails"][0]["kind"] == "log_in_code"
    assert "log_in_code" in text


def test_it_deletes_the_account_everywhere(browser_page, ana):
    story, reader = ana
    page, other = browser_page(width=390), browser_page()
    for browser in (page, other):
        log_in(browser, ANA)
    open_account(page, "Delete the account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete the account")

    page.get_by_label("Your address, to confirm").fill("ben@example.com")
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_text("This is not the address of this account")).to_be_visible()
    expect(page.get_by_label("Your address, to confirm")).to_have_value("ben@example.com")

    page.get_by_label("Your address, to confirm").fill(ANA)
    page.get_by_role("button", name="Delete my account").click()
    expect(page).to_have_url(re.compile("/account/deleted/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("The account is deleted")
    assert last_mail(ANA).kind == "account_deleted"
    assert not Reader.objects.filter(pk=reader.pk).exists()

    other.goto(story.url)
    expect(other.get_by_role("banner").get_by_role("link", name="Log in")).to_be_visible()
    expect(other.get_by_text(lantern.MEMBERS_WORD)).to_have_count(0)


def test_it_lets_nobody_in_with_the_address_again(browser_page, ana):
    page = browser_page(java_script_enabled=False)
    log_in(page, ANA)
    open_account(page, "Delete the account")
    page.get_by_label("Your address, to confirm").fill(ANA)
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The account is deleted")

    page.goto("/log-in/")
    page.get_by_label("Email address").fill(ANA)
    page.get_by_role("button", name="Send the code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code")
    assert last_mail(ANA).kind == "unknown_address"
    page.get_by_label("Code from the mail").fill("1234-5678")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Log in")).to_be_visible()
    assert not Reader.objects.exists()


def test_it_lists_the_mails(browser_page, ana):
    page = browser_page(width=390)
    log_in(page, ANA)
    open_account(page, "Mails to you")
    expect(page.get_by_text(f"Code to log in, {ANA}")).to_be_visible()
    expect(page.get_by_text("Waiting to be sent.")).to_be_visible()
