"""The reader's own addresses. Each page wants a proof of the last half hour, and of staff the second factor:
each address logs in, and gets the mails that tell of changes."""

from allauth.account.models import EmailAddress
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from standfirst.readers import by_code, limits
from standfirst.readers.addresses import AddressNeeded, Change, make_primary, remove, said, say
from standfirst.readers.factors import fully_proven
from standfirst.readers.forms import AddAddressForm, OwnAddressForm
from standfirst.readers.here import signed_in
from standfirst.readers.models import Reader
from standfirst.readers.pending import Pending, Purpose
from standfirst.readers.views import enter_code, get_or_post


@never_cache
@fully_proven
@get_or_post
def addresses(request: HttpRequest) -> HttpResponse:
    """The list; and where another one is typed, whose code is then entered in this browser."""
    now, reader = timezone.now(), signed_in(request)
    form = AddAddressForm(reader, request.POST if request.method == "POST" else None)
    if form.is_valid():
        address = form.cleaned_data["email"]
        if until := limits.ask_refused_until(request, address, now):
            return limits.too_many(request, until, now, reverse("addresses"))
        by_code.ask(request, Purpose.ADD, address, "", now)
        return redirect("address_code")
    return _page(request, reader, add=form)


@never_cache
@fully_proven
@get_or_post
def enter_address_code(request: HttpRequest) -> HttpResponse:
    pending = Pending.of(request)
    if pending is None or pending.purpose is not Purpose.ADD:
        return redirect("addresses")
    return enter_code(request)


@never_cache
@fully_proven
@require_POST
def make_address_primary(request: HttpRequest) -> HttpResponse:
    reader = signed_in(request)
    form = OwnAddressForm(reader, request.POST)
    if form.is_valid():
        row: EmailAddress = form.cleaned_data["address"]
        try:
            make_primary(reader, row, timezone.now())
        except AddressNeeded:
            form.add_error(
                "address", _("Only an address whose code was entered can be the primary one.")
            )
        else:
            say(request, Change.MADE_PRIMARY, row.email)
            return redirect("addresses")
    return _page(request, reader, refused=form)


@never_cache
@fully_proven
@require_POST
def remove_address(request: HttpRequest) -> HttpResponse:
    reader = signed_in(request)
    form = OwnAddressForm(reader, request.POST)
    if form.is_valid():
        row: EmailAddress = form.cleaned_data["address"]
        try:
            remove(reader, row, timezone.now())
        except AddressNeeded:
            form.add_error(
                "address",
                _(
                    "The primary address stays until another one is made primary, and a confirmed one must be left."
                ),
            )
        else:
            say(request, Change.REMOVED, row.email)
            return redirect("addresses")
    return _page(request, reader, refused=form)


def _page(
    request: HttpRequest,
    reader: Reader,
    *,
    add: AddAddressForm | None = None,
    refused: OwnAddressForm | None = None,
) -> HttpResponse:
    """`add`: the form as it was filled in; `refused`: what could not be done with one of the addresses."""
    rows = reader.addresses.all()
    context = {
        "rows": rows,
        "verified": sum(row.verified for row in rows),
        "form": add or AddAddressForm(reader),
        "refused": refused,
        "said": said(request),
    }
    return render(request, "readers/addresses.html", context)
