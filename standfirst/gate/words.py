"""What notices say unless the publication says it in its own words: one entry for each thing to be said.

Plain, exact, no blame, no cheer; amounts always shown. Each names the facts its words may print.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Words:
    """The words of one notice, with placeholders. `second` is empty where there is no second link."""

    line: Text
    button: Text
    second: Text = ""


@dataclass(frozen=True)
class Variant:
    """One thing a notice can say. `second_to` is the URL name its second link goes to.

    `required`: placeholders no wording of the line may leave out.
    """

    title: Text  # for staff
    heading: Text
    words: Words
    facts: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    second_to: str = ""


_READ = _("Read the rest")
_PAYMENT = _("Your payment")
_ENDED = _("Your membership ended")
_PLACE = _("Your place ended")
_LOG_IN = _("Log in")
_PLANS = _("See plans")
_CARD = _("Update card")
_SORT = _("Sort out payment")
_APPROVE = _("Review and approve")
_REJOIN = _("See how to rejoin")
_JOIN = _("Join, {price}")
_AMOUNT = frozenset({"amount"})


def _ended(title: Text, line: Text, *more: str) -> Variant:
    facts = frozenset({"date", *more})
    return Variant(title, _ENDED, Words(line, _REJOIN), facts)


def _place(title: Text, line: Text, *more: str) -> Variant:
    words = Words(line, _PLANS, _("Another address?"))
    return Variant(title, _PLACE, words, frozenset({"date", *more}), second_to="another_address")


def _paying(title: Text, words: Words, *more: str, second_to: str = "") -> Variant:
    facts = frozenset({"amount", *more})
    return Variant(title, _PAYMENT, words, facts, required=_AMOUNT, second_to=second_to)


VARIANTS: Mapping[str, Variant] = MappingProxyType(
    {
        "signed_out": Variant(
            _("Signed out, story for members"),
            _READ,
            Words(_("Members can read the rest."), _LOG_IN, _JOIN),
            frozenset({"price"}),
            second_to="join",
        ),
        "signed_out_unpriced": Variant(
            _("Signed out, story for members, nothing on sale"),
            _READ,
            Words(_("Members can read the rest."), _LOG_IN, _("Join")),
            second_to="join",
        ),
        "signed_out_plan": Variant(
            _("Signed out, story for named plans"),
            _READ,
            Words(_("Members on {plan} can read the rest."), _LOG_IN, _JOIN),
            frozenset({"plan", "price"}),
            second_to="join",
        ),
        "signed_out_plan_unpriced": Variant(
            _("Signed out, story for named plans that are not on sale"),
            _READ,
            Words(_("Members on {plan} can read the rest."), _LOG_IN, _("Join")),
            frozenset({"plan"}),
            second_to="join",
        ),
        "signed_out_registered": Variant(
            _("Signed out, story for readers with an account"),
            _READ,
            Words(
                _("Free with an account. Log in or sign up to read the rest."),
                _LOG_IN,
                _("Sign up"),
            ),
            second_to="account_signup",
        ),
        "unverified": Variant(
            _("A code was sent"),
            _("Enter your code"),
            Words(
                _("We sent a code to the address you gave at {time}."),
                _("Enter code"),
                _("Send again"),
            ),
            frozenset({"time"}),
            second_to="account_confirm_login_code",
        ),
        "never_joined": Variant(
            _("Signed in, never joined"),
            _READ,
            Words(
                _("You're signed in, without a membership."),
                _PLANS,
                _("Joined with another address?"),
            ),
            second_to="another_address",
        ),
        "plan_too_low": Variant(
            _("Another plan"),
            _READ,
            Words(_("This story is in {plan}. You have {your_plan}."), _("See the difference")),
            frozenset({"plan", "your_plan"}),
        ),
        "card_expired": _paying(
            _("Card expired"),
            Words(
                _(
                    "Your {amount} payment on {date} didn't go through. "
                    "Card on file: {card}, expired {card_end}."
                ),
                _CARD,
                _("Pay another way"),
            ),
            "date",
            "card",
            "card_end",
            second_to="card",
        ),
        "card_expired_by_bank": _paying(
            _("Card expired, says the bank"),
            Words(
                _("Your {amount} payment on {date} didn't go through; the card has expired."),
                _CARD,
                _("Pay another way"),
            ),
            "date",
            second_to="card",
        ),
        "card_declined": _paying(
            _("Payment declined"),
            Words(
                _(
                    "Your bank didn't approve {amount} on {date}. "
                    "We'll try once more on {next_date}."
                ),
                _SORT,
            ),
            "date",
            "next_date",
        ),
        "card_declined_last": _paying(
            _("Payment declined, no further attempt"),
            Words(_("Your bank didn't approve {amount} on {date}."), _SORT),
            "date",
        ),
        "confirm_payment": _paying(
            _("The bank wants approval"),
            Words(_("Your bank needs your approval for {amount}."), _APPROVE),
        ),
        "paused": Variant(
            _("Paused until a day"),
            _("Your membership is paused"),
            Words(_("Paused until {resume_date}; nothing is charged."), _("Resume")),
            frozenset({"resume_date"}),
        ),
        "paused_open": Variant(
            _("Paused"),
            _("Your membership is paused"),
            Words(_("Paused; nothing is charged."), _("Resume")),
        ),
        "ended_by_reader": _ended(
            _("Ended by the reader"), _("Your membership ended on {date}, as you asked.")
        ),
        "ended_unpaid": _ended(
            _("Ended unpaid"), _("Your membership ended on {date}, after {attempts}."), "attempts"
        ),
        "ended_refunded": _ended(
            _("Ended by a refund"),
            _("Your membership ended on {date}, when your payment was refunded."),
        ),
        "ended_disputed": _ended(
            _("Ended by a dispute"),
            _("Your membership ended on {date}, when your payment was disputed with your bank."),
        ),
        "ended_unconfirmed": _ended(
            _("No news of the payment"),
            _("We haven't been able to confirm your payment since {date}. That may be our fault."),
        ),
        "seat_removed": _place(
            _("Seat removed"), _("Your place through {through} ended on {date}."), "through"
        ),
        "seat_removed_unnamed": _place(
            _("Seat removed, nobody named"), _("Your place ended on {date}.")
        ),
        "grant_ended": _place(
            _("Grant ended"), _("Your place through {through} ended on {date}."), "through"
        ),
        "grant_ended_unnamed": _place(
            _("Grant ended, nobody named"), _("Your place ended on {date}.")
        ),
        "grace_expired": _paying(
            _("In grace, card expired"),
            Words(
                _(
                    "Your {amount} payment on {date} failed; the card has expired. "
                    "You can read until {until}."
                ),
                _CARD,
            ),
            "date",
            "until",
        ),
        "grace_declined": _paying(
            _("In grace, payment declined"),
            Words(
                _(
                    "Your {amount} payment on {date} failed; your bank didn't approve it. "
                    "You can read until {until}."
                ),
                _SORT,
            ),
            "date",
            "until",
        ),
        "grace_approval": _paying(
            _("In grace, the bank wants approval"),
            Words(
                _("Your bank needs your approval for {amount}. You can read until {until}."),
                _APPROVE,
            ),
            "until",
        ),
    }
)
