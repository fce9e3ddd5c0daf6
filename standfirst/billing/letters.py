"""The mails about money and membership. Each is queued in the transaction of what it tells about.

Which one is due: `letters_due`. What each says: `letters_joining`, `letters_failing`, `letters_leaving`,
`letters_ahead`, `letters_beside`. A row of `Letter` keeps that it was told: no fact is told twice.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from standfirst.billing import (
    letters_ahead,
    letters_beside,
    letters_failing,
    letters_joining,
    letters_leaving,
)
from standfirst.billing.giving_back import give_back
from standfirst.billing.letters_case import Case, Words
from standfirst.billing.letters_due import Kind, due
from standfirst.billing.letters_links import links_for
from standfirst.billing.letters_rows import (
    case_of,
    invoices_of,
    payments_of,
    receipt_of,
)
from standfirst.billing.models import Customer, Invoice, Letter, Subscription
from standfirst.membership.models import Grant, Membership
from standfirst.membership.snapshot import EndCause, Money
from standfirst.membership.standing import MembershipFacts
from standfirst.publication.mail import send
from standfirst.publication.models import PublicationSettings
from standfirst.publication.outgoing import repeatable

WORDS: Mapping[Kind, Callable[[Case], Words]] = {
    Kind.JOINED: letters_joining.joined,
    Kind.TRIAL_BEGAN: letters_joining.trial_began,
    Kind.FIRST_PAYMENT: letters_joining.first_payment,
    Kind.RENEWED: letters_joining.renewed,
    Kind.PLAN_CHANGED: letters_joining.plan_changed,
    Kind.PAYMENT_FAILED: letters_failing.payment_failed,
    Kind.APPROVAL_WANTED: letters_failing.approval_wanted,
    Kind.GRACE_ENDS: letters_failing.grace_ends,
    Kind.LOCKED: letters_failing.locked,
    Kind.PAID_AGAIN: letters_failing.paid_again,
    Kind.MEND_LINK: letters_failing.mend_link,
    Kind.LEFT: letters_leaving.left,
    Kind.STAYS: letters_leaving.stays,
    Kind.ENDED: letters_leaving.ended,
    Kind.PAUSED: letters_leaving.paused,
    Kind.RESUMED: letters_leaving.resumed,
    Kind.CARD_ENDS: letters_ahead.card_ends,
    Kind.RENEWS_SOON: letters_ahead.renews_soon,
    Kind.TRIAL_ENDS: letters_ahead.trial_ends,
    Kind.RESUMES_SOON: letters_ahead.resumes_soon,
}


def tell_change(membership: Membership, before: MembershipFacts | None, now: datetime) -> None:
    """What `Membership.apply` has just changed, to the reader whose it is. `before` is None for a new one.

    Called within the transaction of the change, and only where something did change.
    """
    after = membership.facts()
    if (grant := give_back(membership, before, now)) is not None:
        _tell_days(membership, grant, now)
    kind = due(before, after, now, payments_of(membership))
    if kind is not None:
        tell(kind, membership, now, before=before)


def tell(
    kind: Kind,
    membership: Membership,
    now: datetime,
    *,
    before: MembershipFacts | None = None,
    about: str = "",
) -> bool:
    """One of WORDS, to the account's own address. False where that was told before, or there is nobody to tell.

    `about` names the fact where the membership's own do not.
    """
    if membership.reader is None:
        return False
    fact = about or fact_of(kind, membership.facts(), now)
    with transaction.atomic(), _language():
        if not Letter.objects.once(kind, f"{membership}: {fact}", now, membership):
            return False
        back = _goes_back(membership, now) if kind is Kind.ENDED else None
        words = WORDS[kind](case_of(membership, before, now, back))
        _send(kind, membership.reader.email, words, now)
    return True


def fact_of(kind: Kind, it: MembershipFacts, now: datetime) -> str:
    """What a letter of this kind is about, so that the same is not told again; else the moment itself."""
    match kind:
        case Kind.PAYMENT_FAILED | Kind.APPROVAL_WANTED:
            at = it.failure.at if it.failure else now
        case Kind.LOCKED | Kind.GRACE_ENDS:
            at = it.grace_until or now
        case Kind.CARD_ENDS | Kind.RENEWS_SOON | Kind.TRIAL_ENDS | Kind.RENEWED:
            at = it.paid_until or now
        case Kind.RESUMES_SOON:
            at = it.paused_until or now
        case Kind.ENDED:
            at = it.ended_at or now
        case _:
            at = now
    card = f" {it.card.exp_year}-{it.card.exp_month}" if kind is Kind.CARD_ENDS and it.card else ""
    return f"{at.isoformat()}{card}"


def tell_doubled(customer: Customer, invoice: Invoice, now: datetime) -> None:
    """A second membership beside a current one has ended, and what was paid for it goes back."""
    if customer.reader is None:
        return
    with transaction.atomic(), _language():
        if Letter.objects.once(Kind.DOUBLED, f"invoice {invoice.stripe_id}", now, None):
            words = letters_beside.doubled(receipt_of(invoice), _name(), links_for(None))
            _send(Kind.DOUBLED, customer.reader.email, words, now)


def tell_refunded(invoice: Invoice, amount: Money, now: datetime) -> None:
    """That so much of an invoice goes back. Call it once `invoice.refunded` is stored.

    Nothing where the letter about the end has told so, or that about paying twice does.
    """
    reader = invoice.customer.reader
    doubled = Subscription.objects.filter(stripe_id=invoice.subscription, doubled=True)
    if reader is None or not amount.amount or doubled.exists():
        return
    membership = Membership.objects.filter(subscription__stripe_id=invoice.subscription).first()
    with transaction.atomic(), _language():
        if _told(invoice, membership, now):
            words = letters_beside.refunded(
                amount, receipt_of(invoice), _name(), now, links_for(None)
            )
            _send(Kind.REFUNDED, reader.email, words, now)


def _tell_days(membership: Membership, grant: Grant, now: datetime) -> None:
    if membership.reader is None or grant.ends_at is None:
        return
    days = (grant.ends_at - grant.starts_at).days
    with transaction.atomic(), _language():
        if Letter.objects.once(Kind.DAYS_GIVEN, f"{membership}: {grant}", now, membership):
            words = letters_beside.days_given(
                days, membership.plan.name, grant.ends_at, now, links_for(membership)
            )
            _send(Kind.DAYS_GIVEN, membership.reader.email, words, now)


def _goes_back(membership: Membership, now: datetime) -> Money | None:
    """What of its payments goes back and was not told of yet: the letter about the end says so, and no other."""
    if membership.end_cause != EndCause.REFUNDED:
        return None
    back = [
        it for it in invoices_of(membership).filter(refunded__gt=0) if _told(it, membership, now)
    ]
    amount = sum(it.refunded for it in back)
    return Money(amount, membership.currency) if amount else None


def _told(invoice: Invoice, membership: Membership | None, now: datetime) -> bool:
    """Whether it is yet to be told that this much of it goes back; it counts as told from here on."""
    about = f"invoice {invoice.stripe_id}: {invoice.refunded}"
    return Letter.objects.once(Kind.REFUNDED, about, now, membership)


def _send(kind: Kind, to: str, words: Words, now: datetime) -> None:
    why = _("You get this because you have an account at %(name)s.") % {"name": _name()}
    context = {"words": words, "why": why}
    send(to=to, template="billing/mail/letter", context=context, kind=kind, now=now)


def _name() -> str:
    return PublicationSettings.load().name


def _language() -> translation.override:
    return translation.override(PublicationSettings.load().language)


def ready() -> None:
    """None of them holds a secret that a log-in would need: one that failed may be sent once more."""
    repeatable(*Kind)
