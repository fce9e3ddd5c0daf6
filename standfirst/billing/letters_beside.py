"""What is told beside a membership's own story: money that goes back, a card that is known, a join nobody claimed.

Pure but for the language.
"""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standfirst.billing.letters_case import Links, Receipt, Step, Words
from standfirst.membership.format import format_day, format_money
from standfirst.membership.snapshot import Money


def doubled(paid: Receipt, name: str, links: Links) -> Words:
    values = {"amount": format_money(paid.amount), "name": name}
    return Words(
        subject=_("You paid twice; %(amount)s goes back") % values,
        lines=(
            _("You have a membership of %(name)s, and paid %(amount)s for a second one.") % values,
            _("The second one has ended, and its %(amount)s goes back the way it came.") % values,
            _("Banks take five to ten days for it. Your membership goes on as it was."),
        ),
        step=Step(_("Your account"), links.account),
    )


def known_card(name: str, links: Links) -> Words:
    values = {"name": name}
    return Words(
        subject=_("Your card pays for a membership of %(name)s already") % values,
        lines=(
            _(
                "On the page to join %(name)s, somebody gave a card that pays for your membership already."
            )
            % values
            + " "
            + _("It was not charged again."),
            _("If that was you: your membership belongs to this address. Log in with it, and read.")
            % values,
        ),
        step=Step(_("Log in"), links.log_in),
        more=(_("If it was nobody you gave your card to, ask your bank about it."),),
    )


def unclaimed(
    paid: Money, plan: str, name: str, until: datetime, now: datetime, claim: str
) -> Words:
    values = {
        "amount": format_money(paid),
        "plan": plan,
        "name": name,
        "day": format_day(until, now),
    }
    return Words(
        subject=_("One step is missing: your membership of %(name)s") % values,
        lines=(
            _("Somebody paid %(amount)s for %(plan)s at %(name)s and gave this address.") % values,
            _("If that was you, log in with this address, and the membership is yours.") % values,
        ),
        step=Step(_("Log in"), claim),
        more=(
            _("If nobody does by %(day)s, the membership ends, and the money goes back.") % values,
            _("If it wasn't you, do nothing: whoever paid mistyped the address."),
        ),
    )


def unclaimed_refunded(paid: Money, name: str, links: Links) -> Words:
    values = {"amount": format_money(paid), "name": name}
    return Words(
        subject=_("%(amount)s to %(name)s goes back") % values,
        lines=(
            _("Somebody paid %(amount)s for a membership of %(name)s and gave this address.")
            % values,
            _("Nobody logged in with it, so the membership has ended."),
            _("%(amount)s goes back the way it came; banks take five to ten days.") % values,
        ),
        step=Step(_("Join"), links.join),
    )


def refunded(amount: Money, paid: Receipt, name: str, now: datetime, links: Links) -> Words:
    values = {
        "amount": format_money(amount),
        "paid": format_money(paid.amount),
        "name": name,
        "day": format_day(paid.at, now),
        "number": paid.number,
    }
    return Words(
        subject=_("%(amount)s from %(name)s goes back to you") % values,
        lines=(
            _("Of your payment of %(paid)s on %(day)s, %(amount)s goes back the way it came.")
            % values,
            _("Banks take five to ten days for it."),
        ),
        facts=((_("Receipt"), paid.number),) if paid.number else (),
        step=Step(_("Receipts"), links.receipts),
    )


def days_given(days: int, plan: str, until: datetime, now: datetime, links: Links) -> Words:
    values = {"days": days, "plan": plan, "day": format_day(until, now)}
    return Words(
        subject=ngettext(
            "We locked you out by mistake: %(days)d day more",
            "We locked you out by mistake: %(days)d days more",
            days,
        )
        % values,
        lines=(
            ngettext(
                "For %(days)d day you couldn't read what you had paid for: we had no news of your payment.",
                "For %(days)d days you couldn't read what you had paid for: we had no news of your payment.",
                days,
            )
            % values,
            _("That was our fault, and we are sorry."),
            _(
                "You get them back: whatever becomes of the next payment, you can read %(plan)s until %(day)s."
            )
            % values,
        ),
        step=Step(_("Read"), links.site),
    )
