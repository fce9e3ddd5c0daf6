"""Plans and prices in Chromium: a publisher makes a plan, prices it, and prices it anew; a reader is told the price."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.stories.tests import lantern

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MEMBERS = "/world/accord-reached-at-the-strait/"


@pytest.fixture
def page(browser_page):
    ensure_roles()
    lantern.publish()
    vera = Reader.objects.create_reader("vera@example.com", name="Vera")
    vera.take_role("publisher")
    page = browser_page(height=1000)
    page.goto(f"/log-in/link/{LogInLink.token_for(vera, datetime.now(UTC))}/")
    page.get_by_role("main").get_by_role("button").click()
    expect(page).to_have_url(re.compile(r"/(admin/|account/)?$"))
    return page


def set_price(page, amount):
    page.get_by_label("Amount").fill(amount)
    page.get_by_label("Currency").fill("eur")
    page.get_by_label("Each").select_option("month")
    page.get_by_role("button", name="Set the price").click()


def test_a_publisher_prices_a_plan_and_prices_it_anew(page, browser_page):
    page.goto("/admin/")
    page.get_by_role("link", name="Plans and prices").click()
    expect(page.get_by_text("There is no plan yet.")).to_be_visible()
    page.get_by_role("link", name="Add a plan").click()

    page.get_by_label("Name").fill("Basic")
    page.get_by_label("Slug").fill("Not a slug")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_text("Lower-case letters, digits and hyphens.").first).to_be_visible()
    page.get_by_label("Slug").fill("basic")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_text("It has no price yet")).to_be_visible()

    set_price(page, "5.001")
    expect(page.get_by_text("EUR has 2 digits after the point, no more.")).to_be_visible()
    set_price(page, "5")
    expect(page.get_by_text("New members pay €5 a month.")).to_be_visible()
    set_price(page, "6,50")
    expect(page.get_by_text("New members pay €6.50 a month.")).to_be_visible()
    prices = page.get_by_role("listitem").filter(has_text="a month")
    expect(prices.filter(has_text="€5 a month")).to_contain_text("Off sale")

    reader = browser_page(width=390)
    reader.goto(MEMBERS)
    expect(reader.get_by_role("link", name="€6.50 a month")).to_be_visible()

    page.get_by_role("button", name="Take off sale €6.50 a month").click()
    expect(page.get_by_text("Nobody joins for €6.50 a month any more.")).to_be_visible()
    expect(page.get_by_role("button", name="Take off sale")).to_have_count(0)
