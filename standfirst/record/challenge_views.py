"""The pages to challenge a statement on. They are never shared: there is a form, and words some may not read."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.membership.format import format_time
from standfirst.membership.rows import standing_of
from standfirst.readers.here import reader_of
from standfirst.readers.limits import write_refused_until
from standfirst.readers.pending import pending_since
from standfirst.record import challenging
from standfirst.record.challenge_form import ChallengeForm
from standfirst.record.models import Statement
from standfirst.record.moments import when_words
from standfirst.record.reading import Sight, for_reading


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def challenge(request: HttpRequest, uid: UUID) -> HttpResponse:
    """For anyone, signed in or not: whoever is misquoted need be no reader."""
    now, reader = timezone.now(), reader_of(request)
    row = _statement(uid, now)
    if request.method != "POST":
        return _page(request, row, ChallengeForm(reader=reader), now)
    form = ChallengeForm(request.POST, reader=reader)
    if not form.is_valid():
        return _page(request, row, form, now, status=422)
    if until := write_refused_until(request, form.typed["email"], now):
        form.add_error(None, _too_many(until))
        return _page(request, row, form, now, status=429)
    challenging.challenge(row, form.typed, reader, now)
    return redirect("record_challenge_sent", uid)


@never_cache
@require_safe
def challenge_sent(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Says nothing of who challenged: the address is the statement's."""
    now = timezone.now()
    context = _of(request, _statement(uid, now), now)
    return render(request, "record/challenge_sent.html", context)


def _statement(uid: UUID, now: datetime) -> Statement:
    return get_object_or_404(for_reading(Statement.objects.published(now)), uid=uid)


def _page(
    request: HttpRequest, row: Statement, form: ChallengeForm, now: datetime, status: int = 200
) -> HttpResponse:
    context = {"form": form, **_of(request, row, now)}
    return render(request, "record/challenge.html", context, status=status)


def _of(request: HttpRequest, row: Statement, now: datetime) -> dict[str, object]:
    """The statement as far as this browser may read it."""
    standing = standing_of(reader_of(request), now, pending_since=pending_since(request, now))
    said = Sight(standing, now).said(row)
    return {"said": said, "day": when_words(said)}


def _too_many(until: datetime) -> str:
    return _("Too many messages came from here in a short time. Send this one at %(hour)s.") % {
        "hour": format_time(until)
    }
