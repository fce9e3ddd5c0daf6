"""Staff's page of a reader: who it is, what they may read and why, what happened, and what staff may do about it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from standfirst.gate.explain import plain
from standfirst.gate.notices import Place, notice_for
from standfirst.gate.rules import decide
from standfirst.membership.models import Plan
from standfirst.membership.rows import facts_of, standing_of
from standfirst.office.act_form import ActForm
from standfirst.office.acts import ACTS
from standfirst.office.explain import explain
from standfirst.office.explained import Explained, Row, in_words, row_in_words
from standfirst.office.finding import Found, find, story_at
from standfirst.office.models import SupportCase
from standfirst.office.payment_acts import NotDone
from standfirst.office.payments import accounts_of
from standfirst.office.rights import SEE, may_act
from standfirst.office.timeline import timeline
from standfirst.office.words import standing_in_words
from standfirst.publication.admin_head import head
from standfirst.readers.devices import Device
from standfirst.readers.here import staff_with
from standfirst.readers.models import LastPublisher, Reader
from standfirst.stories.models import StoryPage
from standfirst.stories.moving import path_of

SOME = 50  # of each list, newest first
STORIES = 30  # offered by headline; any other by its address


@never_cache
@require_http_methods(["GET", "POST"])
def find_reader(request: HttpRequest) -> HttpResponse:
    """What is typed is posted: addresses and names stand in no address, so in no log and no history."""
    staff_with(request, SEE)
    typed = request.POST.get("find", "").strip()[:254].replace("\0", "")
    found = find(typed) if typed else Found()
    if found.case:
        return redirect("support_case", found.case.pk)
    if found.only:
        return redirect("reader", found.only.pk)
    context = {"typed": typed, "found": found, **head(_("Readers"))}
    return render(request, "office/find_reader.html", context)


@never_cache
@require_safe
def reader_page(request: HttpRequest, pk: int) -> HttpResponse:
    staff = staff_with(request, SEE)
    return _page(request, staff, get_object_or_404(Reader, pk=pk), timezone.now())


@never_cache
@require_POST
def act_on_reader(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One act of ACTS. What cannot be done is said in its form, with all that was typed."""
    staff, now = staff_with(request, SEE), timezone.now()
    reader = get_object_or_404(Reader, pk=pk)
    if name not in ACTS:
        raise Http404
    kind = ACTS[name]
    if not may_act(staff, kind.right, reader):
        raise PermissionDenied
    form = kind(request.POST, reader=reader, now=now)
    if form.is_valid():
        if not form.possible:
            raise Http404
        try:
            what = form.act(staff)
        except LastPublisher:
            form.add_error(
                None, _("This is the only publisher. Make somebody else a publisher first.")
            )
        except NotDone as why:
            form.add_error(None, str(why))
        else:
            said = _("Done. %(title)s: %(what)s") if what else _("Done. %(title)s.")
            messages.success(request, said % {"title": kind.title, "what": what})
            return redirect("reader", reader.pk)
    return _page(request, staff, reader, now, form)


def _page(
    request: HttpRequest, staff: Reader, reader: Reader, now: datetime, form: ActForm | None = None
) -> HttpResponse:
    typed = request.GET.get("story", "")[:2000]
    story = story_at(typed) if typed else None
    names = dict(Plan.objects.values_list("slug", "name"))
    context = {
        "reader": reader,
        "role": reader.role,
        "addresses": reader.addresses.all(),
        "lines": standing_in_words(standing_of(reader, now), now),
        "rows": _rows(reader, names, now),
        "accounts": accounts_of(reader, now),
        "happened": timeline(reader, names, now, request.GET.get("events")),
        "devices": Device.objects.of(reader)[:SOME],
        "cases": SupportCase.objects.of(reader).select_related("story")[:SOME],
        "forms": _forms(staff, reader, now, form),
        "stories": [(path_of(it), it.title) for it in _latest(now)],
        "typed": typed,
        "story": story,
        "explained": explained_now(reader, story, now) if story else None,
        **head(str(reader), (reverse("readers"), _("Readers"))),
    }
    status = 422 if form else 200
    return render(request, "office/reader.html", context, status=status)


def explained_now(reader: Reader | None, story: StoryPage, now: datetime) -> Explained:
    """As the gate decides at this moment, with the words the reader finds on the story's page."""
    decision = decide(story.access, standing_of(reader, now), now)
    place = Place(url=path_of(story), anchor="", story_id=story.pk)
    notice = notice_for(decision, story.access, place, now=now)
    return in_words(explain(reader, story, now) | {"said": notice.line if notice else ""}, now)


def _rows(reader: Reader, names: Mapping[str, str], now: datetime) -> list[Row]:
    memberships, grants = facts_of(reader)
    return [row_in_words(plain(it), names, now) for it in (*memberships, *grants)]


def _forms(staff: Reader, reader: Reader, now: datetime, sent: ActForm | None) -> list[ActForm]:
    """Of what this member of staff may do here and now; in the place of one that was refused, that one."""
    fresh = [
        kind(reader=reader, now=now) for kind in ACTS.values() if may_act(staff, kind.right, reader)
    ]
    return [
        sent if sent and sent.name == it.name else it
        for it in fresh
        if it.possible or (sent and sent.name == it.name)
    ]


def _latest(now: datetime) -> Any:
    return StoryPage.objects.published(now).defer("sections")[:STORIES]
