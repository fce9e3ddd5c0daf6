"""How machines are answered: by GET and HEAD alone, errors as JSON that names the field, within a limit."""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from standfirst.gate.audience import audience_of
from standfirst.membership.standing import Standing
from standfirst.record.exports.pace import MACHINES
from standfirst.record.refusing import Refused

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]

SAFE = ("GET", "HEAD")


def for_machines(view: View[Arguments]) -> View[Arguments]:
    """Without a token of our forms: nothing is changed, and whoever posts is told that."""

    @csrf_exempt
    @wraps(view)
    def answered(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        response = _answered(request, lambda: view(request, *args, **kwargs))
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answered


def _answered(request: HttpRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    now = timezone.now()
    if request.method not in SAFE:
        response = error(HTTPStatus.METHOD_NOT_ALLOWED, _("This can only be read."))
        response.headers["Allow"] = ", ".join(SAFE)
        return response
    client = get_adapter(request).get_client_ip(request)
    if seconds := MACHINES.wait(client, now.timestamp()):
        return _too_many(seconds)
    try:
        return view()
    except Refused as wrong:
        return error(HTTPStatus.BAD_REQUEST, wrong.text, wrong.field)
    except Http404:
        return error(HTTPStatus.NOT_FOUND, _("There is nothing here."))


def error(status: HTTPStatus, reason: str, field: str = "") -> HttpResponse:
    """`field`: the name in the query that is wrong."""
    said = {"reason": reason, **({"field": field} if field else {})}
    return JsonResponse({"error": said}, status=status)


def _too_many(seconds: int) -> HttpResponse:
    text = _("Too many requests. Try again in %(seconds)d seconds.")
    response = error(HTTPStatus.TOO_MANY_REQUESTS, text % {"seconds": seconds})
    response.headers["Retry-After"] = str(seconds)
    return response


def as_json(said: Mapping[str, Any], standing: Standing) -> HttpResponse:
    """Tagged by its words and by whom they are for: nobody's copy is taken for another's."""
    text = json.dumps(said, ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json")
    keyed = f"{audience_of(standing)}\n{text}"
    response.headers["ETag"] = quote_etag(hashlib.sha256(keyed.encode()).hexdigest()[:32])
    return response
