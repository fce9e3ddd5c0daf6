"""`/-/live` and `/-/ready`: for whoever watches over the site, under whatever name they reach it."""

import os
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from standfirst.publication import health
from standfirst.publication.metrics import metrics

GetResponse = Callable[[HttpRequest], HttpResponseBase]

LIVE = "/-/live"  # under `serve` the front answers it, for Django may be busy
LIVE_BODY = b"live\n"
INSTANCE_HEADER = "X-Instance"
# Which of the processes that `serve` started this one belongs to: publication/serving/version.py.
INSTANCE_VARIABLE = "SERVING_INSTANCE"


def instance() -> str:
    return os.environ.get(INSTANCE_VARIABLE, "")


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """That this process answers, whatever the database does."""
    answer = _said(LIVE_BODY)
    answer.headers[INSTANCE_HEADER] = instance()
    return answer


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """503 with what is not there: database, migrations, worker."""
    missing = health.unmet(timezone.now())
    said = " ".join(missing) or "ready"
    return _said(f"{said}\n".encode(), status=503 if missing else 200)


PROBES = {LIVE: live, "/-/ready": ready, "/-/metrics": metrics}


def answer_probes(get_response: GetResponse) -> GetResponse:
    """Before all else: a balancer asks by a number, not by one of our names, and needs no session."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return PROBES.get(request.path_info, get_response)(request)

    return middleware


def _said(words: bytes, status: int = 200) -> HttpResponse:
    answer = HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)
    answer.headers["Content-Length"] = str(len(answer.content))
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
