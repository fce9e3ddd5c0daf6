"""A small shop at the sandbox: two plans, and Ana, whose card is on file."""

from dataclasses import dataclass, field
from typing import Any

from stripe import StripeClient

from standfirst.billing.sandbox.world import World

GOOD = "4242424242424242"


@dataclass
class Shop:
    world: World
    stripe: StripeClient
    month: str = field(init=False)
    year: str = field(init=False)
    dear: str = field(init=False)

    def __post_init__(self) -> None:
        self.month = self.price("month", 500)
        self.year = self.price("year", 5000)
        self.dear = self.price("month", 900)

    def price(self, interval: str, amount: int) -> str:
        return self.stripe.v1.prices.create(
            params={
                "currency": "eur",
                "unit_amount": amount,
                "recurring": {"interval": interval},
                "product_data": {"name": "Member"},
            }
        ).id

    def customer(self, number: str | None = GOOD, exp: tuple[int, int] = (12, 2031)) -> Any:
        """With a card saved by the form, and set as default."""
        ana = self.stripe.v1.customers.create(params={"email": "ana@example.org"})
        if number:
            self.card(ana.id, number, exp)
        return self.stripe.v1.customers.retrieve(ana.id)

    def card(self, customer: str, number: str = GOOD, exp: tuple[int, int] = (12, 2031)) -> str:
        intent = self.stripe.v1.setup_intents.create(
            params={"customer": customer, "usage": "off_session"}
        )
        done = self.world.save_card(intent.id, number, exp)
        if done["status"] == "requires_action":
            done = self.world.approve(intent.id)
        assert done["status"] == "succeeded", done
        method = done["payment_method"]
        self.stripe.v1.customers.update(
            customer, params={"invoice_settings": {"default_payment_method": method}}
        )
        return str(method)

    def subscribe(self, customer: str, price: str | None = None, **more: Any) -> Any:
        return self.stripe.v1.subscriptions.create(
            params={
                "customer": customer,
                "items": [{"price": price or self.month}],
                "expand": ["latest_invoice.payments.data.payment.payment_intent"],
                **more,
            }
        )

    def member(self, number: str = GOOD, **more: Any) -> Any:
        """A paid subscription."""
        subscription = self.subscribe(self.customer().id, **more)
        if number != GOOD:
            self.world.replace_card_behaviour(subscription.customer, number)
        return subscription

    def again(self, subscription: Any) -> Any:
        """The subscription as it is now."""
        return self.stripe.v1.subscriptions.retrieve(subscription.id)

    def invoices(self, subscription: Any) -> list[Any]:
        """The newest first."""
        return list(
            self.stripe.v1.invoices.list(
                params={"subscription": subscription.id, "limit": 100}
            ).auto_paging_iter()
        )

    def told(self, *kinds: str) -> list[str]:
        """The types of all events so far, those that begin so."""
        types = [event["type"] for event in self.world.store.all("event")]
        return [type for type in types if not kinds or type.startswith(kinds)]
