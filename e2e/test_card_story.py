"""The whole of it, as one reader lives through it, with `explain` telling the same at every point.

Joins, reads, is refused, reads on in grace, is locked out, mends the card, reads at the same paragraph; leaves, is
locked out, and comes back.
"""

import json
import re
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from e2e.test_mend import LOCKED, STORY, fill_card
from standfirst.billing.sandbox.books import FOUR_WEEKS
from standfirst.billing.sweeps import sweep
from standfirst.billing.tests.members import MASTERCARD, age, charged, sell
from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader
from standfirst.readers.tests.mailbox import code_for
from standfirst.stories.tests import lantern

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESS = "nora@example.com"
EXPIRED = "4000000000000069"


@pytest.fixture
def page(sandbox, browser_page):
    browser_page.allow(sandbox.address)
    sandbox.world.configure(rules=FOUR_WEEKS)
    lantern.publish()
    sell()
    return browser_page(height=1200)


def explained() -> str:
    """The reason or the warning that `manage.py explain` names; empty where it opens without a word."""
    out = StringIO()
    call_command("explain", ADDRESS, STORY, "--json", stdout=out)
    decision = json.loads(out.getvalue())["decision"]
    return decision["reason"] or decision["warning"] or ""


def mailed() -> set[str]:
    """The kinds of all mails so far."""
    return set(OutgoingMail.objects.filter(to=ADDRESS).values_list("kind", flat=True))


def see_locked(page, *words: str) -> None:
    page.goto(STORY)
    expect(page.get_by_text(LOCKED)).to_have_count(0)
    for it in words:
        expect(page.locator("#notice")).to_contain_text(it)


def see_open(page) -> None:
    expect(page.get_by_text(LOCKED).first).to_be_visible()


def test_a_card_s_whole_life(sandbox, page):
    see_locked(page, "Members can read the rest.")
    page.get_by_role("link", name="Join, €5 a month").click()
    page.get_by_role("main").get_by_role("link", name=re.compile("€5 a month")).first.click()
    page.get_by_label("Email address").fill(ADDRESS)
    fill_card(page, "4242424242424242")
    page.get_by_role("button", name=re.compile("Pay €5")).press("Enter")
    expect(page.get_by_label("Code from the mail")).to_be_visible(timeout=30_000)
    page.get_by_label("Code from the mail").fill(code_for(ADDRESS))
    page.get_by_role("main").get_by_role("button").first.click()
    see_open(page)
    expect(page.get_by_role("status")).to_contain_text("Paid, €5. Next payment")
    assert explained() == ""
    nora = Reader.objects.get(email=ADDRESS)
    assert "membership_began" in mailed()

    now = datetime.now(UTC)
    last_month = (12, now.year - 1) if now.month == 1 else (now.month - 1, now.year)
    customer = nora.customers.get().stripe_id
    sandbox.replace_card_behaviour(customer, EXPIRED, last_month)
    age(sandbox, nora, 32)
    page.goto(STORY)
    see_open(page)
    expect(page.get_by_text("the card has expired. You can read until")).to_be_visible()
    assert explained() == "grace"

    before = mailed()
    age(sandbox, nora, 14)
    sweep(timezone.now())
    see_locked(page, "Your €5 payment on", "Card on file: Visa 4242, expired")
    assert explained() == "card_expired"
    assert len(mailed() - before) == 1

    page.locator("#notice").get_by_role("link", name="Update card").click()
    fill_card(page, MASTERCARD)
    page.get_by_role("button", name=re.compile("Pay €5")).press("Enter")
    expect(page).to_have_url(re.compile(re.escape(f"{STORY}?told=paid#s")), timeout=30_000)
    see_open(page)
    assert explained() == ""
    assert charged(nora) == [500, 500]

    page.goto("/account/")
    page.get_by_role("main").get_by_role("link", name="Leave", exact=True).click()
    page.get_by_role("button", name=re.compile(r"^Leave on")).click()
    expect(page.get_by_role("status")).to_contain_text("you can read until then")
    age(sandbox, nora, 32)
    see_locked(page, "Your membership ended on", "as you asked")
    assert explained() == "ended"
    page.get_by_role("link", name="See how to rejoin").click()
    page.get_by_role("button", name=re.compile("Pay €5")).click()
    see_open(page)
    assert explained() == ""
    assert charged(nora) == [500, 500, 500]
