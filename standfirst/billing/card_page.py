"""Pages with Stripe's own card field: theirs alone may load its script and frames (docs.stripe.com/security/guide)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from standfirst.settings import STRIPES_API

View = Callable[..., HttpResponse]


def card_page(view: View) -> View:
    """Never kept by anyone, and with the policy that the card field needs."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept_by_nobody = cast(View, never_cache(csp_update(policy())(view)))
        return kept_by_nobody(request, *args, **kwargs)

    return guarded


def policy() -> dict[str, list[str]]:
    """Of a sandbox, all is at one address."""
    if settings.STRIPE_API == STRIPES_API:
        scripts, frames = (
            ["https://js.stripe.com"],
            ["https://js.stripe.com", "https://hooks.stripe.com"],
        )
        asked = ["https://api.stripe.com"]
    else:
        parts = urlsplit(settings.STRIPE_SCRIPT)
        scripts = frames = asked = [f"{parts.scheme}://{parts.netloc}"]
    return {"script-src": [SELF, *scripts], "frame-src": frames, "connect-src": [SELF, *asked]}
