"""Who said what on a storyline, newest first; who takes part, and who had not commented."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from standfirst.record import on_record
from standfirst.record.models import Statement
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
    taking_part = TakingPart(on, at.sight)
    silent = [] if cursor else taking_part.had_not_commented()
    context = {
        "storyline": page_link(page),
        "slug": page.slug,
        "parts": taking_part.parts(),
        "others": taking_part.others,
        "not_commented": at.sight.all_said(silent[:SILENT]),
        "more_not_commented": len(silent) > SILENT,
        "statements": said,
        "part": part,
        "plot": None if cursor else plot_of(page, at.sight, at.now),
        **told(said, feeds_of("storyline", page.slug, page.title)),
    }
    return at.answer("record/storyline.html", context, BEFORE, AFTER)
