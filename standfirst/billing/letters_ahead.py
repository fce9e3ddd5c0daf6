"""What is told before it happens, so that nobody is surprised by it. Pure but for the language."""

from django.utils.translation import gettext as _

from standfirst.billing.letters_case import Case, Step, Words
from standfirst.membership.format import format_card, format_card_end


def card_ends(case: Case) -> Words:
    card = case.after.card
    values = {
        "card": format_card(card) if card else "",
        "month": format_card_end(card) if card else "",
        "amount": case.amount,
        "day": case.paid_until,
        "name": case.publication,
    }
    return Words(
        subject=_("Your card ends before the next payment to %(name)s") % values,
        lines=(
            _(
                "The card on file, %(card)s, ends with %(month)s. The next payment is %(amount)s on %(day)s."
            )
            % values,
            _(
                "Your bank may renew it by itself; then there is nothing to do. If you have a new card, put it on file."
            ),
        ),
        step=Step(_("Update card"), case.links.mend),
        more=(_("Nothing is charged before %(day)s. You need not log in.") % values,),
        links=(Step(_("Leave"), case.links.leave),),
    )


def renews_soon(case: Case) -> Words:
    values = {"amount": case.amount, "day": case.paid_until, "name": case.publication}
    card = case.after.card
    lines = [
        _("Your membership renews for a year on %(day)s. %(amount)s is charged that day.") % values
    ]
    if card:
        lines.append(_("It is paid from %(card)s.") % {"card": format_card(card)})
    lines.append(_("If you leave before, nothing is charged, and you read on until then."))
    return Words(
        subject=_("%(amount)s on %(day)s: your membership of %(name)s renews") % values,
        lines=tuple(lines),
        step=Step(_("Your account"), case.links.account),
        links=(Step(_("Leave"), case.links.leave), Step(_("Update card"), case.links.mend)),
    )


def trial_ends(case: Case) -> Words:
    values = {"amount": case.amount, "day": case.paid_until, "price": case.price}
    return Words(
        subject=_("Your trial ends on %(day)s; then %(amount)s is charged") % values,
        lines=(
            _("Your trial ends on %(day)s. Your membership begins then, at %(price)s.") % values,
            _("If you leave before, nothing is charged, and you read on until then."),
        ),
        step=Step(_("Your account"), case.links.account),
        links=(Step(_("Leave"), case.links.leave), Step(_("Update card"), case.links.mend)),
    )


def resumes_soon(case: Case) -> Words:
    values = {
        "amount": case.amount,
        "day": case.day(case.after.paused_until or case.now),
        "name": case.publication,
    }
    return Words(
        subject=_("Your pause ends on %(day)s; then %(amount)s is charged") % values,
        lines=(
            _("The pause ends on %(day)s. %(amount)s is charged then, and you read on.") % values,
            _("If you leave before, or pause for longer, nothing is charged."),
        ),
        step=Step(_("Your account"), case.links.account),
        links=(Step(_("Leave"), case.links.leave),),
    )
