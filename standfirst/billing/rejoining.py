"""Rejoining in one step, with the card that is saved, unless it was that card that failed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from standfirst.billing import customers, sync
from standfirst.billing.beginning import begin_anew, was_refused
from standfirst.billing.catching_up import catch_up
from standfirst.billing.collecting import Attempt
from standfirst.billing.gateway import asking
from standfirst.billing.mending import Changed, saved_card, use_up
from standfirst.billing.mending import shown as shown_as
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

    @property
    def shown(self) -> str:
        return _shown(self.price) if self.price else ""


def rejoin_for(paying: Paying, now: datetime) -> Rejoin:
    """Asks the processor which card is saved. Raises gateway.Trouble."""
    price = price_now(paying.membership)
    if price is None or paying.membership.end_cause in _NOT_WITH_THIS_CARD:
        return Rejoin(price, None)
    card = None if was_refused(paying.customer) else _card_on_file(paying)
    return Rejoin(price, None if card is None or card.had_ended(now) else card)


def rejoin(paying: Paying, now: datetime, *, shown: str = "", intent: str = "") -> Attempt | None:
    """None where there is a current membership by now: nothing is begun.

    Raises gateway.Trouble, NotOurs, Used and Changed.

    `intent`: the setup intent that saved another card, and knows what was shown; without it, the one on file pays.
    """
    saved = saved_card(paying, intent, PURPOSE, now) if intent else None
    sync.sync(paying.customer, now)
    paying = again(paying)
    price = price_now(paying.membership)
    if paying.state is not State.ENDED or price is None:
        return None
    if _shown(price) != (saved.shown if saved else shown):
        if saved:
            use_up(saved)
        raise Changed
    if saved:
        customers.keep_card(paying.customer, saved.method)
    attempt = begin_anew(paying.customer, price, saved.method if saved else "", now)
    if saved:
        use_up(saved)
    catch_up(paying.customer, now)
    return attempt


def _shown(price: Price) -> str:
    return shown_as(price.interval, price.money)


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
