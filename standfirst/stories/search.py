"""Search, in the words each reader may read.

Findings come newest first and not by relevance: a rank is worked out from how often a word occurs in all entries,
those with locked words too, and would tell of them.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from standfirst.membership.rows import standing_of
from standfirst.readers.here import reader_of
from standfirst.stories.front import the_front
from standfirst.stories.models import Outline
from standfirst.stories.searching.finding import Finding
from standfirst.stories.searching.form import LONGEST, SearchForm


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Never shared: it echoes the question. What signed-out readers find is the same for all of them."""
    now, front = timezone.now(), the_front()
    outline = front.outline()
    form = SearchForm(request.GET, outline.desks.values())
    context = {"form": form, "desks": list(outline.desks.values())}
    if form.is_valid():
        finding = Finding(form, front, standing_of(reader_of(request), now), now)
        context |= _found(finding, form, outline, request.GET.get("page"))
    else:
        context["query"] = form["q"].value()[:LONGEST] if form["q"].value() else ""
    response = render(
        request, "stories/search.html", context, status=200 if form.is_valid() else 400
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _found(
    finding: Finding, form: SearchForm, outline: Outline, page: str | None
) -> dict[str, Any]:
    part = finding.paginator.get_page(page)
    query = form.cleaned_data["q"]
    return {
        "query": query,
        "asked": bool(query or form.narrows),
        "hits": finding.hits(part.object_list, outline),
        "names": finding.names,
        "page": part,
        "instead": finding.instead,
        "also": finding.also,
        "shown": finding.instead or query,
        "kept": _asking(form),
        "insisting": _asking(form, exactly="on"),
        "asking_also": _asking(form, q=finding.also),
    }


def _asking(form: SearchForm, **other: str) -> str:
    """The question as the end of an address, without the page; `other` in place of what was asked."""
    asked = QueryDict(mutable=True)
    for name in form.fields:
        if value := other.get(name, form.data.get(name, "")):
            asked[name] = value
    return asked.urlencode()
