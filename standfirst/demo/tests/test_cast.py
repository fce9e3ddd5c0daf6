"""One reader in every standing, by joining and by time that passed, and still so on a later day."""

import json
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from standfirst.billing.sandbox.books import FOUR_WEEKS
from standfirst.billing.sandbox.testing import Sandbox
from standfirst.demo import publication
from standfirst.demo.cast import CAST, bring_up_to_date, cast_table
from standfirst.gate.decision import Reason
from standfirst.membership.models import MembershipEvent
from standfirst.stories.checking import findings_of
from standfirst.stories.models import StoryPage

WANTED = {
    "Ana": None,
    "Ben": "card_expired",
    "Cy": "signed_out",
    "Dee": "never_joined",
    "Eli": None,
    "Fay": None,
    "Gil": None,
    "Hal": "card_declined",
    "Ivy": "confirm_payment",
    "Jo": "paused",
    "Kit": "ended",
    "Lea": "ended",
    "Max": "seat_removed",
    "Nia": "grant_ended",
    "Oz": "plan_too_low",
    "Pia": None,
    "Quinn": None,
    "Rae": "unverified",
    "Sam": None,
    "Tess": "ended",
    "Uri": "ended",
    "Vera": None,
}


@pytest.fixture
def now(sandbox: Sandbox) -> datetime:
    """Now at the demo's sandbox, which gives up after four weeks."""
    sandbox.world.configure(rules=FOUR_WEEKS)
    return sandbox.world.now


def test_it_shows_every_reason_on_any_day(db: None, sandbox: Sandbox, now: datetime) -> None:
    publication.load(now)
    assert {row.name: row.reason for row in cast_table(now)} == WANTED
    assert set(filter(None, WANTED.values())) == {str(reason) for reason in Reason}
    assert next(row.warning for row in cast_table(now) if row.name == "Fay") == "grace"
    for days in (1, 15):
        sandbox.world.advance(days=days)
        publication.load(sandbox.world.now)
        assert {row.name: row.reason for row in cast_table(sandbox.world.now)} == WANTED, days
    assert StoryPage.objects.live().count() == 14


def test_the_desk_check_finds_nothing_in_its_stories(db: None, now: datetime) -> None:
    publication.load(now)
    found = {it.slug: findings_of(it, now.date()) for it in StoryPage.objects.live()}
    assert {slug: [it.code for it in those] for slug, those in found.items() if those} == {}


def test_it_tells_nothing_twice(db: None, now: datetime) -> None:
    publication.load(now)
    events = MembershipEvent.objects.count()
    bring_up_to_date(now)
    assert MembershipEvent.objects.count() == events


def test_it_is_printed_for_machines(db: None, now: datetime) -> None:
    publication.load(now)
    out = StringIO()
    call_command("cast", "--json", stdout=out)
    rows = json.loads(out.getvalue())
    assert len(rows) == len(CAST)
    assert {"email", "story", "open", "reason"} <= set(rows[0])


def test_it_says_when_there_is_no_demo(db: None) -> None:
    with pytest.raises(CommandError, match="load the demo first"):
        call_command("cast")
