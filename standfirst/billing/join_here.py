"""The join that this browser holds, in its session: who comes from another browser finds nothing."""

import secrets
from datetime import datetime

from django.http import HttpRequest

from standfirst.billing.models import Join
from standfirst.membership.models import Price
from standfirst.readers.here import reader_of
from standfirst.readers.pending import keep_for_a_day

KEY = "join"
MAILED = "join_mailed"


def held(request: HttpRequest) -> Join | None:
    token = request.session.get(KEY)
    if token is None:
        return None
    return Join.objects.select_related("price__plan", "customer").filter(token=token).first()


def held_or_new(request: HttpRequest, price: Price, now: datetime) -> Join:
    """The one that it holds, if it is not over; else another, not saved yet."""
    join = held(request)
    if join is not None and not join.is_over:
        return join
    return Join(token=secrets.token_urlsafe(32), price=price, begun_at=now)


def hold(request: HttpRequest, join: Join) -> None:
    request.session[KEY] = join.token
    if reader_of(request) is None:
        keep_for_a_day(request)


def hold_mailed(request: HttpRequest, token: str) -> None:
    """Somebody opened the mail about a join, and a code for it is on its way to this browser."""
    request.session[MAILED] = token
    keep_for_a_day(request)


def mailed_token(request: HttpRequest) -> str:
    """Of the mail's link, opened now or a moment ago; empty in a browser that came without it."""
    return request.GET.get("mailed") or request.session.get(MAILED) or ""


def forget_mailed(request: HttpRequest) -> None:
    request.session.pop(MAILED, None)
