"""The pages of joining, from the plans to the payment. What is sent chooses among prices on sale, and sets none."""

import logging
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from standfirst.billing import joining, unclaimed
from standfirst.billing.approve_form import ApproveForm
from standfirst.billing.card_page import card_page
from standfirst.billing.charging import Outcome, Step, arrive, give_up
from standfirst.billing.connected import connected
from standfirst.billing.gateway import Trouble
from standfirst.billing.join_form import UNREACHABLE, BeginForm, BeginWithAddressForm, CodeForm
from standfirst.billing.join_here import held, held_or_new, hold
from standfirst.billing.join_page import (
    card_page_of,
    may_begin_free,
    member_of,
    member_page,
    note_not_free,
    offers_of,
    other_card,
    pay_path,
)
from standfirst.billing.join_terms import withdrawal
from standfirst.billing.known_card import Known, tell_known_card
from standfirst.billing.models import Join, JoinState
from standfirst.membership.format import format_money, format_time
from standfirst.membership.models import Plan, Price
from standfirst.readers import by_code, limits
from standfirst.readers.here import reader_of
from standfirst.readers.pending import Purpose
from standfirst.readers.places import place_of, with_place

logger = logging.getLogger(__name__)

_SAID = {
    Step.DECLINED: gettext_lazy("Your bank didn't approve the payment."),
    Step.NOT_SAVED: gettext_lazy("Your bank didn't confirm the card."),
    Step.NOT_FREE: gettext_lazy("The first days are free only once."),
    Step.OLDER: gettext_lazy("You opened another page to join meanwhile, and this one counts now."),
    Step.REFUSED: gettext_lazy("Our payment processor refused the payment."),
}
_UNCHARGED = gettext_lazy("Nothing was charged. You can try again, or use another card.")


@never_cache
@connected("join")
@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """What is sold, and what it costs."""
    place = place_of(request)
    if member := member_of(request):
        return member_page(request, member, place)
    new = may_begin_free(request)
    plans = Plan.objects.on_sale().with_prices()
    offers = [(plan, offers_of(plan, place, new=new)) for plan in plans]
    context = {
        "plans": [it for it in offers if it[1]],
        "place": place,
        "withdrawal": withdrawal(),
        "log_in_url": with_place("account_login", with_place("join", place)),
    }
    return render(request, "billing/join.html", context)


@card_page
@connected("join")
@require_http_methods(["GET", "HEAD", "POST"])
def join_pay(request: HttpRequest, price_id: int) -> HttpResponse:
    """The amount, and the card. A promotion code is posted here: its amount is shown before anything is charged."""
    place, now = place_of(request), timezone.now()
    price = get_object_or_404(Price.objects.select_related("plan"), pk=price_id)
    if not (price.on_sale and price.plan.on_sale):
        return redirect(with_place("join", place))
    here = held(request)
    if here and here.state in {JoinState.PAYING, JoinState.PAID} and not other_card(request):
        return redirect("join_back")
    if member := member_of(request):
        return member_page(request, member, place)
    code = CodeForm(price, request.POST or None, is_new=may_begin_free(request))
    if code.is_bound:
        if until := limits.join_refused_until(request, now):
            back = pay_path(price, place)
            return limits.too_many(request, until, now, back, template="billing/429.html")
        code.is_valid()
    return card_page_of(request, price, place, now, code=code, join=here)


@never_cache
@connected("join")
@require_POST
def join_begin(request: HttpRequest, price_id: int) -> HttpResponse:
    """JSON: the secret with which the browser may ask for a card; where the join has gone further, where to `go`."""
    now, reader = timezone.now(), reader_of(request)
    if until := limits.join_refused_until(request, now):
        return _refuse_until(until)
    price = Price.objects.on_sale().select_related("plan").filter(pk=price_id).first()
    if price is None:
        return _refuse({"price": [_("This price is not on sale any more. Choose another.")]})
    form_class = BeginForm if reader else BeginWithAddressForm
    form = form_class(price, request.POST, is_new=may_begin_free(request))
    if not form.is_valid():
        return _refuse({name: [str(it) for it in said] for name, said in form.errors.items()})
    if member_of(request):
        return JsonResponse({"go": pay_path(price, place_of(request))})
    wish = joining.Wish(
        price=price,
        reader=reader,
        address=reader.email if reader else form.cleaned_data["email"],
        promotion=form.promotion.stripe_id if form.promotion else "",
        place=place_of(request),
        is_new=may_begin_free(request),
    )
    return _begin(request, wish, now)


