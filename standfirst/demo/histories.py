"""How the demo's readers came to where they are: by joining, by time that passed, and by what their banks did.

Each goes the way of any reader: through the rooms' own doors to the sandbox, and back by asking it what is so.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from standfirst.billing import charging, closing, joining, leaving, pausing
from standfirst.billing.charging import Step
from standfirst.billing.customers import customer_of
from standfirst.billing.joining import Wish
from standfirst.billing.leaving import Way
from standfirst.billing.models import Customer, Invoice, Join
from standfirst.billing.paying import Paying, paying_of
from standfirst.billing.sync import sync
from standfirst.demo import till
from standfirst.membership.models import Interval, Price
from standfirst.readers.models import Reader

GOOD_TO = (12, 2031)
EXPIRED, DECLINED, ASKS_THE_BANK = "4000000000000069", "4000000000000002", "4000002760003184"
BANK_ACCOUNT = "AT611904300234573201"
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Visit:
    """One reader at the till. `number`: of a card that is theirs alone here."""

    reader: Reader
    number: str
    now: datetime

    def join(self, plan: str = "basic", number: str = "") -> None:
        """By the month. Raises RuntimeError where the card was not charged."""
        price = Price.objects.on_sale().get(plan__slug=plan, interval=Interval.MONTH)
        join = Join(token=secrets.token_urlsafe(32))
        wish = Wish(price, self.reader, self.reader.email)
        till.save_card(joining.begin(join, wish, self.now).secret, number or self.number, GOOD_TO)
        join.refresh_from_db()
        outcome = charging.arrive(join, "", self.now)
        if outcome.step is not Step.PAID:
            raise RuntimeError(f"{self.reader} could not join: {outcome.step} {outcome.why}")

    @property
    def customer(self) -> Customer:
        found = customer_of(self.reader)
        assert found is not None
        return found

    @property
    def paying(self) -> Paying:
        found = paying_of(self.reader)
        assert found is not None
        return found

    def wait(self, **by: float) -> None:
        """So much time passes for this reader."""
        self._wait(timedelta(**by))

    def wait_past_renewal(self, **by: float) -> None:
        """Until so long after the next payment was asked for: an hour after the period's end."""
        paid_until = self.paying.membership.paid_until
        assert paid_until is not None
        self._wait(paid_until - self.now + AN_HOUR + timedelta(**by))

    def _wait(self, time: timedelta) -> None:
        till.pass_time(self.customer.stripe_id, int(time.total_seconds()))
        sync(self.customer, self.now)

    def change_card(self, number: str, exp: tuple[int, int] = GOOD_TO) -> None:
        till.change_card(self.customer.stripe_id, number, exp)

    @property
    def last_paid(self) -> Invoice:
        return Invoice.objects.filter(customer=self.customer, paid_at__isnull=False)[0]

    @property
    def last_month(self) -> tuple[int, int]:
        day = self.now.replace(day=1) - timedelta(days=1)
        return day.month, day.year


History = Callable[[Visit], None]


def paying(visit: Visit) -> None:
    visit.join()
    visit.wait(days=200)


def paying_for_plus(visit: Visit) -> None:
    visit.join("plus")
    visit.wait(days=200)


def awaiting_news(visit: Visit) -> None:
    """The paid period passed a short time ago, and the next payment has not been asked for yet."""
    visit.join()
    visit.wait_past_renewal(minutes=-50)


def pending_at_the_bank(visit: Visit) -> None:
    """A direct debit, which takes days."""
    visit.join(number=BANK_ACCOUNT)


def in_grace(visit: Visit) -> None:
    _failing(visit, EXPIRED, days=3)


def card_expired(visit: Visit) -> None:
    _failing(visit, EXPIRED, days=21)


def card_declined(visit: Visit) -> None:
    _failing(visit, DECLINED, days=21)


def approval_wanted(visit: Visit) -> None:
    _failing(visit, ASKS_THE_BANK, days=21)


def ended_unpaid(visit: Visit) -> None:
    """So long ago that the processor has given up."""
    _failing(visit, DECLINED, days=40)


def _failing(visit: Visit, number: str, *, days: int) -> None:
    """The renewal failed so many days ago."""
    visit.join()
    visit.wait(days=62)
    visit.change_card(number, visit.last_month if number == EXPIRED else GOOD_TO)
    visit.wait_past_renewal(days=days)


def on_pause(visit: Visit) -> None:
    visit.join()
    visit.wait(days=62)
    pausing.pause(visit.paying, 2, visit.now)
    visit.wait_past_renewal(days=10)


def left(visit: Visit) -> None:
    visit.join()
    visit.wait(days=62)
    leaving.leave(visit.paying, Way.AT_THE_END, visit.now)
    visit.wait_past_renewal(days=12)


def refunded(visit: Visit) -> None:
    visit.join()
    visit.wait(days=62)
    closing.refund(visit.last_paid, visit.now)
    visit.wait(days=12)


def disputed(visit: Visit) -> None:
    visit.join()
    visit.wait(days=62)
    till.dispute(visit.last_paid.payment)
    visit.wait(days=12)
