"""From our rows to what a letter is made from."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from standfirst.billing.letters_case import Case, Receipt
from standfirst.billing.letters_due import Payments
from standfirst.billing.letters_links import links_for
from standfirst.billing.models import Invoice, InvoiceState, Subscription
from standfirst.membership.models import Interval, Membership, Plan, Price
from standfirst.membership.snapshot import Money
from standfirst.membership.standing import MembershipFacts
from standfirst.publication.models import PublicationSettings

WAS_PAID = (
    InvoiceState.PAID,
    InvoiceState.PARTLY_REFUNDED,
    InvoiceState.REFUNDED,
    InvoiceState.DISPUTED,
)


def case_of(
    membership: Membership,
    before: MembershipFacts | None,
    now: datetime,
    back: Money | None = None,
) -> Case:
    paid = invoices_of(membership).order_by("-paid_at", "-pk").first()
    return Case(
        publication=PublicationSettings.load().name,
        plan=membership.plan.name,
        after=membership.facts(),
        now=now,
        links=links_for(membership),
        before=before,
        plan_before=_plan_name(before.plan) if before else "",
        interval=interval_of(membership),
        receipt=receipt_of(paid) if paid else None,
        withdraw_until=_withdraw_until(membership, now),
        back=back,
    )


def payments_of(membership: Membership) -> Payments:
    paid = invoices_of(membership).count()
    yearly = interval_of(membership) == Interval.YEAR
    return Payments(none=paid == 0, first=paid == 1, yearly=yearly)


def interval_of(membership: Membership) -> str:
    """Of the price it is paid at, on sale or not any more; empty where that is none of ours."""
    prices = Price.objects.filter(
        plan=membership.plan, amount=membership.amount, currency=membership.currency
    )
    price = prices.order_by("-on_sale", "-pk").first()
    return price.interval if price else ""


def receipt_of(invoice: Invoice) -> Receipt:
    return Receipt(invoice.money, invoice.paid_at or invoice.at, invoice.number)


def invoices_of(membership: Membership) -> QuerySet[Invoice]:
    """Those of it by which something was paid."""
    of = Subscription.objects.filter(membership=membership).values("stripe_id")
    return Invoice.objects.filter(subscription__in=of, state__in=WAS_PAID, amount__gt=0)


def _plan_name(slug: str) -> str:
    return Plan.objects.filter(slug=slug).values_list("name", flat=True).first() or slug


def _withdraw_until(membership: Membership, now: datetime) -> datetime | None:
    until = membership.started_at + timedelta(days=settings.WITHDRAWAL_DAYS)
    return until if now < until else None
