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

INSTANCE_HEADER = "X-Instance"
# Which of the processes that `serve` started this one belongs to: publication/serving/version.py.
INSTANCE_VARIABLE = "SERVING_INSTANCE"


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """That this process answers, whatever the database does."""
    answer = _said("live")
    answer.headers[INSTANCE_HEADER] = os.environ.get(INSTANCE_VARIABLE, "")
    return answer


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """503 with what is not there: database, migrations, worker."""
    missing = health.unmet(timezone.now())
    return _said(" ".join(missing), status=503) if missing else _said("ready")


PROBES = {"/-/live": live, "/-/ready": ready, "/-/metrics": metrics}


def answer_probes(get_response: GetResponse) -> GetResponse:
    """Before all else: a balancer asks by a number, not by one of our names, and needs no session."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return PROBES.get(request.path_info, get_response)(request)

    return middleware


def _said(words: str, status: int = 200) -> HttpResponse:
    answer = HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8", status=status)
    answer.headers["Content-Length"] = str(len(answer.content))
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
