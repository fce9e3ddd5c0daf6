"""Pages about money, where payments may not be connected: then each says so, honestly, and does nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from standfirst.billing import gateway
from standfirst.billing.views import not_connected

View = Callable[..., HttpResponse]


def connected(purpose: str) -> Callable[[View], View]:
    """`purpose`: what the page is for (views.PURPOSES). Outermost but for what keeps a page from caches."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not gateway.is_connected():
                return not_connected(request, purpose)
            return view(request, *args, **kwargs)

        return guarded

    return guard
