"""Search, in the words each reader may read.

Findings come newest first and not by relevance: a rank is worked out from how often a word occurs in all entries,
those with locked words too, and would tell of them.
"""

import unicodedata
from collections.abc import Collection
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from standfirst.gate.access import Access
from standfirst.gate.rules import decide
from standfirst.membership.rows import standing_of
from standfirst.membership.standing import Standing
from standfirst.readers.here import reader_of
from standfirst.stories.front import the_front
from standfirst.stories.models import StoryPage
from standfirst.stories.reading import cards_of

A_PAGE = 20
LONGEST = 200  # characters


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Never shared: it echoes the question. What signed-out readers find is the same for all of them."""
    now = timezone.now()
    asked = _printable(request.GET.get("q", ""))
    too_long = len(asked) > LONGEST
    terms = [] if too_long else terms_of(asked)
    front = the_front()
    outline = front.outline()
    stories = StoryPage.objects.none()
    if terms:
        opened = _opened_to(standing_of(reader_of(request), now), now)
        stories = front.stories(now).holding(terms, opened).for_cards()
    part = Paginator(stories, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "query": asked[:LONGEST],
        "error": _("Search for at most %d characters.") % LONGEST if too_long else "",
        "cards": cards_of(part.object_list, outline),
        "page": part,
        "desks": list(outline.desks.values()),
    }
    response = render(request, "stories/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def terms_of(question: str) -> list[str]:
    """Its words, without marks an index might take for operators. Punctuation alone asks nothing."""
    kept = "".join(it if unicodedata.category(it)[0] in "LMN" else " " for it in question)
    return [term for term in kept.split() if any(it.isalnum() for it in term)]


def _opened_to(standing: Standing, now: datetime) -> Collection[Access]:
    """Of all the accesses stories have, those this standing opens."""
    accesses = StoryPage.objects.order_by().values_list("access", flat=True).distinct()
    return [access for access in accesses if decide(access, standing, now).open]


def _printable(text: str) -> str:
    return " ".join("".join(it if it.isprintable() else " " for it in text).split())
