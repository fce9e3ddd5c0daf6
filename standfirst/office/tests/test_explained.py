"""Every reason, rule, state, cause and failure has words for staff, and no raw name is left."""

from datetime import UTC, datetime

import pytest

from standfirst.gate.access import MEMBERS
from standfirst.gate.decision import Reason
from standfirst.gate.explain import explanation
from standfirst.gate.rules import LOCKING, OPENING
from standfirst.membership.models import Membership
from standfirst.membership.snapshot import EndCause, FailureKind, State
from standfirst.membership.tests import cast
from standfirst.office.events import FIELDS
from standfirst.office.explained import CAUSES, FAILURES, REASONS, RULES, STATES, in_words

pytestmark = pytest.mark.django_db


def told(*rows):
    return in_words(explanation(MEMBERS, cast.standing(*rows), rows, cast.NOW), cast.NOW)


def test_it_has_words_for_everything():
    assert set(RULES) == {rule.__name__ for rule in (*OPENING, *LOCKING)}
    assert list(RULES) == [rule.__name__ for rule in (*OPENING, *LOCKING)]
    assert set(REASONS) == set(Reason)
    assert set(STATES) == set(State)
    assert set(CAUSES) == set(EndCause)
    assert set(FAILURES) == set(FailureKind)
    assert set(FIELDS) <= {it.attname for it in Membership._meta.concrete_fields} | {
        "plan",
        "before",
    }


def test_it_tells_a_member_from_the_row():
    it = told(cast.facts(cast.ana()))
    assert (it.open, it.answer) == (True, "Open.")
    assert it.rules[-1].question == "Does a membership or a grant open it?"
    assert it.rows[0].title == "Membership 1: basic"
    assert ("Paid until", "3 September") in it.rows[0].facts
    assert ("Price", "€5") in it.rows[0].facts


def test_it_tells_a_failed_payment():
    it = told(cast.facts(cast.ben(fetched_at=cast.NOW)))
    assert it.answer == "Locked: a payment failed, and the card has expired."
    facts = dict(it.rows[0].facts)
    assert facts["Card"] == "Visa 4242, expired July 2026"
    assert facts["Last failure"] == (
        "€5 on 3 August: the card has expired. Attempts: 1; the next on 8 August."
    )


def test_it_tells_grace_an_end_and_a_seat():
    late = datetime(2026, 8, 17, tzinfo=UTC)
    assert told(cast.facts(cast.ben(), grace_until=late)).answer.startswith("Open, with a warning")
    ended = told(cast.facts(cast.kit()))
    assert ("Why it ended", "the reader wished it") in ended.rows[0].facts
    seat = told(cast.grant())
    assert seat.rows[0].title == "Seat 1: basic"
    assert ("Given by", "Acme") in seat.rows[0].facts
    assert ("Until", "no end") in seat.rows[0].facts
