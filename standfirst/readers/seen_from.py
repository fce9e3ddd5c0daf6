"""Whom the site takes a request to come from: told to `doctor` alone, which signs for it with the secret."""

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from standfirst.readers.client import client_address

GOOD_FOR = 60  # seconds
_WORD = "seen-from"


def permit() -> str:
    """For the next minute."""
    return signing.TimestampSigner(salt=__name__).sign(_WORD)


@never_cache
@require_safe
def seen_from(request: HttpRequest) -> JsonResponse:
    _, _, brought = request.headers.get("Authorization", "").partition(" ")
    try:
        signing.TimestampSigner(salt=__name__).unsign(brought, max_age=GOOD_FOR)
    except signing.BadSignature as why:
        raise PermissionDenied from why
    forwarded = request.headers.get("X-Forwarded-For", "")
    remote = request.META.get("REMOTE_ADDR", "")
    return JsonResponse(
        {
            "address": client_address(remote, forwarded, settings.PROXIES),
            "secure": request.is_secure(),
        }
    )
