"""Customers at Stripe: whose they are here, and which card is charged."""

from datetime import datetime

from standfirst.billing.cards import fingerprint_of
from standfirst.billing.gateway import asking
from standfirst.billing.models import Customer, Subscription
from standfirst.readers.models import Reader


def customer_of(reader: Reader) -> Customer | None:
    """The newest that has a subscription which is not over, else the newest."""
    mine = Customer.objects.of(reader).order_by("-made_at", "-pk")
    return mine.filter(subscriptions__in=Subscription.objects.running()).first() or mine.first()


def make_customer(*, reader: Reader | None, address: str, key: str, now: datetime) -> Customer:
    """One at Stripe, and our row of it. The same `key` makes the same one, however often it is asked for.

    The row is there before anything can be charged: what is paid is always known here.
    """
    with asking() as stripe:
        made = stripe.v1.customers.create(
            params={"email": address, "metadata": {"standfirst": key}},
            options={"idempotency_key": f"{key}-customer"},
        )
    row, _ = Customer.objects.get_or_create(
        stripe_id=made.id, defaults={"reader": reader, "made_at": now}
    )
    return row


def keep_card(customer: Customer, payment_method: str) -> None:
    """It is what will be charged: by the customer, and by every subscription that is not over, as Stripe asks the
    subscription's own first. Twice does no more than once."""
    running = list(customer.subscriptions.running().values_list("stripe_id", flat=True))
    with asking() as stripe:
        method = stripe.v1.payment_methods.retrieve(payment_method).to_dict()
        stripe.v1.customers.update(
            customer.stripe_id,
            params={"invoice_settings": {"default_payment_method": payment_method}},
        )
        for subscription in running:
            stripe.v1.subscriptions.update(
                subscription, params={"default_payment_method": payment_method}
            )
    customer.know_card(fingerprint_of(method))
