"""Where a payment waits for its holder's word: the bank's own page, by log-in or by the link in a mail."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.billing import sync
from standfirst.billing.approve_form import ApproveForm
from standfirst.billing.approving import ask_bank, waiting
from standfirst.billing.card_page import card_page
from standfirst.billing.collecting import Came, Owed
from standfirst.billing.doors import Door, for_link, for_payer
from standfirst.billing.mend_views import done
from standfirst.billing.tokens import Purpose
from standfirst.billing.told import Told
from standfirst.membership.format import format_day, format_money

ASKED = "asked"  # in the query: the bank's page was shown


def approval(request: HttpRequest, door: Door) -> HttpResponse:
    """The button has the bank asked; its page is shown here, and comes back here."""
    now = timezone.now()
    if request.method == "POST":
        owed = ask_bank(door.paying, now)
        if owed and owed.attempt.came is Came.REFUSED:
            return redirect(_card(door) or door.url("confirm_payment", **{ASKED: "1"}))
    else:
        owed = waiting(door.paying)
    if owed is None or owed.attempt.came in (Came.PAID, Came.PENDING):
        sync.sync(door.paying.customer, now)
        return done(request, door, Told.PENDING if owed else Told.PAID)
    return render(request, "billing/approve.html", _context(request, door, owed, now))


def _context(request: HttpRequest, door: Door, owed: Owed, now: datetime) -> dict[str, object]:
    values = {"amount": format_money(owed.money), "day": format_day(owed.since, now)}
    form = None
    if owed.attempt.came is Came.APPROVE:
        form = ApproveForm(
            secret=owed.attempt.secret,
            back=door.url("confirm_payment", **{ASKED: "1"}),
            button=_("Approve %(amount)s with your bank") % values,
        )
    return {
        "intro": _("Your bank needs your approval for %(amount)s, asked for on %(day)s.") % values,
        "unheard": ASKED in request.GET,
        "approve": form,
        "button": _("Review and approve %(amount)s") % values,
        "card_url": _card(door),
        "place": door.place,
    }


def _card(door: Door) -> str:
    """Another way to pay it. The link for approving opens no other page."""
    return door.url("card") if door.is_owners else ""


confirm_payment = card_page(for_payer("approve")(approval))
mailed_confirm_payment = card_page(for_link(Purpose.APPROVE, "approve")(approval))
