"""What is told beside a membership's own story: money that goes back, days that do.

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
