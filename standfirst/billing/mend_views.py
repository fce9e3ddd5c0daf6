"""One page, one form: another card, and what is open paid with it. By log-in, or by the link in a mail."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.billing import mend_words
from standfirst.billing.card_form import CardForm
from standfirst.billing.card_page import card_page
from standfirst.billing.collecting import Came
from standfirst.billing.doors import Door, for_link, for_payer
from standfirst.billing.mending import Changed, Mend, NotOurs, Step, Used, begin, mend, mend_for
from standfirst.billing.paying import again, price_paid
from standfirst.billing.settling import changed, refused, said
from standfirst.billing.tokens import Purpose, token_for
from standfirst.billing.told import Told, back_to
from standfirst.membership.snapshot import Money
from standfirst.readers.here import reader_of
from standfirst.readers.limits import card_refused_until


def page(request: HttpRequest, door: Door) -> HttpResponse:
    if request.method == "POST":
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return _page(request, door)


def begin_card(request: HttpRequest, door: Door) -> HttpResponse:
    """JSON, for the script of the card form."""
    if request.method != "POST":
        return redirect(door.url("card"))
    return begin_for(request, door, Purpose.MEND)


def begin_for(request: HttpRequest, door: Door, purpose: str) -> HttpResponse:
    """Limited: a form that says which cards are good is what thieves try cards on."""
    now = timezone.now()
    if card_refused_until(request, door.paying.customer.stripe_id, now):
        words = _("Too many cards in a short time. Try again in an hour.")
        return JsonResponse({"errors": {"": [words]}}, status=429)
    secret = begin(door.paying, purpose, request.POST.get("shown", ""))
    return JsonResponse({"client_secret": secret})


def card_saved(request: HttpRequest, door: Door) -> HttpResponse:
    """Where the browser comes once the card is saved. Coming again does nothing again."""
    now = timezone.now()
    try:
        todo, attempt = mend(door.paying, request.GET.get("setup_intent", ""), now)
    except NotOurs:
        words = _("That card was not saved. Nothing was charged: give it once more.")
        return _page(request, door, wrong=words, status=400)
    except Used:
        return redirect(door.url("card"))
    except Changed:
        return changed(door, "card")
    if todo.step is Step.OVER:
        return _over(request, door)
    if attempt is None:
        return done(request, door, Told.CARD)
    match attempt.came:
        case Came.PAID:
            return done(request, door, Told.PAID)
        case Came.PENDING:
            return done(request, door, Told.PENDING)
        case Came.APPROVE:
            return redirect(_approval(door))
        case Came.REFUSED:
            return refused(door, "card", attempt)


def _page(request: HttpRequest, door: Door, *, wrong: str = "", status: int = 200) -> HttpResponse:
    now = timezone.now()
    todo = mend_for(door.paying, now)
    if todo.step is Step.OVER:
        return _over(request, door)
    context = {
        "said": wrong or said(request, door),
        "intro": mend_words.intro(todo, owner=door.is_owners),
        "lines": mend_words.lines(door.paying, todo, now) if door.is_owners else (),
        "approve_url": _approval(door) if _waits(todo) else "",
        "card": CardForm(
            begin=door.url("card_begin"),
            back=door.url("card_back"),
            button=mend_words.button(todo),
            money=todo.money,
            terms=_terms(door, todo),
            shown=todo.shown,
        ),
    }
    return render(request, "billing/mend.html", context, status=status)


def _terms(door: Door, todo: Mend) -> str:
    if todo.step is Step.SAVE:
        return ""
    it = door.paying.membership
    paid = price_paid(it)
    money = todo.money if todo.step is Step.ANEW else Money(it.amount, it.currency)
    return mend_words.terms(money, todo.price or paid)


def _waits(todo: Mend) -> bool:
    return todo.owed is not None and todo.owed.attempt.came is Came.APPROVE


def _approval(door: Door) -> str:
    """By the same door; the link for mending opens no other page, so this one gets a link of its own."""
    if door.is_owners:
        return door.url("confirm_payment")
    paying = again(door.paying)
    return Door(paying, door.place, token_for(paying, Purpose.APPROVE)).url("confirm_payment")


def _over(request: HttpRequest, door: Door) -> HttpResponse:
    context = {"place": door.place, "owner": door.is_owners, "membership": door.paying.membership}
    return render(request, "billing/mend_over.html", context)


def done(request: HttpRequest, door: Door, told: Told) -> HttpResponse:
    """The owner goes back to the paragraph; who came by a link may be somebody else, and is told here."""
    if door.is_owners or reader_of(request) == door.paying.membership.reader:
        return back_to(door.place or reverse("account"), told)
    return render(request, "billing/mended.html", {"told": told, "place": door.place})


card = card_page(for_payer("card")(page))
card_begin = for_payer("card")(begin_card)
card_back = card_page(for_payer("card")(card_saved))
mailed_card = card_page(for_link(Purpose.MEND, "card")(page))
mailed_card_begin = for_link(Purpose.MEND, "card")(begin_card)
mailed_card_back = card_page(for_link(Purpose.MEND, "card")(card_saved))
