"""What a sandbox's books imply for one reader, worked out on its own: nothing of `reduce` is used here.

Whether they read, and until when that was paid for; where only the day on which grace began is open, both are right.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from standfirst.billing.sandbox.world import World

GRACE = timedelta(days=14)
Json = dict[str, Any]


@dataclass
class Oracle:
    world: World
    customers: Iterable[str]

    def of(self, kind: str) -> Iterator[Json]:
        for customer in self.customers:
            yield from self.world.store.of(customer, kind)

    def invoices(self, subscription: str) -> list[Json]:
        mine = [
            it
            for it in self.of("invoice")
            if (it["parent"] or {}).get("subscription_details", {}).get("subscription")
            == subscription
        ]
        return sorted(mine, key=lambda it: it["created"])

    def charges(self, invoice: Json) -> list[Json]:
        """Oldest first."""
        intents = {
            it["payment"]["payment_intent"]
            for it in self.world.store.all("invoice_payment")
            if it["invoice"] == invoice["id"]
        }
        return [it for it in self.of("charge") if it["payment_intent"] in intents]

    def intents(self, invoice: Json) -> list[Json]:
        ids = {
            it["payment"]["payment_intent"]
            for it in self.world.store.all("invoice_payment")
            if it["invoice"] == invoice["id"]
        }
        return [it for it in self.of("payment_intent") if it["id"] in ids]

    def is_gone(self, invoice: Json) -> bool:
        """The money went back."""
        lost = {"needs_response", "under_review", "lost"}
        charges = {it["id"] for it in self.charges(invoice) if it["paid"]}
        disputed = any(
            it["charge"] in charges and it["status"] in lost
            for it in self.world.store.all("dispute")
        )
        return disputed or any(it["refunded"] for it in self.charges(invoice))

    def was_disputed(self, invoice: Json) -> bool:
        return any(it["disputed"] for it in self.charges(invoice))

    def lines(self, subscription: str) -> Iterator[tuple[Json, Json]]:
        """What was paid for and still is, and what of: invoice and line."""
        for invoice in self.invoices(subscription):
            if invoice["status"] == "paid" and not self.is_gone(invoice):
                for line in invoice["lines"]["data"]:
                    if line["amount"] > 0:
                        yield invoice, line

    def paid_until(self, it: Json) -> float:
        ends = [line["period"]["end"] for _, line in self.lines(it["id"])]
        if it["trial_end"] and not it["status"].startswith("incomplete"):
            ends.append(min(it["trial_end"], it["ended_at"] or it["trial_end"]))
        return max(ends, default=0)

    def subscriptions(self) -> list[Json]:
        return list(self.of("subscription"))

    def is_paid_up(self) -> bool:
        now = self.world.stamp
        return any(self.paid_until(it) > now for it in self.subscriptions())

    def may_read(self) -> set[bool]:
        """Both, where the day on which grace began decides."""
        answers = [self._may_read(it) for it in self.subscriptions()]
        if any(it == {True} for it in answers):
            return {True}
        return set().union({False}, *answers)

    def _may_read(self, it: Json) -> set[bool]:
        now, status = self.world.stamp, it["status"]
        if self.paid_until(it) > now:
            return {True}
        invoices = self.invoices(it["id"])
        if status in {"canceled", "incomplete_expired"} or self._was_taken_back(it):
            return {False}
        opened = [one for one in invoices if one["status"] == "open"]
        if opened and any(one["status"] == "processing" for one in self.intents(opened[-1])):
            return {True}
        if status in {"past_due", "unpaid"}:
            return self._in_grace(opened[-1])
        if status == "incomplete" or it["pause_collection"]:
            return {False}
        return {not invoices or invoices[-1]["status"] in {"draft", "open"}}

    def _was_taken_back(self, it: Json) -> bool:
        """The money for the last period that was paid went back before it was over."""
        paid = [one for one in self.invoices(it["id"]) if one["status"] == "paid"]
        ends = [(line["period"]["end"], one) for one in paid for line in one["lines"]["data"]]
        if not ends:
            return False
        end, last = max(ends, key=lambda pair: (pair[0], pair[1]["created"]))
        return self.is_gone(last) and self._gone_at(last) < end

    def _gone_at(self, invoice: Json) -> float:
        charges = {one["id"] for one in self.charges(invoice)}
        return min(
            one["created"]
            for kind in ("refund", "dispute")
            for one in self.world.store.all(kind)
            if one["charge"] in charges
        )

    def _in_grace(self, invoice: Json) -> set[bool]:
        failed = [one["created"] for one in self.charges(invoice) if one["status"] == "failed"]
        at = failed or [invoice["status_transitions"]["finalized_at"] or invoice["created"]]
        first = invoice["status_transitions"]["finalized_at"] or invoice["created"]
        now: datetime = self.world.now
        earliest = datetime.fromtimestamp(min([first, *at]), now.tzinfo) + GRACE
        latest = datetime.fromtimestamp(max(at), now.tzinfo) + GRACE
        if now < earliest:
            return {True}
        return {False} if now >= latest else {True, False}

    def paid_twice(self) -> list[str]:
        """Whole periods that were paid for while another one ran, and whose money is still here. Of what was in dispute
        Stripe gives nothing back."""
        whole = sorted(
            (line["period"]["start"], line["period"]["end"], invoice["id"])
            for it in self.subscriptions()
            for invoice, line in self.lines(it["id"])
            if not is_part(line) and not self.was_disputed(invoice)
        )
        return [
            f"{before[2]} and {after[2]}"
            for before, after in zip(whole, whole[1:], strict=False)
            if after[0] < before[1]
        ]


def is_part(line: Json) -> bool:
    """Of a period, on a change of plan."""
    parent = line["parent"]
    details = parent.get("subscription_item_details") or parent.get("invoice_item_details")
    return bool(details["proration"])
