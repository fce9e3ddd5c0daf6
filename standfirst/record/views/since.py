"""What changed on a storyline between two days: who spoke first then, what was said, and what was put right."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from standfirst.record import on_record
from standfirst.record.correcting import told_of
from standfirst.record.forms import FROM, TO, DaysForm
from standfirst.record.models import Statement, StatementCorrection
from standfirst.record.models.statement import StatementQuerySet
from standfirst.record.paging import AFTER, BEFORE, Cursor, keys_of, part_of
from standfirst.record.reading import page_link
from standfirst.record.taking_part import TakingPart
from standfirst.record.views.looking import Looking, record_page

CORRECTIONS = 50  # the newest, that a page shows


@record_page
def since(at: Looking, slug: str) -> HttpResponse:
    page = get_object_or_404(on_record.storylines(at.now), slug=slug)
    form = DaysForm(at.request.GET)
    context = {"storyline": page_link(page), "slug": page.slug, "form": form}
    if not form.is_valid():
        return render(at.request, "record/since.html", context, status=400)
    if form.starts:
        on = Statement.objects.published(at.now).filter(storyline=page)
        context |= _changed(at, on, form)
    return at.answer("record/since.html", context, FROM, TO, BEFORE, AFTER)


def _changed(at: Looking, on: StatementQuerySet, form: DaysForm) -> dict[str, Any]:
    ends = form.ends or at.now
    then = on.between(form.starts, ends)
    cursor = Cursor.asked(at.request.GET)
    part = part_of(keys_of(then), cursor)
    if cursor and not part.rows:
        raise Http404
    corrections = StatementCorrection.objects.filter(
        statement__in=on.filter(at.sight.readable), at__gte=form.starts, at__lt=ends
    )
    parts = TakingPart(on.between(None, ends), at.sight)
    return {
        "asked": True,
        "first_heard": parts.parts(form.starts),
        "corrections": told_of(corrections.select_related("statement")[:CORRECTIONS]),
        "statements": at.sight.all_said(part.rows),
        "part": part,
        "kept": form.kept,
    }
