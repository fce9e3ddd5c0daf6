"""The mails about money and membership. Each is queued in the transaction of what it tells about."""

from datetime import datetime

from standfirst.billing.models import Customer, Invoice
from standfirst.membership.models import Membership
from standfirst.membership.snapshot import Money
from standfirst.membership.standing import MembershipFacts


def tell_change(membership: Membership, before: MembershipFacts | None, now: datetime) -> None:
    """What `Membership.apply` has just changed, to the reader whose it is. `before` is None for a new one.

    Called within the transaction of the change, and only where something did change.
    """


def tell_doubled(customer: Customer, invoice: Invoice, now: datetime) -> None:
    """A second membership beside a current one has ended, and what was paid for it goes back."""


def tell_refunded(invoice: Invoice, amount: Money, now: datetime) -> None:
    """That so much of an invoice goes back. Call it once `invoice.refunded` is stored."""
