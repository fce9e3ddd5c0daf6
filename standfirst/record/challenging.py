"""Somebody named in a statement says that it is wrong, staff look, and it ends: each step a row, some a mail.

Mails repeat no word that was typed: whoever challenges may have typed somebody else's address.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.log_actions import log

from standfirst.publication.changes import LISTS, page, tell
from standfirst.publication.mail import send
from standfirst.publication.models import PublicationSettings
from standfirst.readers.models import Reader
from standfirst.record.models import Challenge, Statement
from standfirst.record.models.challenge import Outcome
from standfirst.record.reading import said_by

SHOWN = ("public", "shown_as", "reply", "answered_in")
KEPT = timedelta(days=365)  # who challenged, and in which words, after the outcome
_TYPED = ("name", "capacity", "email", "text")
_PRINTED = ("shown_as", "reply")


@transaction.atomic
def challenge(
    statement: Statement, typed: Mapping[str, str], reader: Reader | None, now: datetime
) -> Challenge:
    """`typed`: name, capacity, email and text. The same again, by a second click, changes nothing."""
    same = {name: typed[name] for name in ("email", "text")}
    before = Challenge.objects.filter(statement=statement, outcome=Outcome.OPEN, **same).first()
    if before:
        return before
    made = Challenge(statement=statement, at=now, reader=reader, **typed)
    made.save()
    _mail(made, made.email, "challenge_received", now)
    if contact := PublicationSettings.load().contact_email:
        _mail(made, contact, "challenge_made", now)
    return made


@transaction.atomic
def hold_back(made: Challenge, by: Reader) -> None:
    """No reader finds the statement any more; its story stays as it is."""
    _hold(made, "record.hold_back", by, held_back=True)


@transaction.atomic
def release(made: Challenge, by: Reader) -> None:
    _hold(made, "record.release", by, held_back=False)


@transaction.atomic
def show(made: Challenge, shown: Mapping[str, Any], by: Reader) -> None:
    """What readers see of it: `shown` has a value for each of SHOWN."""
    for name in SHOWN:
        setattr(made, name, shown[name])
    made.save(update_fields=SHOWN)
    log(made, "record.show_dispute" if made.public else "record.hide_dispute", user=by)


@transaction.atomic
def settle(made: Challenge, outcome: Outcome, our_evidence: str, by: Reader, now: datetime) -> bool:
    """Whether a mail says so to whoever made it: once for each outcome. `OPEN` keeps it open, or opens it again."""
    news = outcome not in {Outcome.OPEN, made.outcome}
    made.outcome, made.our_evidence = outcome, our_evidence
    if outcome is Outcome.OPEN:
        made.settled_at, made.settled_by = None, None
    elif news:
        made.settled_at, made.settled_by = now, by
    made.save(update_fields=["outcome", "our_evidence", "settled_at", "settled_by"])
    log(made, "record.settle", user=by, data={"outcome": outcome.value})
    told = news and bool(made.email)
    if told:
        _mail(made, made.email, "challenge_settled", now)
    return told


@transaction.atomic
def erase(made: Challenge, by: Reader) -> None:
    """As whoever made it without an account may ask. Settled later, no mail goes out."""
    forget(Challenge.objects.filter(pk=made.pk))
    log(made, "record.erase_challenge", user=by)


def forget_old(now: datetime) -> None:
    """A job of the worker's. One without an outcome stays: somebody waits for the answer."""
    settled = Challenge.objects.exclude(outcome=Outcome.OPEN).exclude(email="")
    forget(settled.filter(settled_at__lt=now - KEPT))


@transaction.atomic
def forget(rows: QuerySet[Challenge]) -> None:
    """The rows stay, for what they say of statements; what readers see of them stays as it is printed."""
    rows.filter(public=False).update(**dict.fromkeys(_PRINTED, ""))
    rows.update(reader=None, **dict.fromkeys(_TYPED, ""))


def _hold(made: Challenge, act: str, by: Reader, *, held_back: bool) -> None:
    statement = made.statement
    statement.held_back = held_back
    statement.save(update_fields=["held_back"])
    tell(page(statement.story_id), LISTS)
    log(made, act, user=by)


def _mail(made: Challenge, to: str, kind: str, now: datetime) -> None:
    """Of the statement it says what everyone may know."""
    said = said_by(made.statement, open_=False)
    context = {
        "made": made,
        "said": said,
        "statement_url": said.address,
        "story_url": f"{settings.ADDRESS}{said.place}",
        "case_url": settings.ADDRESS + reverse("record_challenge_case", args=[made.pk]),
    }
    send(to=to, template=f"record/mail/{kind}", context=context, kind=kind, now=now)
