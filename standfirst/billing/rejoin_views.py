"""Rejoining: one page, one button with the card that is saved, or the card form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.billing import mend_words
from standfirst.billing.card_form import CardForm
from standfirst.billing.card_page import card_page
from standfirst.billing.collecting import Attempt, Came
from standfirst.billing.doors import Door, for_payer
from standfirst.billing.mend_views import begin_for
from standfirst.billing.mending import Changed, NotOurs, Used
from standfirst.billing.rejoining import PURPOSE, Rejoin, rejoin, rejoin_for
from standfirst.billing.settling import changed, refused, said, settled
from standfirst.billing.told import Told, back_to
from standfirst.membership.format import format_card
from standfirst.membership.snapshot import State


def page(request: HttpRequest, door: Door) -> HttpResponse:
    now = timezone.now()
    if door.paying.state is not State.ENDED:
        return _current(door)
    if request.method != "POST":
        return _page(request, door)
    todo = rejoin_for(door.paying, now)
    if todo.card is None:
        return redirect(door.url("rejoin"))
    try:
        attempt = rejoin(door.paying, now, shown=request.POST.get("shown", ""))
    except Changed:
        return changed(door, "rejoin")
    return _answer(door, attempt)


def begin_card(request: HttpRequest, door: Door) -> HttpResponse:
    if request.method != "POST":
        return redirect(door.url("rejoin"))
    return begin_for(request, door, PURPOSE)


def card_saved(request: HttpRequest, door: Door) -> HttpResponse:
    intent = request.GET.get("setup_intent", "")
    if not intent:
        return redirect(door.url("rejoin"))
    try:
        attempt = rejoin(door.paying, timezone.now(), intent=intent)
    except NotOurs:
        words = _("That card was not saved. Nothing was charged: give it once more.")
        return _page(request, door, wrong=words, status=400)
    except Used:
        return redirect(door.url("rejoin"))
    except Changed:
        return changed(door, "rejoin")
    return _answer(door, attempt)


def _answer(door: Door, attempt: Attempt | None) -> HttpResponse:
    if attempt and attempt.came is Came.REFUSED:
        return refused(door, "rejoin", attempt)
    return settled(door, attempt, Told.PAID)


def _current(door: Door) -> HttpResponse:
    """Nothing is sold twice: who has a membership is led to what it wants, or back."""
    match door.paying.state:
        case State.PAST_DUE:
            return redirect(door.url("card"))
        case State.INCOMPLETE:
            return redirect(door.url("confirm_payment"))
        case State.PAUSED:
            return redirect(door.url("resume"))
        case _:
            return back_to(door.place or reverse("account"), Told.PAID)


def _page(request: HttpRequest, door: Door, *, wrong: str = "", status: int = 200) -> HttpResponse:
    todo = rejoin_for(door.paying, timezone.now())
    context = {"said": wrong or said(request, door), "place": door.place, **_offer(door, todo)}
    return render(request, "billing/rejoin.html", context, status=status)


def _offer(door: Door, todo: Rejoin) -> dict[str, object]:
    """Of a plan that is not sold any more there is none."""
    price = todo.price
    if price is None:
        return {"plan": door.paying.membership.plan.name}
    button = mend_words.pay_from_today(price.money, price)
    terms = mend_words.terms(price.money, price)
    form = CardForm(
        begin=door.url("rejoin_begin"),
        back=door.url("rejoin_back"),
        button=button,
        money=price.money,
        terms=terms,
        shown=todo.shown,
    )
    return {
        "plan": price.plan.name,
        "price": price.in_words,
        "shown": todo.shown,
        "button": button,
        "terms": terms,
        "on_file": format_card(todo.card) if todo.card else "",
        "card": form,
    }


rejoin_page = card_page(for_payer("rejoin")(page))
rejoin_begin = for_payer("rejoin")(begin_card)
rejoin_back = card_page(for_payer("rejoin")(card_saved))
