"""Support cases as staff see them: who waits, what was told to whom and why, and the answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from standfirst.office.conversation import answer
from standfirst.office.explained import in_words
from standfirst.office.models import CaseState, SupportCase, SupportMessage
from standfirst.office.models.case import SupportCaseQuerySet
from standfirst.office.reader_page import explained_now
from standfirst.office.rights import ANSWER, SEE
from standfirst.office.support_forms import AnswerForm
from standfirst.publication.admin_head import head
from standfirst.readers.here import staff_with

CASES = 50  # on a page
STATES = (CaseState.OPEN, CaseState.ANSWERED, CaseState.CLOSED)


@never_cache
@require_safe
def support(request: HttpRequest) -> HttpResponse:
    """The inbox: one state at a time; those who wait first, and of those the longest wait."""
    staff_with(request, SEE)
    asked = request.GET.get("state", "")
    state = CaseState(asked) if asked in STATES else CaseState.OPEN
    cases = with_last_words(SupportCase.objects.filter(state=state))
    order = ("moved_at", "pk") if state == CaseState.OPEN else ("-moved_at", "-pk")
    page = Paginator(cases.order_by(*order), CASES).get_page(request.GET.get("page"))
    context = {"cases": page, "state": state, "states": STATES, **head(_("Support"), icon="help")}
    return render(request, "office/support.html", context)


def with_last_words(cases: SupportCaseQuerySet) -> SupportCaseQuerySet:
    """For lists: each with its story, its reader, and the last that was written, as `last_words`."""
    last = SupportMessage.objects.filter(case=OuterRef("pk")).order_by("-at", "-pk")
    return cases.select_related("reader", "story").annotate(
        last_words=Subquery(last.values("text")[:1])
    )


@never_cache
@require_http_methods(["GET", "POST"])
def support_case(request: HttpRequest, pk: int) -> HttpResponse:
    """What the reader was told and is told now; what was written; and a box for the answer."""
    staff = staff_with(request, ANSWER if request.method == "POST" else SEE)
    now, cases = timezone.now(), SupportCase.objects.select_related("reader", "story")
    case = get_object_or_404(cases, pk=pk)
    form = AnswerForm(request.POST or None)
    if not case.answer_to:
        if form.is_bound:
            form.add_error(None, _("Nobody gave an address for an answer to this case."))
    elif form.is_valid():
        answer(case, form.cleaned_data["text"], staff, now)
        messages.success(request, _("The answer goes out by mail now."))
        return redirect("support_case", case.pk)
    context = {
        "case": case,
        "thread": case.messages.select_related("by"),
        "then": in_words(case.explanation, case.opened_at),
        "now": explained_now(case.reader, case.story, now),
        "form": form,
        "may_answer": staff.has_perm(ANSWER) and bool(case.answer_to),
        **head(case.code, (reverse("support"), _("Support")), icon="help"),
    }
    return render(request, "office/support_case.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def close_case(request: HttpRequest, pk: int) -> HttpResponse:
    staff_with(request, ANSWER)
    get_object_or_404(SupportCase, pk=pk).close(timezone.now())
    messages.success(request, _("The case is closed."))
    return redirect("support_case", pk)


@never_cache
@require_POST
def reopen_case(request: HttpRequest, pk: int) -> HttpResponse:
    staff_with(request, ANSWER)
    get_object_or_404(SupportCase, pk=pk).reopen(timezone.now())
    messages.success(request, _("The case waits for an answer again."))
    return redirect("support_case", pk)
