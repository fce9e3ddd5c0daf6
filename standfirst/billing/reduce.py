"""From what Stripe says to what a membership is, in our own words. Pure: values in, frozen values out.

Who may read follows what was *paid*: `paid_until` is the end of the last period that an invoice with one of our prices
was paid for and not refunded, or of a trial. It is never the subscription's own period, which runs on unpaid as well.
"""

from dataclasses import dataclass
from datetime import datetime

from standfirst.billing.cards import card_of, method_on_file
from standfirst.billing.failing import failure_of, is_processing, wants_approval
from standfirst.billing.paid import (
    Back,
    Period,
    Prices,
    Sold,
    at,
    id_of,
    invoices_of,
    moment,
    periods_of,
)
from standfirst.billing.truth import Thing, Truth
from standfirst.membership.snapshot import Card, EndCause, Failure, Money, Snapshot, State

FAILED = frozenset({"past_due", "unpaid"})
ENDED = frozenset({"canceled", "incomplete_expired"})


@dataclass(frozen=True)
class Told:
    """What Stripe says of one subscription. `begins`: a membership may begin with it; of a first payment that was
    declined none does, though one that waited for the bank hears of it. `open_invoice`: what is to be paid."""

    subscription_id: str
    status: str  # Stripe's word
    made_at: datetime
    snapshot: Snapshot
    begins: bool
    open_invoice: str = ""


def reduce(truth: Truth, prices: Prices, fetched_at: datetime) -> list[Told]:
    """Oldest first. One without a price of ours is nobody's membership, and not told of."""
    ours = sorted(truth.subscriptions, key=lambda it: (it["created"], it["id"]))
    return [told for it in ours if (told := _told(it, truth, prices, fetched_at))]


def _told(it: Thing, truth: Truth, prices: Prices, fetched_at: datetime) -> Told | None:
    sight = see(it, truth, prices, fetched_at)
    if sight is None:
        return None
    state = sight.state
    snapshot = Snapshot(
        state=state,
        plan=sight.plan,
        money=sight.money,
        fetched_at=fetched_at,
        started_at=moment(it.get("start_date") or it["created"]),
        paid_until=sight.paid_until,
        card=sight.card,
        failure=sight.failure if state in _WITH_FAILURE else None,
        paused_until=sight.paused_until if state is State.PAUSED else None,
        ended_at=sight.ended_at if state is State.ENDED else None,
        end_cause=sight.end_cause if state is State.ENDED else None,
        ends_at_period_end=state is not State.ENDED
        and bool(it.get("cancel_at_period_end") or it.get("cancel_at")),
    )
    wanted = sight.wanted
    return Told(
        subscription_id=it["id"],
        status=it["status"],
        made_at=moment(it["created"]),
        snapshot=snapshot,
        begins=sight.begins,
        open_invoice=wanted["id"] if wanted and state is not State.ENDED else "",
    )


_WITH_FAILURE = frozenset({State.PAST_DUE, State.INCOMPLETE, State.ENDED})


