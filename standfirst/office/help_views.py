"""The page "Still can't read this?": what this browser is told and why, a code for staff, and a person to write to."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.membership.format import format_time
from standfirst.membership.rows import standing_of
from standfirst.membership.standing import Standing
from standfirst.office.cases import case_for
from standfirst.office.conversation import ask
from standfirst.office.models import SupportCase
from standfirst.office.support_forms import MessageForm
from standfirst.office.words import notice_for_members, standing_in_words
from standfirst.readers.here import reader_of
from standfirst.readers.limits import write_refused_until
from standfirst.readers.pending import pending_since
from standfirst.stories.models import StoryPage
from standfirst.stories.moving import path_of
from standfirst.stories.views import notice_here

COOKIE_CHECK = "cookie-check"


@never_cache
@require_safe
def help_anywhere(request: HttpRequest) -> HttpResponse:
    """Without a story: what this browser may read, and why."""
    cookies, now = _cookies_work(request), timezone.now()
    if cookies is None:
        return _ask_to_keep_one(request)
    standing = standing_of(reader_of(request), now, pending_since=pending_since(request, now))
    notice = notice_for_members(standing, request.path, now)
    context = _who(request, cookies, standing, now) | {"notice": notice}
    return render(request, "office/help_reading.html", context)


@csrf_exempt
def help_reading(request: HttpRequest, story_id: int) -> HttpResponse:
    """Django's token against forged forms lies in a cookie: whoever refuses cookies could never write to us.

    It guards what a session may do; without one there is nothing to forge.
    """
    guarded = settings.SESSION_COOKIE_NAME in request.COOKIES
    view = csrf_protect(_help_reading) if guarded else _help_reading
    return view(request, story_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def _help_reading(request: HttpRequest, story_id: int) -> HttpResponse:
    now = timezone.now()
    stories = StoryPage.objects.published(now).for_cards(with_sections=True)
    story = get_object_or_404(stories, pk=story_id)
    cookies = _cookies_work(request)
    if request.method == "POST":
        return _tell(request, story, now, cookies_work=bool(cookies))
    if cookies is None:
        return _ask_to_keep_one(request)
    form = MessageForm(signed_in=reader_of(request) is not None)
    return _page(request, story, form, now, cookies_work=cookies)


def _tell(
    request: HttpRequest, story: StoryPage, now: datetime, *, cookies_work: bool
) -> HttpResponse:
    reader = reader_of(request)
    form = MessageForm(request.POST, signed_in=reader is not None)
    status = 200
    if form.is_valid():
        reply_to = reader.email if reader else form.cleaned_data["email"]
        if until := write_refused_until(request, reply_to, now):
            form.add_error(None, _too_many(until))
            status = 429
        else:
            notice = notice_here(request, story, now)
            case = case_for(request, story, now, notice, cookies_work=cookies_work)
            case = ask(case, form.cleaned_data["text"], reply_to, now)
            return redirect("help_sent", case.code)
    return _page(request, story, form, now, cookies_work=cookies_work, status=status)


def _page(
    request: HttpRequest,
    story: StoryPage,
    form: MessageForm,
    now: datetime,
    *,
    cookies_work: bool,
    status: int = 200,
) -> HttpResponse:
    notice = notice_here(request, story, now)
    standing = standing_of(reader_of(request), now)
    context = _who(request, cookies_work, standing, now) | {
        "story": story.card(),
        "notice": notice,
        "case": case_for(request, story, now, notice, cookies_work=cookies_work),
        "form": form,
    }
    return render(request, "office/help_reading.html", context, status=status)


@never_cache
@require_safe
def help_sent(request: HttpRequest, code: str) -> HttpResponse:
    """Says of a case only its code, which the address has anyway."""
    written = SupportCase.objects.written().select_related("story")
    case = get_object_or_404(written, code=code)
    context = {"code": case.code, "story_url": path_of(case.story)}
    return render(request, "office/help_sent.html", context)


def _who(
    request: HttpRequest, cookies_work: bool, standing: Standing, now: datetime
) -> dict[str, Any]:
    reader = reader_of(request)
    lines = standing_in_words(standing, now) if reader else []
    return {"reader": reader, "cookies_work": cookies_work, "lines": lines}


def _too_many(until: datetime) -> str:
    return _("Too many messages came from here in a short time. Send this one at %(hour)s.") % {
        "hour": format_time(until)
    }


def _ask_to_keep_one(request: HttpRequest) -> HttpResponse:
    response = redirect(f"{request.path}?checked=1")
    response.set_cookie(
        COOKIE_CHECK, "1", max_age=600, secure=settings.SECURE, httponly=True, samesite="Lax"
    )
    return response


def _cookies_work(request: HttpRequest) -> bool | None:
    """True or False once known; None when this browser has not been asked to keep one yet."""
    if request.COOKIES:
        return True
    return False if "checked" in request.GET else None
