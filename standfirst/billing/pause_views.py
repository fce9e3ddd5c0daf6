"""A pause, and the way back from it: each one page that says what is charged when."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standfirst.billing.doors import Door, for_payer
from standfirst.billing.mend_words import pay_from_today, terms
from standfirst.billing.mending import shown
from standfirst.billing.pausing import (
    MONTHS,
    May,
    is_paid_on,
    may_pause,
    months_on,
    pause,
    resume,
)
from standfirst.billing.paying import price_paid
from standfirst.billing.settling import amount_changed, settled
from standfirst.billing.told import Told, back_to
from standfirst.membership.format import format_day, format_money
from standfirst.membership.snapshot import Money, State


def pausing(request: HttpRequest, door: Door) -> HttpResponse:
    now = timezone.now()
    if request.method != "POST":
        return _pause_page(request, door, now)
    months = request.POST.get("months", "")
    if months not in [str(it) for it in MONTHS]:
        return _pause_page(request, door, now, status=400)
    try:
        pause(door.paying, int(months), now)
    except ValueError:
        return redirect(door.url("pause"))
    return back_to(door.place or reverse("account"), Told.PAUSED)


def _pause_page(
    request: HttpRequest, door: Door, now: datetime, *, status: int = 200
) -> HttpResponse:
    it, may = door.paying.membership, may_pause(door.paying, now)
    context = {
        "may": may,
        "place": door.place,
        "choices": [
            (months, _months(months), format_day(months_on(it.paid_until, months), now))
            for months in MONTHS
            if may is May.YES and it.paid_until
        ],
        "until": format_day(it.paid_until, now) if it.paid_until else "",
        "amount": format_money(Money(it.amount, it.currency)),
        "wrong": _("Choose one, two or three months.") if status == 400 else "",
        "urls": {name: door.url(name) for name in ("card", "resume", "leave", "rejoin")},
    }
    return render(request, "billing/pause.html", context, status=status)


def _months(count: int) -> str:
    return ngettext("%(count)d month", "%(count)d months", count) % {"count": count}


def resuming(request: HttpRequest, door: Door) -> HttpResponse:
    """Not paused, or not any more: a second click, or the other tab. Then it says how it stands."""
    now = timezone.now()
    if request.method != "POST" or door.paying.state is not State.PAUSED:
        return _resume_page(request, door, now)
    if request.POST.get("shown") != _shown(door, now):
        return _resume_page(request, door, now, said=amount_changed())
    attempt = resume(door.paying, now)
    return settled(door, attempt, Told.RESUMED)


def _shown(door: Door, now: datetime) -> str:
    it = door.paying.membership
    return (
        "nothing" if is_paid_on(door.paying, now) else shown("pay", Money(it.amount, it.currency))
    )


def _resume_page(
    request: HttpRequest, door: Door, now: datetime, *, said: str = ""
) -> HttpResponse:
    it, price = door.paying.membership, price_paid(door.paying.membership)
    money, paid_on = Money(it.amount, it.currency), is_paid_on(door.paying, now)
    context = {
        "said": said,
        "shown": _shown(door, now),
        "paused": door.paying.state is State.PAUSED,
        "paid_on": paid_on,
        "place": door.place,
        "amount": format_money(money),
        "until": format_day(it.paid_until, now) if it.paid_until else "",
        "resumes": format_day(it.paused_until, now) if it.paused_until else "",
        "button": _("Resume") if paid_on else pay_from_today(money, price),
        "terms": terms(money, price),
        "leave_url": door.url("leave"),
    }
    return render(request, "billing/resume.html", context)


pause_page = for_payer("pause")(pausing)
resume_page = for_payer("resume")(resuming)
