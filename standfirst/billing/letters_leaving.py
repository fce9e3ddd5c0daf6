"""What who leaves, stays, pauses or comes back is told: until when, what is charged, and the way back.

Pure but for the language.
"""

from django.utils.translation import gettext as _

from standfirst.billing.letters_case import Case, Step, Words
from standfirst.membership.format import format_money
from standfirst.membership.snapshot import EndCause


def left(case: Case) -> Words:
    values = {"name": case.publication, "plan": case.plan, "day": case.paid_until}
    reads = case.after.paid_until is not None and case.now < case.after.paid_until
    lines = [_("You have left %(name)s, as you asked. Nothing more is charged.") % values]
    if reads:
        lines.append(_("You can read everything in %(plan)s until %(day)s.") % values)
    return Words(
        subject=(
            _("You have left %(name)s; you can read until %(day)s")
            if reads
            else _("You have left %(name)s")
        )
        % values,
        lines=tuple(lines),
        step=Step(_("Stay after all"), case.links.leave),
        more=(_("Receipts stay in your account."),),
        links=(Step(_("Receipts"), case.links.receipts),),
    )


def stays(case: Case) -> Words:
    values = {"name": case.publication, "amount": case.amount, "day": case.paid_until}
    return Words(
        subject=_("Your membership of %(name)s goes on") % values,
        lines=(_("Your membership goes on. The next payment is %(amount)s on %(day)s.") % values,),
        step=Step(_("Your account"), case.links.account),
        links=(Step(_("Leave"), case.links.leave),),
    )


def ended(case: Case) -> Words:
    day = case.day(case.after.ended_at or case.now)
    values = {"name": case.publication, "day": day}
    cause = case.after.end_cause
    lines = [_ENDED[cause]() % values] if cause in _ENDED else []
    if _reads_on(case):
        until = {"plan": case.plan, "day": case.paid_until}
        lines.append(_("You can read everything in %(plan)s until %(day)s.") % until)
    if cause is EndCause.REFUNDED:
        lines.append(_money_back(case))
    if cause is EndCause.DISPUTED:
        lines.append(_("If you didn't dispute it, reply to this mail."))
    lines.append(_("Nothing more is charged."))
    return Words(
        subject=_("Your membership of %(name)s has ended") % values,
        lines=tuple(lines),
        step=Step(_("See how to rejoin"), case.links.rejoin),
        more=(_("Your account stays, with your receipts."),),
        links=(Step(_("Receipts"), case.links.receipts),),
    )


def paused(case: Case) -> Words:
    values = {"name": case.publication, "amount": case.amount}
    lines = [_("Your membership is paused, as you asked. While it is, nothing is charged.")]
    if case.after.paid_until and case.now < case.after.paid_until:
        lines.append(
            _("What is paid stays yours: you can read until %(day)s.") % {"day": case.paid_until}
        )
    if case.after.paused_until:
        lines.append(
            _("On %(day)s it goes on by itself, with a payment of %(amount)s.")
            % (values | {"day": case.day(case.after.paused_until)})
        )
    return Words(
        subject=_("Your membership of %(name)s is paused") % values,
        lines=tuple(lines),
        step=Step(_("Resume"), case.links.resume),
        links=(Step(_("Leave"), case.links.leave),),
    )


def resumed(case: Case) -> Words:
    values = {"name": case.publication, "amount": case.amount, "day": case.paid_until}
    facts = []
    if case.receipt and case.just_paid:
        paid = format_money(case.receipt.amount)
        facts.append((_("Paid"), f"{paid} {case.receipt.number}".strip()))
    coming = case.after.paid_until is not None and case.now < case.after.paid_until
    words = _("%(amount)s on %(day)s") if coming else _("%(amount)s today")
    facts.append((_("Next payment"), words % values))
    return Words(
        subject=_("Your membership of %(name)s goes on") % values,
        lines=(_("The pause is over: you can read everything in your plan again."),),
        facts=tuple(facts),
        step=Step(_("Read"), case.links.site),
        links=(Step(_("Receipts"), case.links.receipts), Step(_("Leave"), case.links.leave)),
    )


def _by_reader() -> str:
    return _("Your membership of %(name)s ended on %(day)s, as you asked.")


def _unpaid() -> str:
    return _("Your membership of %(name)s ended on %(day)s: the last payment never went through.")


def _refunded() -> str:
    return _("Your membership of %(name)s ended on %(day)s, and the payment is refunded.")


def _disputed() -> str:
    return _(
        "Your membership of %(name)s ended on %(day)s: the payment was disputed with your bank."
    )


_ENDED = {
    EndCause.BY_READER: _by_reader,
    EndCause.UNPAID: _unpaid,
    EndCause.REFUNDED: _refunded,
    EndCause.DISPUTED: _disputed,
}


def _reads_on(case: Case) -> bool:
    """What was paid for stays open to its end, unless the money went back."""
    paid_until = case.after.paid_until
    money_back = case.after.end_cause in (EndCause.REFUNDED, EndCause.DISPUTED)
    return paid_until is not None and case.now < paid_until and not money_back


def _money_back(case: Case) -> str:
    if case.back is None:
        return _("The money goes back the way it came; banks take five to ten days.")
    return _("%(amount)s goes back the way it came; banks take five to ten days.") % {
        "amount": format_money(case.back)
    }
