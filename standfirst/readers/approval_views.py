"""The two sides of an approval: the browser that asks and waits, and the device that answers."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.readers import by_device
from standfirst.readers.approvals import Approval, ApprovalState
from standfirst.readers.forms import row_number
from standfirst.readers.here import reader_of, signed_in
from standfirst.readers.pending import Pending
from standfirst.readers.places import place_of, with_place

CODE_PAGE = "account_confirm_login_code"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_approval(request: HttpRequest) -> HttpResponse:
    place, now, pending = place_of(request), timezone.now(), Pending.of(request)
    if request.method != "POST" or pending is None or not by_device.may_ask(pending, now):
        return redirect(with_place(CODE_PAGE, place))
    by_device.ask(request, pending, now)
    return redirect(with_place("approval", place))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest) -> HttpResponse:
    """Where the browser that asked waits; once approved, its button logs in."""
    pending, now = Pending.of(request), timezone.now()
    place = place_of(request) or (pending.place if pending else "")
    if reader_of(request):
        return redirect(place or "/")
    asked = by_device.asked_here(pending)
    if pending is None or asked is None:
        return redirect(with_place(CODE_PAGE, place))
    if request.method == "POST":
        if asked.use(now):
            return by_device.arrive(request, pending, asked, place)
        # A second click while the first one logs in, or too late: look again.
        return redirect(with_place("approval", place))
    context = {
        "pending": pending,
        "approval": asked,
        "state": asked.state(now),
        "place": place,
        "answer_at": f"{settings.ADDRESS}{reverse('approve')}",
        "code_url": with_place(CODE_PAGE, place),
        "log_in_url": with_place("account_login", place),
    }
    return render(request, "readers/approval.html", context)


@never_cache
@require_safe
def approval_state(request: HttpRequest) -> HttpResponse:
    """For the waiting page's script, which loads the page again once this changes."""
    asked = by_device.asked_here(Pending.of(request))
    state = asked.state(timezone.now()) if asked else ApprovalState.OVER
    return JsonResponse({"state": state})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest) -> HttpResponse:
    """What asks to be logged in as this reader, and the answer. A log-in of long ago is enough: see decision 017."""
    reader, now = signed_in(request), timezone.now()
    if request.method == "POST":
        return _answer(request)
    context = {
        "reader": reader,
        "waiting": Approval.objects.waiting_for(reader, now),
        "answered": request.GET.get("answered", ""),
    }
    return render(request, "readers/approve.html", context)


def _answer(request: HttpRequest) -> HttpResponse:
    reader, now = signed_in(request), timezone.now()
    which, answer = request.POST.get("approval", ""), request.POST.get("answer", "")
    if answer not in {"approve", "refuse"}:
        raise BadRequest
    waiting = Approval.objects.waiting_for(reader, now).filter(pk=row_number(which)).first()
    if answer == "approve":
        done = "approved" if waiting and waiting.approve(reader, now) else "late"
    else:
        done = "refused" if waiting and waiting.refuse(reader, now) else "late"
    return redirect(f"{reverse('approve')}?answered={done}")
