"""Log in and sign up by a one-time code: ask, enter, arrive.

Whether an address has an account shows in the mail alone. Both ways run the same statements and give the
browser the same answer; where nobody is to get in, it waits for a code that no entry equals.
"""

from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from standfirst.publication.mail import send
from standfirst.readers.addresses import arrive_with_address, asking_account
from standfirst.readers.ceremony import possible
from standfirst.readers.codes import LIFETIME, LogInCode
from standfirst.readers.devices import How
from standfirst.readers.here import signed_in
from standfirst.readers.models import Reader, StaffLogIn
from standfirst.readers.pending import Pending, Purpose
from standfirst.readers.places import with_place
from standfirst.readers.proof import prove

UNKNOWN = "unknown_address"
# Which mail goes out, by what was wanted and whether the address has an account.
LETTERS: dict[tuple[Purpose, bool], str] = {
    (Purpose.LOG_IN, True): "log_in_code",
    (Purpose.LOG_IN, False): UNKNOWN,
    (Purpose.SIGN_UP, True): "already_registered",
    (Purpose.SIGN_UP, False): "sign_up_code",
    (Purpose.CONFIRM, True): "confirm_code",
    (
        Purpose.CONFIRM,
        False,
    ): "confirm_code",  # one that staff typed, and its reader has yet to confirm
    (Purpose.JOIN, True): "already_registered",
    (Purpose.JOIN, False): "sign_up_code",
    (Purpose.ADD, False): "add_code",
    (Purpose.ADD, True): "add_code_taken",
}
CODE_PAGES = {
    Purpose.LOG_IN: "account_confirm_login_code",
    Purpose.SIGN_UP: "account_email_verification_sent",
    Purpose.CONFIRM: "confirm_code",
    Purpose.ADD: "address_code",
    Purpose.JOIN: "join_claim",
}
MAKE_READERS = frozenset({Purpose.SIGN_UP, Purpose.JOIN})
ADDRESS_PAGES = {
    Purpose.LOG_IN: "account_login",
    Purpose.SIGN_UP: "account_signup",
    Purpose.CONFIRM: "confirm",
    Purpose.ADD: "addresses",
    Purpose.JOIN: "join_address",
}


@transaction.atomic
def ask(
    request: HttpRequest,
    purpose: Purpose,
    address: str,
    place: str,
    now: datetime,
    *,
    earlier: tuple[int, ...] = (),
) -> None:
    """Mail a code to the address and let this browser wait for it. An earlier code ends with this."""
    letter = LETTERS[purpose, Reader.objects.with_address(address).exists()]
    code = "" if letter == UNKNOWN else get_adapter(request).generate_login_code()
    kept = LogInCode.keep(code, now)
    send(
        to=address,
        template=f"readers/mail/{letter}",
        context={
            "code": code,
            "address": address,
            "minutes": int(LIFETIME.total_seconds() // 60),
            "sign_up_path": with_place("account_signup", place),
            "account": asking_account(request),
        },
        kind=letter,
        expires_at=now + LIFETIME,
        now=now,
    )
    Pending(kept.pk, purpose, address, place, now, earlier=earlier).remember(request)


def ask_again(request: HttpRequest, pending: Pending, now: datetime) -> None:
    """To the same address; but who confirms may have another primary one by now."""
    earlier = (*pending.earlier, pending.code)
    confirming = pending.purpose is Purpose.CONFIRM
    address = signed_in(request).email if confirming else pending.address
    ask(request, pending.purpose, address, pending.place, now, earlier=earlier)


def arrive(request: HttpRequest, pending: Pending, place: str, now: datetime) -> HttpResponse:
    """The right code was entered: the address is theirs. Log in, after making the reader at a sign-up."""
    if pending.purpose is Purpose.CONFIRM:
        return _confirm(request, pending, place or pending.place or "/", now)
    if pending.purpose is Purpose.ADD:
        Pending.forget(request)
        return redirect(arrive_with_address(request, pending.address, now))
    with transaction.atomic():
        reader = _reader_of(pending)
        if reader is not None:
            reader.confirm_address(pending.address)
    Pending.forget(request)
    if reader is None:
        request.session.flush()
        return redirect(with_place("account_login", place or pending.place))
    going = place or pending.place or "/"
    record_authentication(request, reader, method=How.CODE)
    response: HttpResponse = perform_login(
        request,
        reader,
        redirect_url=_offer_first(request, reader, going),
        signup=pending.purpose in MAKE_READERS,
        email=pending.address,
    )
    return response


def _confirm(request: HttpRequest, pending: Pending, place: str, now: datetime) -> HttpResponse:
    """An address that was removed since its code was sent proves nothing any more."""
    Pending.forget(request)
    reader = signed_in(request)
    if not reader.addresses.filter(email=pending.address).exists():
        return redirect(with_place("confirm", place))
    reader.confirm_address(pending.address)
    prove(request, now)
    return redirect(place)


def _offer_first(request: HttpRequest, reader: Reader, going: str) -> str:
    """By way of the offer of a passkey, where the code page's script says that the browser can keep one.

    Staff who have to add a second factor are told of passkeys by that page.
    """
    can = request.POST.get("passkeys") == "can" and possible(request)
    if not can or not reader.wants_passkey_offer() or (reader.is_staff and StaffLogIn.load().two):
        return going
    return with_place("offer_passkey", going)


def _reader_of(pending: Pending) -> Reader | None:
    """Made at a sign-up or a join alone: an account that was deleted since a code was sent does not come back by it."""
    if pending.purpose in MAKE_READERS:
        return Reader.objects.find_or_create(pending.address)
    return Reader.objects.with_address(pending.address).first()