@card_page
@connected("join")
@require_safe
def join_back(request: HttpRequest) -> HttpResponse:
    """Where the browser comes once the card is saved, and again whenever it wants to know how it went."""
    now, here = timezone.now(), held(request)
    if here is None:
        return render(request, "billing/join_lost.html", status=404)
    try:
        outcome = arrive(here, request.GET.get("setup_intent", ""), now, reader_of(request))
    except Trouble:
        logger.exception("Not known yet what became of %s.", here)
        return render(request, "billing/join_waiting.html", {"join": here}, status=503)
    if outcome.known:
        _tell(outcome.known, now)
    return _answer(request, here, outcome, now)


def _begin(request: HttpRequest, wish: joining.Wish, now: datetime) -> HttpResponse:
    here = held_or_new(request, wish.price, now)
    try:
        if here.state == JoinState.PAYING and other_card(request):
            give_up(here, now)
        asked = joining.begin(here, wish, now)
    except Trouble:
        logger.exception("No card could be asked for, for %s.", here)
        return _refuse({"": [str(UNREACHABLE)]}, status=503)
    finally:
        if here.pk is not None:
            hold(request, here)
    if not asked.secret:
        return JsonResponse({"go": reverse("join_back")})
    return JsonResponse({"client_secret": asked.secret})


def _answer(request: HttpRequest, here: Join, outcome: Outcome, now: datetime) -> HttpResponse:
    match outcome.step:
        case Step.PAID:
            return _paid(request, here, outcome, now)
        case Step.APPROVE:
            return _approve(request, here, outcome)
        case Step.KNOWN_CARD:
            context = {"url": pay_path(here.price, here.place), "place": here.place}
            return render(request, "billing/join_known_card.html", context)
        case Step.MEMBER if member := member_of(request):
            return member_page(request, member, here.place)
        case step:
            if step is Step.NOT_FREE:
                note_not_free(request)
            said = outcome.why or _SAID.get(outcome.step, _SAID[Step.DECLINED])
            return card_page_of(
                request, here.price, here.place, now, join=here, said=f"{said} {_UNCHARGED}"
            )


def _paid(request: HttpRequest, here: Join, outcome: Outcome, now: datetime) -> HttpResponse:
    if outcome.fresh and reader_of(request) is None:
        by_code.ask(request, Purpose.JOIN, here.address, reverse("join_claim"), now)
    return redirect("join_claim")


def _approve(request: HttpRequest, here: Join, outcome: Outcome) -> HttpResponse:
    amount = format_money(outcome.money) if outcome.money else ""
    context = {
        "amount": amount,
        "approve": ApproveForm(
            secret=outcome.secret,
            back=reverse("join_back"),
            button=_("Approve %(amount)s") % {"amount": amount},
        ),
        "other_url": f"{reverse('join_pay', args=[here.price_id])}?other=",
    }
    return render(request, "billing/join_approve.html", context)


def _tell(known: Known, now: datetime) -> None:
    if known.membership:
        tell_known_card(known.membership, now)
    if known.unclaimed:
        unclaimed.tell(known.unclaimed, now)


def _refuse(errors: dict[str, list[str]], status: int = 422) -> JsonResponse:
    return JsonResponse({"errors": errors}, status=status)


def _refuse_until(until: datetime) -> JsonResponse:
    said = _("Too many tries in a short time. Nothing was charged. You can try again at %(hour)s.")
    return _refuse({"": [said % {"hour": format_time(until)}]}, status=429)
