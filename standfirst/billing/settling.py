"""Where a reader goes once a payment was tried: back to their paragraph, to the bank's page, or to another card."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from standfirst.billing import mend_words
from standfirst.billing.collecting import Attempt, Came
from standfirst.billing.doors import Door
from standfirst.billing.told import Told, back_to
from standfirst.membership.snapshot import Money

SAID = "said"  # the name in the query
CHANGED = "changed"
LATELY = 3600  # seconds for which a refusal is news


def settled(door: Door, attempt: Attempt | None, told: Told) -> HttpResponse:
    """`told`: what to say where it went well. Only for who is signed in; `attempt` None: nothing was to be paid."""
    match attempt.came if attempt else Came.PAID:
        case Came.PAID:
            return back_to(door.place or reverse("account"), told)
        case Came.PENDING:
            return back_to(door.place or reverse("account"), Told.PENDING)
        case Came.APPROVE:
            return redirect(door.url("confirm_payment"))
        case Came.REFUSED:
            return redirect(door.url("card"))


def refused(door: Door, name: str, attempt: Attempt) -> HttpResponse:
    """Back to the page, which says so: to load that again tries nothing again. Why, to the owner alone."""
    codes = (attempt.code, attempt.decline_code) if door.is_owners else ("", "")
    refusal = [attempt.money.amount, attempt.money.currency, *codes]
    return redirect(door.url(name, **{SAID: signing.dumps(refusal, salt=_salt(door))}))


def changed(door: Door, name: str) -> HttpResponse:
    return redirect(door.url(name, **{SAID: CHANGED}))


def said(request: HttpRequest, door: Door) -> str:
    """What the page one was sent back to says at its top; empty where there is nothing, or it is long ago."""
    word = request.GET.get(SAID, "")
    if word == CHANGED:
        return amount_changed()
    try:
        amount, currency, *codes = signing.loads(word, salt=_salt(door), max_age=LATELY)
    except signing.BadSignature:
        return ""
    attempt = Attempt(Came.REFUSED, Money(amount, currency), "", *codes)
    return mend_words.refusal(attempt, owner=door.is_owners)


def amount_changed() -> str:
    return _("The amount has changed. Nothing was charged.")


def _salt(door: Door) -> str:
    """What is said of one customer's card is not said to another."""
    return f"billing.refused.{door.paying.customer.pk}"
