"""Joining, to the moment the card is saved: whose it will be, and what Stripe is asked for.

A browser holds one join. Each card it asks for is one setup intent of Stripe's, and the last one alone may pay: what
another tab began before ends with it, uncharged.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from standfirst.billing.customers import customer_of, make_customer
from standfirst.billing.gateway import asking
from standfirst.billing.models import Customer, Join, JoinState
from standfirst.billing.models.join import OPEN
from standfirst.membership.models import Membership, Price
from standfirst.membership.snapshot import State
from standfirst.readers.models import Reader


@dataclass(frozen=True)
class Wish:
    """What somebody asks to join with; `promotion` is Stripe's id, or empty. `reader` None: signed out.

    `is_new`: whether the free days of the price were offered; what was, is written at the card.
    """

    price: Price
    reader: Reader | None
    address: str
    promotion: str = ""
    place: str = ""
    is_new: bool = True

    @property
    def free_days(self) -> int:
        return self.price.trial_days if self.is_new else 0


@dataclass(frozen=True)
class Asked:
    """The card may be asked for with `secret`; without one, the join has gone further: see where it stands."""

    secret: str = ""


def begin(join: Join, wish: Wish, now: datetime) -> Asked:
    """Raises gateway.Trouble. Nothing is charged by it."""
    if not _take_over(join, wish, now):
        return Asked()
    customer = _customer_of(join, wish, now)
    asked_before = join.setup_intent and join.customer == customer
    if asked_before and (secret := _secret_of(join, wish)) is not None:
        return Asked(secret)
    with asking() as stripe:
        intent = stripe.v1.setup_intents.create(
            params={
                "customer": customer.stripe_id,
                "usage": "off_session",
                "automatic_payment_methods": {"enabled": True},
                "metadata": {"join": str(join.pk), "free": str(wish.free_days)},
            }
        )
    still = Join.objects.filter(pk=join.pk, state=JoinState.BEGUN)
    if not still.update(customer=customer, setup_intent=intent["id"]):
        return Asked()
    return Asked(intent["client_secret"] or "")


def free_days(setup_intent: Mapping[str, Any], price: Price) -> int:
    """Those that who gave this card was shown."""
    return int((setup_intent.get("metadata") or {}).get("free", price.trial_days))


def is_new(reader: Reader | None) -> bool:
    """Whether this would be a first membership, as far as is known before the code."""
    return reader is None or not Membership.objects.of(reader).exists()


def current_of(reader: Reader, join: Join | None = None) -> Membership | None:
    """The membership that stands in the way of another one; one that this join itself began does not."""
    current = Membership.objects.of(reader).current().select_related("plan")
    if join is not None and join.subscription:
        current = current.exclude(subscription__stripe_id=join.subscription)
    return current.exclude(state=State.INCOMPLETE).first()


@transaction.atomic
def _take_over(join: Join, wish: Wish, now: datetime) -> bool:
    """Write down what is wished for now. False once the card is being charged."""
    same = (join.price_id, join.promotion) == (wish.price.pk, wish.promotion)
    keeps = same and join.state == JoinState.BEGUN
    fields = {
        "price": wish.price,
        "promotion": wish.promotion,
        "reader": wish.reader,
        "address": wish.address,
        "place": wish.place,
        "setup_intent": join.setup_intent if keeps else "",
        "begun_at": now,
    }
    if join.pk is not None:
        return join.move(OPEN, JoinState.BEGUN, **fields)
    for name, value in fields.items():
        setattr(join, name, value)
    join.save()
    return True


def _secret_of(join: Join, wish: Wish) -> str | None:
    """Of the card asked for before, while it still can be: an answer may have been lost. Empty once it is saved,
    None when another has to be asked for."""
    with asking() as stripe:
        intent = stripe.v1.setup_intents.retrieve(join.setup_intent).to_dict()
    if free_days(intent, join.price) != wish.free_days:
        return None
    if intent["status"] == "succeeded":
        return ""
    return None if intent["status"] == "canceled" else str(intent["client_secret"])


def _customer_of(join: Join, wish: Wish, now: datetime) -> Customer:
    """A reader's own; for somebody signed out one that is nobody's yet."""
    if wish.reader is not None and (own := customer_of(wish.reader)):
        return own
    unowned = join.customer if join.customer and join.customer.reader_id is None else None
    if unowned and wish.reader is None:
        set_address(unowned, wish.address)
        return unowned
    whose = hashlib.sha256(wish.address.encode()).hexdigest()[:12]
    return make_customer(
        reader=wish.reader,
        address=wish.address,
        key=f"join-{join.token}-{wish.reader.pk if wish.reader else whose}",
        now=now,
    )


def set_address(customer: Customer, address: str) -> None:
    """At Stripe, which prints it on invoices."""
    with asking() as stripe:
        stripe.v1.customers.update(customer.stripe_id, params={"email": address})


def correct_address(join: Join, address: str) -> None:
    """Until it is claimed. A mail sent to the address before opens nothing any more. Raises gateway.Trouble."""
    join.move([JoinState.PAID], JoinState.PAID, address=address, reminded_at=None)
    if join.customer and join.state == JoinState.PAID:
        set_address(join.customer, address)