@dataclass(frozen=True)
class Sight:
    """One subscription with all that hangs on it."""

    it: Thing
    truth: Truth
    fetched_at: datetime
    sold: Sold  # what the next payment is for
    periods: tuple[Period, ...]
    invoices: tuple[Thing, ...]  # newest first

    @property
    def status(self) -> str:
        return str(self.it["status"])

    @property
    def good(self) -> list[Period]:
        return [it for it in self.periods if it.back is None]

    @property
    def back(self) -> Back | None:
        """The money of the period that ran went back while it did, and no other covers that moment."""
        last = max(self.periods, key=lambda it: (it.end, it.made_at), default=None)
        if last is None or last.back is None or last.back.at >= last.end:
            return None
        return None if any(it.end > last.back.at for it in self.good) else last.back

    @property
    def trial_end(self) -> datetime | None:
        """None where it never began; cut short by an end."""
        end = at(self.it.get("trial_end"))
        if end is None or self.status in {"incomplete", "incomplete_expired"}:
            return None
        ended = at(self.it.get("ended_at"))
        return min(end, ended) if ended else end

    @property
    def paid_until(self) -> datetime | None:
        ends = [it.end for it in self.good]
        return max(filter(None, [*ends, self.trial_end]), default=None)

    @property
    def is_covered(self) -> bool:
        return self.paid_until is not None and self.fetched_at < self.paid_until

    @property
    def plan(self) -> str:
        """Of what was paid last: a dearer plan that nobody paid for yet opens nothing."""
        last = max(self.good, key=lambda it: (it.end, it.made_at), default=None)
        return last.sold.plan if last else self.sold.plan

    @property
    def money(self) -> Money:
        return self.sold.money

    @property
    def card(self) -> Card | None:
        return card_of(method_on_file(self.it, self.truth.customer))

    @property
    def newest(self) -> Thing | None:
        return self.invoices[0] if self.invoices else None

    @property
    def wanted(self) -> Thing | None:
        """The newest invoice that a payment is still asked for."""
        return next((it for it in self.invoices if it["status"] == "open"), None)

    @property
    def unpaid(self) -> Thing | None:
        """The newest invoice that was asked for in vain, also where asking was given up."""
        return next((it for it in self.invoices if it["status"] in {"open", "uncollectible"}), None)

    @property
    def is_processing(self) -> bool:
        return bool(self.wanted and is_processing(self.wanted, self.truth))

    @property
    def failure(self) -> Failure | None:
        if self.state is State.INCOMPLETE and self.begins:
            return None  # nothing failed yet: the bank asks first
        if self.state is State.ENDED and self.end_cause is not EndCause.UNPAID:
            return None
        return failure_of(self.unpaid, self.truth, self.card, self.money, self.it)

    @property
    def state(self) -> State:
        if self.back or self.status in ENDED:
            return State.ENDED
        if self.is_processing:
            return State.PENDING
        if self.status == "incomplete":
            return State.INCOMPLETE
        if self.status in FAILED:
            return State.PAST_DUE
        if self.status == "paused" or self.it.get("pause_collection"):
            return State.PAUSED
        return State.ACTIVE if self.is_covered else self._uncovered

    @property
    def _uncovered(self) -> State:
        """It runs, and what was paid is over. While the next payment is only on its way, it is open as before."""
        newest = self.newest
        if newest is None or newest["status"] in {"draft", "open"}:
            return State.ACTIVE
        if newest["status"] == "uncollectible":
            return State.PAST_DUE
        return State.PAUSED  # nothing is asked for this time: it was paused, or was let off

    @property
    def paused_until(self) -> datetime | None:
        paused = self.it.get("pause_collection")
        if paused:
            return at(paused.get("resumes_at"))
        return None if self.status == "paused" else period_end(self.it)

    @property
    def begins(self) -> bool:
        """Not with what never was paid for, unless its bank is asked or is about to answer."""
        if self.status == "incomplete":
            return self.is_processing or bool(
                self.wanted and wants_approval(self.wanted, self.truth)
            )
        if self.periods or self.trial_end or self.is_processing:
            return True
        return self.status == "active" and self._uncovered is State.ACTIVE

    @property
    def ended_at(self) -> datetime:
        if self.back:
            return self.back.at
        when = self.it.get("ended_at") or self.it.get("canceled_at") or self.it["created"]
        return moment(when)

    @property
    def end_cause(self) -> EndCause:
        if self.back:
            return self.back.cause
        if self.status == "incomplete_expired":
            return EndCause.UNPAID
        reason = (self.it.get("cancellation_details") or {}).get("reason")
        return EndCause.UNPAID if reason == "payment_failed" else EndCause.BY_READER


def see(it: Thing, truth: Truth, prices: Prices, fetched_at: datetime) -> Sight | None:
    """None for one that neither is at a price of ours nor ever was paid at one."""
    periods = tuple(periods_of(it["id"], truth, prices))
    mine = [prices[price] for price in prices_of(it) if price in prices]
    sold = mine[0] if mine else next((period.sold for period in periods), None)
    if sold is None:
        return None
    return Sight(it, truth, fetched_at, sold, periods, tuple(invoices_of(it["id"], truth)))


def prices_of(subscription: Thing) -> list[str]:
    return [id_of(item.get("price")) for item in subscription["items"]["data"]]


def period_end(subscription: Thing) -> datetime | None:
    """Its items carry it; the subscription does no more."""
    return max(
        (moment(it["current_period_end"]) for it in subscription["items"]["data"]), default=None
    )
