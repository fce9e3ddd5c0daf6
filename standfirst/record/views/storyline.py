"""Who said what on a storyline, newest first; who takes part, and who had not commented."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from standfirst.record import on_record
from standfirst.record.models import Statement
from standfirst.record.models.statement import StatementQuerySet
from standfirst.record.paging import AFTER, BEFORE, Cursor, keys_of, part_of
from standfirst.record.reading import page_link
from standfirst.record.taking_part import SILENT, TakingPart
from standfirst.record.timeline.plot import plot_of
from standfirst.record.views.looking import Looking, record_page
from standfirst.record.views.machines import feeds_of, told


@record_page
def storyline(at: Looking, slug: str) -> HttpResponse:
    page = get_object_or_404(on_record.storylines(at.now), slug=slug)
    on = Statement.objects.published(at.now).filter(storyline=page)
    cursor = Cursor.asked(at.request.GET)
    part = part_of(keys_of(on), cursor)
    if not part.rows:
        raise Http404
    said = at.sight.all_said(part.rows)
    context = {
        "storyline": page_link(page),
        "slug": page.slug,
        "statements": said,
        "part": part,
        **({} if cursor else _on_top(at, page, on)),
        **told(said, feeds_of("storyline", page.slug, page.title)),
    }
    return at.answer("record/storyline.html", context, BEFORE, AFTER)


def _on_top(at: Looking, page: Page, on: StatementQuerySet) -> dict[str, Any]:
    """What the first page alone shows: it is worked out from all statements, however many there are."""
    taking_part = TakingPart(on, at.sight)
    silent = taking_part.had_not_commented()
    return {
        "parts": taking_part.parts(),
        "others": taking_part.others,
        "not_commented": at.sight.all_said(silent[:SILENT]),
        "more_not_commented": len(silent) > SILENT,
        "plot": plot_of(page, at.sight, at.now),
    }
