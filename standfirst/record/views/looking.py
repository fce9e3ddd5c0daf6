"""What every page of the record begins and ends with: who looks, when, and whether the answer may be shared."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from standfirst.gate.audience import audience_of
from standfirst.membership.rows import standing_of
from standfirst.membership.standing import Standing
from standfirst.publication.changes import LISTS
from standfirst.publication.sharing import SIGNED_OUT, share_with
from standfirst.readers.here import reader_of
from standfirst.readers.pending import pending_since
from standfirst.record.reading import Sight
from standfirst.record.refusing import Refused


@dataclass(frozen=True)
class Looking:
    request: HttpRequest
    now: datetime
    standing: Standing
    sight: Sight

    def answer(self, template: str, context: dict[str, Any], *parameters: str) -> HttpResponse:
        """Shared among those signed out, who all see the same. What others see depends on each of many accesses.

        `parameters`: those of the query that it depends on.
        """
        response = render(self.request, template, context)
        if audience_of(self.standing) == SIGNED_OUT:
            share_with(self.request, response, LISTS, audience=SIGNED_OUT, parameters=parameters)
        return response


def looking(request: HttpRequest) -> Looking:
    now = timezone.now()
    standing = standing_of(reader_of(request), now, pending_since=pending_since(request, now))
    return Looking(request, now, standing, Sight(standing, now))


def record_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Read only; what is wrong in its address is answered with 400 and said."""

    @wraps(view)
    def page(request: HttpRequest, **of_path: Any) -> HttpResponse:
        try:
            return view(looking(request), **of_path)
        except Refused as refused:
            return render(request, "record/refused.html", {"refused": refused}, status=400)

    return require_safe(page)
