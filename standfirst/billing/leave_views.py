"""Leaving, in two clicks: the page says until when one reads on, and its button does it. And staying after all."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.billing.doors import Door, for_payer
from standfirst.billing.leaving import Leaving, Way, leave, leaving_of
from standfirst.billing.told import Told, back_to
from standfirst.membership.format import format_day, format_money

DONE = {Way.STAY: Told.STAYED}


def leaving(request: HttpRequest, door: Door) -> HttpResponse:
    """A choice that is no longer there, from an old tab or by a second click, shows the page as it is now."""
    now = timezone.now()
    if request.method == "POST":
        way = request.POST.get("way", "")
        if way not in list(Way):
            return _page(request, door, now, status=400)
        try:
            leave(door.paying, Way(way), now)
        except ValueError:
            return redirect(door.url("leave"))
        return back_to(door.place or reverse("account"), DONE.get(Way(way), Told.LEFT))
    return _page(request, door, now)


def _page(request: HttpRequest, door: Door, now: datetime, *, status: int = 200) -> HttpResponse:
    it = leaving_of(door.paying, now)
    context = {
        "place": door.place,
        "lines": _lines(it, now),
        "choices": [(way, _choice(way, it, now)) for way in it.ways],
        "wrong": _("Choose one of these.") if status == 400 else "",
        "membership": door.paying.membership,
        "pause_url": door.url("pause"),
    }
    return render(request, "billing/leave.html", context, status=status)


def _lines(it: Leaving, now: datetime) -> list[str]:
    if not it.ways:
        return [_("Your membership has ended. Nothing more is charged.")]
    if it.until is None:
        return [
            _("It ends at once, and nothing more is charged; a payment that is open is dropped.")
        ]
    day = {"day": format_day(it.until, now)}
    if Way.STAY in it.ways:
        return [_("Your membership ends on %(day)s, as you asked. You can read until then.") % day]
    return [_("You can read until %(day)s, which is paid. Nothing more is charged.") % day]


def _choice(way: Way, it: Leaving, now: datetime) -> str:
    match way:
        case Way.AT_THE_END:
            assert it.until is not None
            return _("Leave on %(day)s") % {"day": format_day(it.until, now)}
        case Way.NOW:
            return _("Leave now")
        case Way.STAY:
            return _("Stay")
        case Way.MONEY_BACK:
            assert it.refund is not None
            return _("Leave now, with %(amount)s back") % {"amount": format_money(it.refund)}


leave_page = for_payer("leave")(leaving)
