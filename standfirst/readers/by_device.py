"""Log in by the approval of a device where one is logged in: ask, wait, arrive.

As with codes, whether the address has an account shows nowhere: both ways run the same statements.
"""

from datetime import datetime

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse

from standfirst.readers.approvals import Approval
from standfirst.readers.devices import How
from standfirst.readers.models import Reader
from standfirst.readers.pending import Pending, Purpose
from standfirst.readers.proof import doubt
from standfirst.readers.user_agent import browser_of


def may_ask(pending: Pending | None, now: datetime) -> bool:
    """Whoever waits for a code to log in, as long as it can be entered."""
    return (
        pending is not None and pending.purpose is Purpose.LOG_IN and pending.row.end(now) is None
    )


def ask(request: HttpRequest, pending: Pending, now: datetime) -> Approval:
    reader = Reader.objects.with_address(pending.address).first()
    browser = browser_of(request.headers.get("User-Agent", ""))
    return Approval.ask(pending.row, reader, browser, now)


def asked_here(pending: Pending | None) -> Approval | None:
    """What this browser asked for with the code it waits for."""
    if pending is None:
        return None
    return Approval.objects.select_related("reader").filter(code_id=pending.code).first()


def arrive(request: HttpRequest, pending: Pending, approval: Approval, place: str) -> HttpResponse:
    """It was approved, and is used with this: log in as the reader whose address was typed.

    No more is proved by it than by a password: the device that approved may lie about unlocked.
    """
    Pending.forget(request)
    record_authentication(request, approval.reader, method=How.DEVICE)
    response: HttpResponse = perform_login(
        request, approval.reader, redirect_url=place or "/", email=pending.address
    )
    doubt(request)
    return response
