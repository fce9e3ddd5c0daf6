"""What this room keeps of a reader: who they are at the payment processor, receipts, and how they joined."""

from datetime import datetime
from typing import Any

from standfirst.billing.models import Customer, Invoice, Join, Letter
from standfirst.readers.models import Reader
from standfirst.readers.personal import plain_rows

FIELDS = frozenset(
    {
        *(f"billing.Customer.{name}" for name in ("reader", "stripe_id", "fingerprint", "lease")),
        "billing.Bell.stripe_id",
        "billing.Bell.kind",
        "billing.Bell.customer",
        "billing.Letter.kind",
        "billing.Letter.about",
        *(f"billing.Subscription.{name}" for name in ("stripe_id", "status", "open_invoice")),
        *(
            f"billing.Invoice.{name}"
            for name in (
                *("subscription", "stripe_id", "number", "payment", "state", "currency"),
                *("web_page", "pdf"),
            )
        ),
        *(
            f"billing.Join.{name}"
            for name in (
                *("token", "state", "reader", "address", "setup_intent", "subscription"),
                *("promotion", "place"),
            )
        ),
    }
)


def personal_data(reader: Reader) -> dict[str, Any]:
    """Amounts in minor units, as they are kept."""
    customers = Customer.objects.filter(reader=reader)
    return {
        "at_the_payment_processor": plain_rows(
            customers.order_by("made_at"),
            customer="stripe_id",
            card_is_known_by="fingerprint",
            since="made_at",
        ),
        "receipts": plain_rows(
            Invoice.objects.filter(customer__in=customers),
            number="number",
            date="at",
            state="state",
            amount_in_minor_units="amount",
            refunded_in_minor_units="refunded",
            currency="currency",
            paid="paid_at",
            period_from="period_start",
            period_to="period_end",
            on_the_web="web_page",
        ),
        "joins": plain_rows(
            Join.objects.filter(reader=reader).order_by("begun_at"),
            begun="begun_at",
            state="state",
            address="address",
            from_page="place",
            paid="paid_at",
        ),
        "told_by_mail": plain_rows(
            Letter.objects.filter(membership__reader=reader), what="kind", at="at"
        ),
    }


def erase(reader: Reader, now: datetime) -> None:
    """Receipts stay, as the law on accounts wants it, and are nobody's. The worker ends what would be charged."""
    for customer in Customer.objects.filter(reader=reader):
        customer.part_with_reader(now)
        customer.invoices.part_with_reader()
    Join.objects.part_with_reader(reader)


def join(kept: Reader, other: Reader, now: datetime) -> None:
    """Which card pays for which membership stays as it is."""
    Customer.objects.filter(reader=other).update(reader=kept)
    Join.objects.filter(reader=other).update(reader=kept)
