"""What a letter is made from, and what it says: values, both of them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from standfirst.billing.letters_due import reads_until
from standfirst.membership.format import format_day, format_money, format_price
from standfirst.membership.snapshot import Money
from standfirst.membership.standing import MembershipFacts


@dataclass(frozen=True)
class Links:
    """Whole addresses. `mend` and `approve` work without logging in, and do nothing else."""

    site: str
    account: str
    approve: str
    join: str
    leave: str
    log_in: str
    mend: str
    receipts: str
    rejoin: str
    resume: str


@dataclass(frozen=True)
class Receipt:
    """`amount` is what was paid, which taxes and codes may make another than the price."""

    amount: Money
    at: datetime
    number: str = ""


@dataclass(frozen=True)
class Case:
    """`interval` is "month", "year", or empty where the price is not known here any more.

    `withdraw_until`: until when who joined may have all of the money back (None: not any more).
    `back`: what goes back to who is told of an end.
    """

    publication: str
    plan: str
    after: MembershipFacts
    now: datetime
    links: Links
    before: MembershipFacts | None = None
    plan_before: str = ""
    interval: str = ""
    receipt: Receipt | None = None
    withdraw_until: datetime | None = None
    back: Money | None = None

    @property
    def just_paid(self) -> bool:
        """Whether the receipt is of what the letter tells of."""
        return self.receipt is not None and self.now - self.receipt.at < timedelta(days=1)

    @property
    def price(self) -> str:
        """€5 a month."""
        money = self.after.money
        return format_price(money, self.interval) if self.interval else format_money(money)

    @property
    def amount(self) -> str:
        """Of the price."""
        return format_money(self.after.money)

    @property
    def failed(self) -> str:
        failure = self.after.failure
        return format_money(failure.money) if failure else self.amount

    @property
    def failed_on(self) -> str:
        failure = self.after.failure
        return self.day(failure.at if failure else self.now)

    @property
    def paid_until(self) -> str:
        """The day of the next payment, or of the end."""
        return self.day(self.after.paid_until or self.now)

    @property
    def reads_until(self) -> str:
        return self.day(reads_until(self.after))

    def day(self, at: datetime) -> str:
        return format_day(at, self.now)


@dataclass(frozen=True)
class Step:
    label: str
    url: str


@dataclass(frozen=True)
class Words:
    """`facts` stand as a list below the lines, `more` below the button, `links` at the end."""

    subject: str
    lines: tuple[str, ...]
    step: Step | None = None
    facts: tuple[tuple[str, str], ...] = ()
    more: tuple[str, ...] = ()
    links: tuple[Step, ...] = field(default=())
