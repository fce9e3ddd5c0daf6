"""That whoever sits here is the reader still: asked before what must not be done on a telephone left lying about.

A log-in by code, link or passkey proves it, and so does one of them shown once more; good for a while, in that session.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from standfirst.readers.places import with_place

GOOD_FOR = timedelta(minutes=30)
_KEY = "proved_at"
_DOUBTED = "doubted"

View = Callable[..., HttpResponseBase]


def prove(request: HttpRequest, now: datetime) -> None:
    request.session[_KEY] = int(now.timestamp())
    request.session.pop(_DOUBTED, None)


def doubt(request: HttpRequest) -> None:
    """A password alone proves little: it may have been read, guessed, or used elsewhere too. So does an approval."""
    if request.session.pop(_KEY, None) is not None:
        request.session[_DOUBTED] = True


def doubted(request: HttpRequest) -> bool:
    """Whether nothing but a password, or another device's approval, was shown in this session."""
    return _DOUBTED in request.session


def proved_lately(request: HttpRequest, now: datetime) -> bool:
    """False too where the clock says that it was proved only later than now."""
    proved_at = request.session.get(_KEY)
    return proved_at is not None and 0 <= now.timestamp() - proved_at < GOOD_FOR.total_seconds()


def recently_proven(view: View) -> View:
    """A view for signed-in readers who proved lately who they are; the others do so first, and come back."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if proved_lately(request, timezone.now()):
            return view(request, *args, **kwargs)
        return redirect(with_place("confirm", request.get_full_path()))

    return guarded
