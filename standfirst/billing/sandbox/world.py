"""A world: the books, and what one can do to them that is no call of Stripe's: move the clock, hold a card."""

import re
import threading
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from standfirst.billing.sandbox import aging, cards
from standfirst.billing.sandbox.api import payment_methods
from standfirst.billing.sandbox.books import Books, Rules
from standfirst.billing.sandbox.clock import Clock
from standfirst.billing.sandbox.engine import agenda, charging, collecting, paying_back, saving
from standfirst.billing.sandbox.errors import Refusal
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.rendering import shown
from standfirst.billing.sandbox.store import Store
from standfirst.billing.sandbox.troubles import Faults, of_events

_SETTINGS = "_settings"


class World(Books):
    """`path`: a file in which it outlives the process. `lock`: taken for each request, and by whoever looks in."""

    def __init__(
        self, clock: Clock | None = None, path: Path | None = None, rules: Rules | None = None
    ) -> None:
        super().__init__(Store(path), clock, rules)
        self.lock = threading.RLock()
        self.faults = Faults()
        self._caught_up = 0
        kept = self.store.get(_SETTINGS)
        if kept:
            self.faults = Faults(**kept["faults"])
            self.rules = _rules(kept["rules"])
            self.clock.ahead = timedelta(seconds=kept["ahead"])

    # --- time ---

    def advance(self, **by: float) -> None:
        """`days=…`, `hours=…`: the whole clock, and what falls due on the way is done, in order, at its time."""
        with self.lock:
            until = int((self.now + timedelta(**by)).timestamp())
            agenda.run(self, until)
            self.clock.move(timedelta(**by))
            self.keep()

    def age(self, customer: str, days: float) -> None:
        """All that is this customer's happened so much earlier; and what of theirs has fallen due by that is done, in
        order, at its time. Nobody else's clock moves."""
        with self.lock:
            for thing in self.store.of(customer):
                self.store.put(aging.shifted(thing, -int(days * 86400)))
            agenda.run(self, self.stamp, customer)
            self.keep()

    def catch_up(self) -> None:
        """With a running clock: do what has fallen due since; once a second is often enough."""
        with self.lock:
            if self._caught_up < self.stamp:
                self._caught_up = self.stamp
                agenda.run(self, self.stamp)
                self.store.save()

    # --- what a browser does ---

    def save_card(self, setup_intent: str, number: str, exp: tuple[int, int]) -> Json:
        """What the card form does: a new method, confirmed. The intent as it is after, its last error on it."""
        with self.lock:
            intent = self.find("setup_intent", setup_intent)
            try:
                method = payment_methods.make(self, card_form(number, exp))
                saving.confirm(self, intent, method)
            except Refusal as refused:
                if "setup_intent" not in refused.error:
                    self.change(intent, last_setup_error=refused.error)
            self.store.save()
            return shown(self.store, self.fresh(intent))

    def approve(self, intent: str) -> Json:
        """The bank's page: yes."""
        return self._at_the_bank(intent, yes=True)

    def decline(self, intent: str) -> Json:
        """The bank's page: no."""
        return self._at_the_bank(intent, yes=False)

    def _at_the_bank(self, id: str, *, yes: bool) -> Json:
        with self.lock:
            saved = id.startswith("seti_")
            intent = self.find("setup_intent" if saved else "payment_intent", id)
            if intent["status"] != "requires_action":
                raise ValueError(f"{id} asks for nothing: it is {intent['status']}.")
            if saved:
                (saving.succeed if yes else saving.not_approved)(self, intent)
            else:
                (charging.finish if yes else charging.not_approved)(self, intent)
                collecting.came(self, intent)
            self.store.save()
            return shown(self.store, self.fresh(intent))

    # --- what a bank does ---

    def replace_card_behaviour(
        self, customer: str, number: str, exp: tuple[int, int] | None = None
    ) -> None:
        """The cards on file behave like this test number from now on; they look the same, but for `exp`."""
        with self.lock:
            for method in self.store.of(customer, "payment_method"):
                if cards.is_slow(method["_number"]) != cards.is_slow(number):
                    continue
                fields: dict[str, Any] = {"_number": number}
                if exp and "card" in method:
                    fields["card"] = {**method["card"], "exp_month": exp[0], "exp_year": exp[1]}
                self.change(method, **fields)
            self.store.save()

    def renew_card(self, customer: str, exp: tuple[int, int]) -> None:
        """The bank sends a new one, and the networks say so (docs.stripe.com/saved-cards/automatic-updates)."""
        with self.lock:
            for method in self.store.of(customer, "payment_method"):
                if "card" in method:
                    card = {**method["card"], "exp_month": exp[0], "exp_year": exp[1]}
                    self.change(method, "payment_method.automatically_updated", card=card)
            self.store.save()

    def dispute(self, charge: str, reason: str = "fraudulent") -> Json:
        with self.lock:
            made = charging.open_dispute(self, self.find("charge", charge), reason)
            self.store.save()
            return shown(self.store, made)

    def close_dispute(self, dispute: str, *, won: bool) -> Json:
        with self.lock:
            closed = paying_back.close_dispute(self, self.find("dispute", dispute), won=won)
            self.store.save()
            return shown(self.store, closed)

    # --- events ---

    def waiting(self) -> list[Json]:
        """Events that nobody has been told of, oldest first."""
        with self.lock:
            return [event for event in self.store.all("event") if event["pending_webhooks"]]

    def take_events(self) -> list[Json]:
        """What is to be told now, faults and all; each counts as told by that. Who fails to, says so by `untold`."""
        with self.lock:
            sent, dropped = of_events(self.faults, self.waiting(), self.stamp)
            for event in [*sent, *dropped]:
                self.change(event, pending_webhooks=0)
            self.store.save()
            return [shown(self.store, event) for event in sent]

    def untold(self, event: str) -> None:
        with self.lock:
            self.change(self.find("event", event), pending_webhooks=1)
            self.store.save()

    # --- settings ---

    def configure(self, *, faults: Faults | None = None, rules: Rules | None = None) -> None:
        """Kept with the world."""
        with self.lock:
            self.faults, self.rules = faults or self.faults, rules or self.rules
            agenda.forget(self)
            self.keep()

    def keep(self) -> None:
        self.store.put(
            {
                "id": _SETTINGS,
                "object": _SETTINGS,
                "faults": self.faults.as_json(),
                "rules": asdict(self.rules),
                "ahead": self.clock.ahead.total_seconds(),
            }
        )
        self.store.save()


def card_form(number: str, exp: tuple[int, int]) -> Json:
    number = re.sub(r"\s", "", number)
    if number[:2].isalpha():
        return {"type": "sepa_debit", "sepa_debit": {"iban": number}}
    card = {"number": number, "exp_month": exp[0], "exp_year": exp[1], "cvc": "123"}
    return {"type": "card", "card": card}


def _rules(kept: Json) -> Rules:
    return Rules(**{**kept, "retries_after": tuple(kept["retries_after"])})
