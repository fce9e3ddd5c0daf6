"""The page with the card field on which somebody joins, and what it says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from standfirst.billing.card_form import CardForm
from standfirst.billing.join_form import CodeForm
from standfirst.billing.join_terms import saving, terms_of, withdrawal
from standfirst.billing.joining import current_of, is_new
from standfirst.billing.models import Join
from standfirst.membership.models import Interval, Membership, Plan, Price
from standfirst.membership.snapshot import State
from standfirst.readers.forms import AddressForm
from standfirst.readers.here import reader_of
from standfirst.readers.places import with_place

NOT_FREE = "join_not_free"


@dataclass(frozen=True)
class Offer:
    """A price on sale as the page of plans shows it."""

    words: str
    free: int  # days
    saves: str
    url: str


def may_begin_free(request: HttpRequest) -> bool:
    """Whether this would be a first membership, as far as is known before the card."""
    return NOT_FREE not in request.session and is_new(reader_of(request))


def note_not_free(request: HttpRequest) -> None:
    """A card was given here that has had its free days: from now on the amount is shown without them."""
    request.session[NOT_FREE] = True


def offers_of(plan: Plan, place: str, *, new: bool) -> list[Offer]:
    """`plan.prices` are those on sale. By currency; a month before a year."""
    prices = list(plan.prices.all())
    months = {it.currency: it for it in prices if it.interval == Interval.MONTH}
    prices.sort(key=lambda it: (it.currency, it.interval != Interval.MONTH))
    return [
        Offer(
            words=it.in_words,
            free=terms_of(it, None, is_new=new).trial_days,
            saves=saving(it, months.get(it.currency)) if it.interval == Interval.YEAR else "",
            url=pay_path(it, place),
        )
        for it in prices
    ]


def pay_path(price: Price, place: str) -> str:
    return with_place("join_pay", place, price.pk)


def card_page_of(
    request: HttpRequest,
    price: Price,
    place: str,
    now: datetime,
    *,
    code: CodeForm | None = None,
    join: Join | None = None,
    said: str = "",
) -> HttpResponse:
    """`said`: why the form is there once more."""
    reader = reader_of(request)
    code = code or CodeForm(price, is_new=may_begin_free(request))
    terms = code.terms
    context: dict[str, Any] = {
        "price": price,
        "place": place,
        "said": said,
        "terms": terms,
        "first_payment": terms.first_payment(now),
        "withdrawal": withdrawal(),
        "code_form": code,
        "other": other_card(request),
        "address_form": None if reader else _address_form(join),
        "log_in_url": with_place("account_login", pay_path(price, place)),
        "reader": reader,
        "fields": "billing/join_fields.html",
        "below": "billing/join_below.html",
        "card": CardForm(
            begin=reverse("join_begin", args=[price.pk]),
            back=reverse("join_back"),
            button=terms.button,
            money=terms.today,
            instead=with_place("join", place),
            instead_label=_("Other plans"),
        ),
    }
    return render(request, "billing/join_pay.html", context)


def other_card(request: HttpRequest) -> bool:
    """Whether who joins would rather give another card than wait for the bank of this one."""
    return "other" in request.GET or "other" in request.POST


def _address_form(join: Join | None) -> AddressForm:
    """The amount above it is read first."""
    form = AddressForm(initial={"email": join.address} if join else {})
    del form.fields["email"].widget.attrs["autofocus"]
    return form


def member_page(request: HttpRequest, membership: Membership, place: str) -> HttpResponse:
    """For who has a membership: the one step that goes with it, and no second one to pay for."""
    step = {
        State.PAST_DUE: ("card", _("Sort out payment")),
        State.PAUSED: ("resume", _("Resume")),
    }.get(State(membership.state), ("change_plan", _("Change plan")))
    context = {
        "membership": membership,
        "url": with_place(step[0], place),
        "label": step[1],
        "place": place,
    }
    return render(request, "billing/join_member.html", context)


def member_of(request: HttpRequest) -> Membership | None:
    reader = reader_of(request)
    return current_of(reader) if reader else None
