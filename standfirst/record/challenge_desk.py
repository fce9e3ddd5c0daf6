"""Challenges as staff see them: which wait; of each who, when, their words, our evidence, the outcome."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.log_actions import registry

from standfirst.publication.admin_head import head
from standfirst.readers.here import staff_with
from standfirst.record import challenging
from standfirst.record.challenge_acts import FORMS, Act
from standfirst.record.models import Challenge
from standfirst.record.models.challenge import Outcome
from standfirst.record.moments import when_words
from standfirst.record.reading import said_by
from standfirst.record.rights import KEEP

ICON = "warning"
A_PAGE = 50
_RELATED = tuple(
    f"statement{rest}"
    for rest in ("", "__story", "__storyline", "__person", "__party", "__side", "__source")
)


@never_cache
@require_safe
def challenges(request: HttpRequest) -> HttpResponse:
    """One outcome at a time; those that are open first, and of those the longest wait."""
    staff_with(request, KEEP)
    asked = request.GET.get("outcome", "")
    outcome = Outcome(asked) if asked in Outcome.values else Outcome.OPEN
    order = ("at", "pk") if outcome is Outcome.OPEN else ("-settled_at", "-pk")
    rows = Challenge.objects.filter(outcome=outcome).select_related(*_RELATED).order_by(*order)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [(it, said_by(it.statement, open_=True)) for it in page],
        "page": page,
        "outcome": outcome,
        "outcomes": list(Outcome),
        **head(_("Challenges"), icon=ICON),
    }
    return render(request, "record/staff/challenges.html", context)


@never_cache
@require_safe
def challenge_case(request: HttpRequest, pk: int) -> HttpResponse:
    staff_with(request, KEEP)
    return _page(request, _found(pk))


@never_cache
@require_POST
def act_on_challenge(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One act. What cannot be done is said in its form, with all that was typed."""
    staff = staff_with(request, KEEP)
    made = _found(pk)
    if name == "hold-back":
        challenging.hold_back(made, staff)
        done = _("The statement is held back: no reader finds it any more.")
    elif name == "release":
        challenging.release(made, staff)
        done = _("Readers find the statement again.")
    elif name in FORMS:
        form = FORMS[name](request.POST, made=made)
        if not form.is_valid():
            return _page(request, _found(pk), form)
        done = form.act(staff)
    else:
        raise Http404
    messages.success(request, done)
    return redirect("record_challenge_case", pk)


def _found(pk: int) -> Challenge:
    return get_object_or_404(Challenge.objects.select_related(*_RELATED, "answered_in"), pk=pk)


def _page(request: HttpRequest, made: Challenge, refused: Act | None = None) -> HttpResponse:
    said = said_by(made.statement, open_=True)
    forms = {name: kind(made=made) for name, kind in FORMS.items()}
    if refused:
        forms[refused.name] = refused
    context: dict[str, Any] = {
        "made": made,
        "said": said,
        "day": when_words(said),
        "out": made.statement.shown and made.statement.published_at <= timezone.now(),
        "evidence": made.statement.evidence.select_related("source").order_by("-checked_at"),
        "others": made.statement.challenges.exclude(pk=made.pk),
        "acts": registry.get_logs_for_instance(made).select_related("user"),
        **forms,
        **head(said.speaker, (reverse("record_challenges"), _("Challenges")), icon=ICON),
    }
    return render(request, "record/staff/challenge.html", context, status=422 if refused else 200)
