"""Whatever a customer, a card, the clock, the net and a killed worker do: after reconcile a reader stands as Stripe's
books imply; nobody who is paid up was locked; no period is paid twice; and an event that comes again changes nothing.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from standfirst.billing import catalogue, customers, ending, reconcile
from standfirst.billing.bells import hear
from standfirst.billing.gateway import Trouble, asking
from standfirst.billing.models import Customer, Subscription
from standfirst.billing.sandbox.books import Rules
from standfirst.billing.sandbox.clock import standing
from standfirst.billing.sandbox.http import Server
from standfirst.billing.sandbox.testing import Sandbox
from standfirst.billing.sandbox.troubles import Faults
from standfirst.billing.sandbox.world import World
from standfirst.billing.sync import sync, sync_due
from standfirst.billing.tests import payers
from standfirst.billing.tests.oracle import Oracle
from standfirst.membership.models import Membership, MembershipEvent

CARDS = (
    *(payers.GOOD, payers.OTHER, payers.FAILS, payers.POOR, payers.ASKS),
    *(payers.BANK, payers.BANK_FAILS),
)
SAVED = tuple(it for it in CARDS if it != payers.POOR)  # that one is refused when it is saved
MORE = "TEST_LIVES"  # so many other ones: a few hundred now and then find more
LIVES = int(os.environ.get(MORE, "12"))


class Killed(BaseException):
    """As by `kill -9`: no handler of ours runs, and what was not committed is not there."""


@contextmanager
def killed_at(statement: int | None) -> Iterator[None]:
    """Dies before its so-manieth statement, if it comes that far."""
    left = statement

    def execute(run: Callable[..., Any], sql: str, *given: Any) -> Any:
        nonlocal left
        if left is not None and not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            left -= 1
            if left < 0:
                raise Killed
        return run(sql, *given)

    with connection.execute_wrapper(execute), suppress(Killed):
        yield


@contextmanager
def undone() -> Iterator[None]:
    """All that an example has written goes again; Stripe may be asked within it, as in a test."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield
        transaction.set_rollback(True)


class Life:
    """A reader, what they do, and what has to hold after each act."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.world = sandbox, sandbox.world
        payers.open_shop()
        self.who = payers.reader()
        self.heard: list[dict[str, Any]] = []
        self.read_on = False

    @property
    def mine(self) -> list[Customer]:
        return list(Customer.objects.filter(reader=self.who).order_by("pk"))

    @property
    def oracle(self) -> Oracle:
        return Oracle(self.world, [it.stripe_id for it in self.mine])

    @property
    def running(self) -> list[dict[str, Any]]:
        over = {"canceled", "incomplete_expired"}
        return [it for it in self.oracle.subscriptions() if it["status"] not in over]

    def page(self) -> None:
        """What a page does after it has asked Stripe for something."""
        for it in self.mine:
            with suppress(Trouble):
                sync(it, self.world.now)

    # --- acts ---

    def join(self, number: str, trial: int) -> None:
        if self.running or self.oracle.is_paid_up():
            return
        self._join(number, **({"trial_period_days": trial} if trial else {}))

    def join_again(self, number: str) -> None:
        """In another tab, on another phone."""
        if len(self.running) == 1:
            self._join(number)

    def _join(self, number: str, **params: Any) -> None:
        it = payers.customer(self.sandbox, self.who, number)
        with suppress(Trouble):
            payers.subscribe(it, **params)
        self.page()

    def change(self, **params: Any) -> None:
        for it in self.running[:1]:
            with suppress(Trouble), asking() as stripe:
                stripe.v1.subscriptions.update(it["id"], params=cast(Any, params))
            self.page()

    def leave(self) -> None:
        self.change(cancel_at_period_end=True)

    def stay(self) -> None:
        self.change(cancel_at_period_end=False)

    def pause(self, days: int) -> None:
        until = self.world.stamp + days * 86400
        self.change(pause_collection={"behavior": "void", "resumes_at": until})

    def resume(self) -> None:
        self.change(pause_collection="")

    def leave_now(self) -> None:
        for it in self.running[:1]:
            with suppress(Trouble), asking() as stripe:
                stripe.v1.subscriptions.cancel(it["id"])
            self.page()

    def upgrade(self) -> None:
        for it in self.running[:1]:
            item, dear = it["items"]["data"][0], catalogue.id_of(payers.price("plus"))
            if it["status"] == "active" and item["price"] != dear:
                self.change(
                    items=[{"id": item["id"], "price": dear}],
                    proration_behavior="always_invoice",
                    payment_behavior="error_if_incomplete",
                )

    def mend(self) -> None:
        for it in self.running[:1]:
            customer = Customer.objects.get(stripe_id=it["customer"])
            customers.keep_card(customer, payers.card(self.sandbox, customer))
            opened = [one for one in self.oracle.invoices(it["id"]) if one["status"] == "open"]
            for one in opened[-1:]:
                with suppress(Trouble), asking() as stripe:
                    stripe.v1.invoices.pay(one["id"])
            self.page()

    def card_becomes(self, number: str) -> None:
        for it in self.mine:
            self.world.replace_card_behaviour(it.stripe_id, number)

    def bank_says(self, yes: bool) -> None:
        for it in self.oracle.of("payment_intent"):
            if it["status"] == "requires_action":
                (self.world.approve if yes else self.world.decline)(it["id"])
                self.page()
                return

    def money_back(self) -> None:
        for it in list(self.oracle.of("charge"))[-1:]:
            with suppress(Trouble), asking() as stripe:
                stripe.v1.refunds.create(params={"charge": it["id"]})

    def dispute(self, won: bool) -> None:
        opened = [it for it in self.world.store.all("dispute") if it["status"] == "needs_response"]
        charges = [
            it
            for it in self.oracle.of("charge")
            if it["paid"] and not it["refunded"] and it["payment_method_details"]["type"] == "card"
        ]
        if opened:
            self.world.close_dispute(opened[0]["id"], won=won)
        elif charges and not charges[-1]["disputed"]:
            self.world.dispute(charges[-1]["id"])

    # --- what happens to them ---

    def days(self, count: int, trouble: int | None, fail: str) -> None:
        """Day by day, with the worker beside; on the first it may be killed, and Stripe may be away."""
        for day in range(count):
            self.world.advance(days=1)
            if day == 0:
                self.world.configure(faults=Faults(fail=fail) if fail else self.world.faults)
                self.tick(trouble)
                self.world.configure(faults=Faults())
            self.tick(None)
            self.check()

    def tick(self, trouble: int | None) -> None:
        with killed_at(trouble):
            sync_due(self.world.now)
        with killed_at(trouble), suppress(Trouble):
            ending.end_due(self.world.now)
        if trouble is not None:
            self.world.advance(minutes=2)  # until the dead worker's leases have run out

    def ring(self, drop: str, double: str, reorder: bool, delay: int, trouble: int | None) -> None:
        """Stripe's events, as badly as the net brings them; then a worker that may be killed."""
        self.world.configure(faults=Faults(drop=drop, double=double, reorder=reorder, delay=delay))
        events = self.world.take_events()
        self.world.configure(faults=Faults())
        for event in events:
            hear(event, self.world.now)
        self.heard += events
        self.tick(trouble)

    # --- what has to hold ---

    def check(self) -> None:
        """Who is paid up and reads goes on reading as long as that is so."""
        paid, reads = self.oracle.is_paid_up(), payers.reads(self.sandbox, self.who)
        assert reads or not (paid and self.read_on), "locked, and paid up"
        self.read_on = paid and reads

    def settle(self) -> None:
        for _ in range(2):
            for it in self.mine:
                reconcile.reconcile_one(it.pk, self.world.now)
            ending.end_due(self.world.now)
            self.world.advance(minutes=2)

    def check_all(self) -> None:
        reads = payers.reads(self.sandbox, self.who)
        assert reads in self.oracle.may_read(), self.told()
        assert self.oracle.paid_twice() == []
        for row in Subscription.objects.exclude(membership=None):
            it = self.world.store.get(row.stripe_id)
            assert it
            until = row.membership.paid_until if row.membership else None
            if row.membership and row.membership.end_cause not in ending.MONEY_BACK:
                assert (until.timestamp() if until else 0) == self.oracle.paid_until(it)

    def check_again(self) -> None:
        """All events once more: nothing changes."""
        before = self.all_that_is_known()
        for event in self.heard:
            hear(event, self.world.now)
        assert before == self.all_that_is_known()
        for it in self.mine:
            sync(it, self.world.now)
        assert before == self.all_that_is_known()

    def all_that_is_known(self) -> list[Any]:
        events = MembershipEvent.objects.values_list("pk", flat=True)
        states = Membership.objects.values_list("pk", "state", "paid_until", "end_cause")
        return [*events, *states.order_by("pk"), *Subscription.objects.values_list("pk", "status")]

    def told(self) -> str:
        rows = [(it["id"], it["status"]) for it in self.oracle.subscriptions()]
        return f"{rows}; {payers.standing(self.sandbox, self.who)}"


