"""What a reader may read: memberships and grants."""

from datetime import timedelta
from typing import Any

from standfirst.gate.access import MEMBERS
from standfirst.membership.models import Grant, Membership, Plan
from standfirst.membership.snapshot import EndCause, Failure, FailureKind, Money, State
from standfirst.readers.models import Reader
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.factories import Part
from standfirst.tests.truth.kinds.kind import Look, Steps, of_readers
from standfirst.tests.truth.kinds.made import (
    logged_in,
    member,
    now,
    path_of,
    registered,
    snapshot,
    story,
)


@of_readers
def a_membership_begins(word: str) -> Steps:
    out, reader = locked_story(word), registered(f"reads-{word}")
    yield [opens(out, word, reader)]
    Membership.begin(reader, snapshot(), now())


@of_readers
def a_membership_is_refunded(word: str) -> Steps:
    out, reader = locked_story(word), member(f"reads-{word}")
    yield [locks(out, word, reader)]
    at = now()
    _apply(reader, state=State.ENDED, ended_at=at, end_cause=EndCause.REFUNDED)


@of_readers
def a_payment_fails(word: str) -> Steps:
    """It stays open, under a banner that names the amount."""
    out, reader = locked_story(word), member(f"reads-{word}")
    yield [Look(path_of(out), new="6.54", cookies=logged_in(reader))]
    failure = Failure(FailureKind.DECLINED, Money(654, "EUR"), now())
    _apply(reader, state=State.PAST_DUE, failure=failure, paid_until=now())


@of_readers
def a_membership_is_paused(word: str) -> Steps:
    out, reader = locked_story(word), member(f"reads-{word}")
    yield [locks(out, word, reader)]
    _apply(reader, **_paused())


@of_readers
def a_membership_is_resumed(word: str) -> Steps:
    out, reader = locked_story(word), member(f"reads-{word}", **_paused())
    yield [opens(out, word, reader, kept=False)]
    _apply(reader)


@of_readers
def a_grant_is_given(word: str) -> Steps:
    out, reader = locked_story(word), registered(f"reads-{word}")
    yield [opens(out, word, reader)]
    _give(reader)


@of_readers
def a_grant_is_taken_back(word: str) -> Steps:
    out, reader = locked_story(word), registered(f"reads-{word}")
    grant = _give(reader)
    yield [locks(out, word, reader)]
    grant.end(now())


def locked_story(word: str) -> StoryPage:
    return story(word, access=MEMBERS, sections=(Part("What happened", f"<p>Body{word}.</p>"),))


def locks(out: StoryPage, word: str, reader: Reader) -> Look:
    return Look(path_of(out), old=f"Body{word}", cookies=logged_in(reader))


def opens(out: StoryPage, word: str, reader: Reader, *, kept: bool = True) -> Look:
    return Look(path_of(out), new=f"Body{word}", cookies=logged_in(reader), kept=kept)


def _paused() -> dict[str, Any]:
    """With nothing left of what was paid for."""
    at = now()
    until = at + timedelta(days=30)
    return {"state": State.PAUSED, "paid_until": at - timedelta(days=1), "paused_until": until}


def _apply(reader: Reader, **said: object) -> None:
    Membership.objects.get(reader=reader).apply(snapshot(**said), now())


def _give(reader: Reader) -> Grant:
    return Grant.give(reader, Plan.objects.get(slug="basic"), now(), days=30, why="a test")
