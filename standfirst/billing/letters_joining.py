"""What who joined, or paid as agreed, is told: what was paid, what comes next, and how to leave.

Pure but for the language.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from standfirst.billing.letters_case import Case, Step, Words
from standfirst.membership.format import format_money
from standfirst.membership.snapshot import State


def joined(case: Case) -> Words:
    values = {"plan": case.plan, "name": case.publication}
    lines = [_("You are a member of %(name)s now, with %(plan)s.") % values]
    if case.after.state is State.PENDING:
        lines.append(_("Your bank takes some days for the payment. You can read meanwhile."))
    return Words(
        subject=_("You are a member of %(name)s") % values,
        lines=tuple(lines),
        facts=tuple(_facts(case)),
        step=Step(_("Read"), case.links.site),
        more=tuple(_ways_out(case)),
        links=_links(case),
    )


def trial_began(case: Case) -> Words:
    values = {"plan": case.plan, "name": case.publication, "day": case.paid_until}
    return Words(
        subject=_("Your trial of %(name)s, until %(day)s") % values,
        lines=(
            _("You can read everything in %(plan)s until %(day)s. Nothing has been charged.")
            % values,
            _(
                "On %(day)s your membership begins, and the first %(amount)s is charged. Leave before, and nothing is."
            )
            % (values | {"amount": case.amount}),
        ),
        facts=tuple(_facts(case)),
        step=Step(_("Read"), case.links.site),
        more=tuple(_ways_out(case)),
        links=_links(case),
    )


def first_payment(case: Case) -> Words:
    return _receipt(case, _("Your first payment went through."))


def renewed(case: Case) -> Words:
    return _receipt(case, _("Your membership is renewed."))


def plan_changed(case: Case) -> Words:
    values = {"plan": case.plan, "before": case.plan_before, "price": case.price}
    line = (
        _("Your plan is %(plan)s now; before, it was %(before)s. You pay %(price)s.")
        if case.plan_before not in ("", case.plan)
        else _("You pay %(price)s for %(plan)s now.")
    )
    return Words(
        subject=_("Your membership: %(plan)s, %(price)s") % values,
        lines=(line % values,),
        facts=tuple(_facts(case, paid=case.just_paid)),
        step=Step(_("Your account"), case.links.account),
        more=(_("If that wasn't you, reply to this mail."),),
        links=_links(case),
    )


def _receipt(case: Case, line: str) -> Words:
    values = {"amount": _paid(case), "name": case.publication}
    return Words(
        subject=_("Paid: %(amount)s to %(name)s") % values,
        lines=(line,),
        facts=tuple(_facts(case)),
        step=Step(_("Read"), case.links.site),
        more=tuple(_ways_out(case)),
        links=_links(case),
    )


def _paid(case: Case) -> str:
    return format_money(case.receipt.amount) if case.receipt else case.amount


def _facts(case: Case, *, paid: bool = True) -> Iterator[tuple[str, str]]:
    yield _("Plan"), f"{case.plan}, {case.price}"
    if case.receipt and paid:
        values = {"amount": _paid(case), "day": case.day(case.receipt.at)}
        yield _("Paid"), _("%(amount)s on %(day)s") % values
        if case.receipt.number:
            yield _("Receipt"), case.receipt.number
    if case.after.paid_until and case.after.ends_at_period_end:
        yield _("Ends"), case.paid_until
    elif case.after.paid_until:
        values = {"amount": case.amount, "day": case.paid_until}
        yield _("Next payment"), _("%(amount)s on %(day)s") % values


def _ways_out(case: Case) -> Iterator[str]:
    if not case.after.ends_at_period_end:
        yield _(
            "It renews by itself. You can leave at any time, in two clicks, and read on until what is paid ends."
        )
    if case.withdraw_until and case.receipt:
        day = {"day": case.day(case.withdraw_until)}
        words = _("Before %(day)s you may also withdraw, without giving a reason.") % day
        yield words + " " + _("It then ends at once, and you get all of your money back.")


def _links(case: Case) -> tuple[Step, ...]:
    return (
        Step(_("Receipts"), case.links.receipts),
        Step(_("Leave"), case.links.leave),
    )
