"""Rejoining in one step, with the card that is saved, unless it was that card that failed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from standfirst.billing import customers, sync
from standfirst.billing.beginning import begin_anew, was_refused
from standfirst.billing.catching_up import catch_up
from standfirst.billing.collecting import Attempt
from standfirst.billing.gateway import asking
from standfirst.billing.mending import saved_card
from standfirst.billing.paying import Paying, again, price_now
from standfirst.membership.models import Price
from standfirst.membership.snapshot import Card, EndCause, State

PURPOSE = "rejoin"
# After these the card that is saved is asked for anew.
_NOT_WITH_THIS_CARD = (EndCause.UNPAID, EndCause.DISPUTED)


@dataclass(frozen=True)
class Rejoin:
    """`price` None: what this reader had is not sold any more. `card` None: one has to be given."""

    price: Price | None
    card: Card | None


def rejoin_for(paying: Paying, now: datetime) -> Rejoin:
    """Asks the processor which card is saved. Raises gateway.Trouble."""
    price = price_now(paying.membership)
    if price is None or paying.membership.end_cause in _NOT_WITH_THIS_CARD:
        return Rejoin(price, None)
    card = None if was_refused(paying.customer) else _card_on_file(paying)
    return Rejoin(price, None if card is None or card.had_ended(now) else card)


def rejoin(paying: Paying, now: datetime, *, intent: str = "") -> Attempt | None:
    """None where there is a current membership by now: nothing is begun. Raises gateway.Trouble, and NotOurs.

    `intent`: the setup intent that saved another card; without it, the one on file pays.
    """
    method = saved_card(paying, intent, PURPOSE) if intent else ""
    sync.sync(paying.customer, now)
    paying = again(paying)
    price = price_now(paying.membership)
    if paying.state is not State.ENDED or price is None:
        return None
    if method:
        customers.keep_card(paying.customer, method)
    attempt = begin_anew(paying.customer, price, method, now)
    catch_up(paying.customer, now)
    return attempt


def _card_on_file(paying: Paying) -> Card | None:
    with asking() as stripe:
        found: dict[str, Any] = stripe.v1.customers.retrieve(
            paying.customer.stripe_id,
            params={"expand": ["invoice_settings.default_payment_method"]},
        ).to_dict()
    method = (found.get("invoice_settings") or {}).get("default_payment_method")
    card = method.get("card") if isinstance(method, dict) else None
    if not card:
        return None
    return Card(card["brand"], card["last4"], card["exp_month"], card["exp_year"])
