"""The account page, and "Still can't read this?"."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from standfirst.gate.access import MEMBERS
from standfirst.gate.notices import Notice, Place, notice_for
from standfirst.gate.rules import decide
from standfirst.membership.rows import standing_of
from standfirst.membership.standing import Standing
from standfirst.office.cases import case_for
from standfirst.office.words import standing_in_words
from standfirst.readers.here import reader_of, signed_in
from standfirst.readers.pending import pending_since
from standfirst.stories.models import StoryPage
from standfirst.stories.views import notice_here

COOKIE_CHECK = "cookie-check"


@never_cache
@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    reader = signed_in(request)
    standing = standing_of(reader, now)
    context = {
        "reader": reader,
        "lines": standing_in_words(standing, now),
        "notice": _for_members(standing, request.path, now),
        "passkeys": reader.passkeys.count(),
    }
    return render(request, "office/account.html", context)


@never_cache
@require_safe
def help_reading(request: HttpRequest, story_id: int | None = None) -> HttpResponse:
    """Who you are here, what was decided and why, whether cookies work, a code for staff, and a person."""
    now = timezone.now()
    cookies = _cookies_work(request)
    if cookies is None:
        response = redirect(f"{request.path}?checked=1")
        response.set_cookie(
            COOKIE_CHECK, "1", max_age=600, secure=settings.SECURE, httponly=True, samesite="Lax"
        )
        return response
    reader = reader_of(request)
    context: dict[str, object] = {"reader": reader, "cookies_work": cookies}
    standing = standing_of(reader, now, pending_since=pending_since(request, now))
    if reader:
        context["lines"] = standing_in_words(standing, now)
    if story_id is None:
        context["notice"] = _for_members(standing, request.path, now)
    else:
        stories = StoryPage.objects.published(now).for_cards(with_sections=True)
        story = get_object_or_404(stories, pk=story_id)
        context |= {
            "story": story.card(),
            "notice": notice_here(request, story, now),
            "case": case_for(request, story, now, cookies_work=cookies),
        }
    return render(request, "office/help_reading.html", context)


def _for_members(standing: Standing, path: str, now: datetime) -> Notice | None:
    """What this standing is told before a story for members; None where it reads them."""
    decision = decide(MEMBERS, standing, now)
    return notice_for(decision, MEMBERS, Place(url=path, anchor="", story_id=0), now=now)


def _cookies_work(request: HttpRequest) -> bool | None:
    """True or False once known; None when this browser has not been asked to keep one yet."""
    if request.COOKIES:
        return True
    return False if "checked" in request.GET else None
