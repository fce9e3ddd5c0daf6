"""Who said what on a storyline, newest first; who takes part, and who had not commented."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from standfirst.record import on_record
from standfirst.record.models import Statement
from standfirst.record.paging import AFTER, BEFORE, Cursor, keys_of, part_of
from standfirst.record.reading import page_link
from standfirst.record.taking_part import TakingPart
from standfirst.record.views.looking import Looking, record_page


@record_page
def storyline(at: Looking, slug: str) -> HttpResponse:
    page = get_object_or_404(on_record.storylines(at.now), slug=slug)
    on = Statement.objects.published(at.now).filter(storyline=page)
    cursor = Cursor.asked(at.request.GET)
    part = part_of(keys_of(on), cursor)
    if not part.rows:
        raise Http404
    taking_part = TakingPart(on, at.sight)
    context = {
        "storyline": page_link(page),
        "slug": page.slug,
        "parts": taking_part.parts(),
        "others": taking_part.others,
        "not_commented": [] if cursor else at.sight.all_said(taking_part.had_not_commented()),
        "statements": at.sight.all_said(part.rows),
        "part": part,
    }
    return at.answer("record/storyline.html", context, BEFORE, AFTER)
