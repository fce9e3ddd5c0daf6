"""One reader in every standing, all through snapshots, and still so on a later day."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from standfirst.demo import publication
from standfirst.demo.cast import CAST, bring_up_to_date, cast_table
from standfirst.gate.decision import Reason
from standfirst.membership.models import MembershipEvent
from standfirst.stories.models import StoryPage

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
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


def test_it_shows_every_reason_on_any_day(db: None) -> None:
    publication.load(NOW)
    assert {row.name: row.reason for row in cast_table(NOW)} == WANTED
    assert set(filter(None, WANTED.values())) == {str(reason) for reason in Reason}
    assert next(row.warning for row in cast_table(NOW) if row.name == "Fay") == "grace"
    for days in (1, 16, 45):
        later = NOW + timedelta(days=days)
        publication.load(later)
        assert {row.name: row.reason for row in cast_table(later)} == WANTED, days
    assert StoryPage.objects.live().count() == 14


def test_it_tells_nothing_twice(db: None) -> None:
    publication.load(NOW)
    events = MembershipEvent.objects.count()
    bring_up_to_date(NOW + timedelta(minutes=5))
    assert MembershipEvent.objects.count() == events


def test_it_is_printed_for_machines(db: None) -> None:
    publication.load(datetime.now(UTC))
    out = StringIO()
    call_command("cast", "--json", stdout=out)
    rows = json.loads(out.getvalue())
    assert len(rows) == len(CAST)
    assert {"email", "story", "open", "reason"} <= set(rows[0])


def test_it_says_when_there_is_no_demo(db: None) -> None:
    with pytest.raises(CommandError, match="load the demo first"):
        call_command("cast")