maybe_killed = st.none() | st.integers(0, 45)
fault = st.sampled_from(["", "", "invoice", "customer", "."])
acts = st.one_of(
    st.tuples(st.just("join"), st.sampled_from(SAVED), st.sampled_from([0, 0, 7])),
    st.tuples(st.just("join_again"), st.sampled_from(SAVED)),
    st.tuples(st.sampled_from(["leave", "stay", "resume", "leave_now", "upgrade", "mend"])),
    st.tuples(st.just("pause"), st.sampled_from([10, 45])),
    st.tuples(st.just("card_becomes"), st.sampled_from(CARDS)),
    st.tuples(st.just("bank_says"), st.booleans()),
    st.tuples(st.just("money_back")),
    st.tuples(st.just("dispute"), st.booleans()),
    st.tuples(
        st.just("days"),
        st.sampled_from([1, 2, 8, 31, 33]),
        maybe_killed,
        st.sampled_from(["", "", "500", "timeout"]),
    ),
    st.tuples(
        st.just("ring"), fault, fault, st.booleans(), st.sampled_from([0, 7200]), maybe_killed
    ),
)
lives = st.tuples(
    st.sampled_from(["cancel", "unpaid", "past_due"]),
    st.sampled_from(SAVED),
    st.lists(acts, min_size=3, max_size=9),
)


@pytest.fixture
def server(sandbox: Sandbox, settings: Any) -> Iterator[Server]:
    """One for all examples: each puts a world of its own in."""
    with Server(sandbox.world) as server:
        settings.STRIPE_API = server.address
        yield server


@pytest.mark.django_db
@settings(
    max_examples=LIVES,
    derandomize=MORE not in os.environ,  # the same lives each time, unless more are asked for
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink one takes minutes
    print_blob=True,
)
@given(lives)
def test_a_reader_stands_as_stripes_books_imply(server: Server, life: Any) -> None:
    then, number, steps = life
    with undone():
        server.world = World(standing(), rules=Rules(then=then))
        it = Life(Sandbox(server))
        it.join(number, 0)
        for name, *given_ in steps:
            getattr(it, name)(*given_)
            it.check()
        it.settle()
        it.check_all()
        it.check_again()
