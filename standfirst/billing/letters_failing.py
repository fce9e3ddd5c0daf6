"""What who did not pay, or paid again, is told. A mail may be read by others: why a bank declined stands in none.

Pure but for the language.
"""

from django.utils.translation import gettext as _

from standfirst.billing.letters_case import Case, Step, Words
from standfirst.billing.letters_due import wants_approval
from standfirst.membership.format import format_money


def payment_failed(case: Case) -> Words:
    values = _values(case)
    lines = [
        _("Your payment of %(amount)s on %(failed)s didn't go through.") % values,
        _("You can read until %(until)s.") % values + _again(case),
    ]
    return Words(
        subject=_("Your payment of %(amount)s didn't go through") % values,
        lines=tuple(lines),
        step=_mend(case),
        more=(_no_log_in(),),
        links=_links(case),
    )


def grace_ends(case: Case) -> Words:
    values = _values(case)
    return Words(
        subject=_("You can read until %(until)s: %(amount)s is not paid") % values,
        lines=(
            _("Your payment of %(amount)s on %(failed)s didn't go through.") % values,
            _("After %(until)s you can't read on with your membership, until it is paid.") % values
            + _again(case),
        ),
        step=_mend(case),
        more=(_no_log_in(),),
        links=_links(case),
    )


def approval_wanted(case: Case) -> Words:
    values = _values(case)
    lines = [_("Your bank wants your approval for the payment of %(amount)s.") % values]
    if case.now < (case.after.grace_until or case.now):
        lines.append(_("You can read until %(until)s.") % values)
    else:
        lines.append(_("Until then you can't read on with your membership.") % values)
    return Words(
        subject=_("Your bank needs your approval for %(amount)s") % values,
        lines=tuple(lines),
        step=_mend(case),
        more=(
            _("The page shows the amount, then your bank's own page. You need not log in here."),
        ),
        links=_links(case),
    )


def locked(case: Case) -> Words:
    values = _values(case)
    return Words(
        subject=_("%(amount)s is not paid: your membership doesn't open stories now") % values,
        lines=(
            _(
                "Your payment of %(amount)s on %(failed)s didn't go through, and the days to read on are over."
            )
            % values,
            _("Pay, and you read on at once.") + _again(case),
        ),
        step=_mend(case),
        more=(_no_log_in(),),
        links=_links(case),
    )


def mend_link(case: Case) -> Words:
    """Sent by staff, who were asked for it."""
    values = _values(case)
    return Words(
        subject=_("The way to sort out your payment to %(name)s") % values,
        lines=(_("You asked us for the way to your payment. Here it is.") % values,),
        step=_mend(case),
        more=(_no_log_in(),),
    )


def paid_again(case: Case) -> Words:
    values = _values(case)
    paid = format_money(case.receipt.amount) if case.receipt else case.amount
    facts = [(_("Paid"), paid)]
    if case.receipt:
        on = _("%(amount)s on %(day)s") % {"amount": paid, "day": case.day(case.receipt.at)}
        facts = [(_("Paid"), on)]
        if case.receipt.number:
            facts.append((_("Receipt"), case.receipt.number))
    if not case.after.ends_at_period_end:
        next_one = _("%(amount)s on %(day)s") % {"amount": case.amount, "day": case.paid_until}
        facts.append((_("Next payment"), next_one))
    return Words(
        subject=_("Paid: %(amount)s to %(name)s") % (values | {"amount": paid}),
        lines=(
            _("Your payment went through. You can read everything in %(plan)s again.") % values,
        ),
        facts=tuple(facts),
        step=Step(_("Read"), case.links.site),
        links=(Step(_("Receipts"), case.links.receipts), Step(_("Leave"), case.links.leave)),
    )


def _values(case: Case) -> dict[str, str]:
    return {
        "amount": case.failed,
        "failed": case.failed_on,
        "until": case.reads_until,
        "name": case.publication,
        "plan": case.plan,
    }


def _again(case: Case) -> str:
    """That it is tried once more, where it is: who pays meanwhile is not charged twice."""
    failure = case.after.failure
    if failure is None or failure.next_attempt is None or failure.next_attempt <= case.now:
        return ""
    day = case.day(failure.next_attempt)
    return " " + _("We'll try once more on %(day)s, unless you pay before.") % {"day": day}


def _mend(case: Case) -> Step:
    if wants_approval(case.after.failure):
        return Step(_("Review and approve"), case.links.approve)
    return Step(_("Sort out payment"), case.links.mend)


def _no_log_in() -> str:
    return _(
        "The page names the amount before anything is charged. You need not log in; it can do nothing but this."
    )


def _links(case: Case) -> tuple[Step, ...]:
    return (Step(_("Leave"), case.links.leave),)
