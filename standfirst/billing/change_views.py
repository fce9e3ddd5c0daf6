"""Another plan: first the plans, then the sum, and only then the change."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.billing import mend_words
from standfirst.billing.changing_plan import (
    Change,
    May,
    Stale,
    change,
    may_change,
    preview,
    prices_for,
)
from standfirst.billing.collecting import Came
from standfirst.billing.doors import Door, for_payer
from standfirst.billing.paying import price_paid
from standfirst.billing.settling import settled
from standfirst.billing.told import Told
from standfirst.membership.format import format_money, format_price
from standfirst.membership.models import Price


def changing(request: HttpRequest, door: Door) -> HttpResponse:
    if request.method == "POST":
        return _change(request, door)
    if may_change(door.paying) is May.YES and request.GET.get("price"):
        chosen = _chosen(request, door)
        return _sum(request, door, chosen) if chosen else _plans(request, door, status=400)
    return _plans(request, door)


def _plans(request: HttpRequest, door: Door, *, said: str = "", status: int = 200) -> HttpResponse:
    it, paid = door.paying.membership, price_paid(door.paying.membership)
    context = {
        "may": may_change(door.paying),
        "plan": it.plan.name,
        "price": paid.in_words if paid else "",
        "choices": [
            (price, door.url("change_plan", price=str(price.pk)))
            for price in prices_for(door.paying)
        ],
        "said": said,
        "wrong": _("That plan is not on sale. Choose one of these.") if status == 400 else "",
        "place": door.place,
        "urls": {name: door.url(name) for name in ("card", "resume", "leave", "rejoin")},
    }
    return render(request, "billing/change_plan.html", context, status=status)


def _chosen(request: HttpRequest, door: Door) -> Price | None:
    named = request.GET.get("price", "")
    return next((it for it in prices_for(door.paying) if str(it.pk) == named), None)


def _sum(request: HttpRequest, door: Door, price: Price, *, again: bool = False) -> HttpResponse:
    it = preview(door.paying, price, timezone.now())
    context = {
        "plan": price.plan.name,
        "price": format_price(price.money, price.interval),
        "description": price.plan.description,
        "today": format_money(it.today) if it.today.amount else "",
        "credit": format_money(it.credit) if it.credit.amount else "",
        "signed": it.signed,
        "button": _button(it),
        "again": again,
        "place": door.place,
        "plans_url": door.url("change_plan"),
    }
    return render(request, "billing/change_sum.html", context)


def _button(it: Change) -> str:
    values = {"plan": it.price.plan.name, "amount": format_money(it.today)}
    if it.today.amount:
        return _("Change to %(plan)s and pay %(amount)s now") % values
    return _("Change to %(plan)s, nothing to pay now") % values


def _change(request: HttpRequest, door: Door) -> HttpResponse:
    """A sum that is not true any more is shown anew, never charged."""
    try:
        attempt = change(door.paying, request.POST.get("change", ""), timezone.now())
    except Stale:
        return _plans(
            request,
            door,
            said=_("The sum has changed meanwhile. Nothing was charged: choose again."),
        )
    if attempt and attempt.came is Came.REFUSED:
        said = mend_words.refusal(attempt, owner=True)
        return _plans(request, door, said=f"{said} {_('Your plan is the same as before.')}")
    return settled(door, attempt, Told.CHANGED)


change_plan = for_payer("plan")(changing)
