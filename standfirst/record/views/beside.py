"""Two parties on one storyline, side by side, day by day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from wagtail.models import Page

from standfirst.record import on_record
from standfirst.record.forms import BesideForm
from standfirst.record.merging import now_at
from standfirst.record.models import Party, Statement
from standfirst.record.moments import said_on
from standfirst.record.paging import AFTER, BEFORE, Cursor, keys_of, part_of
from standfirst.record.reading import Said, page_link
from standfirst.record.views.looking import Looking, record_page


@dataclass(frozen=True)
class Day:
    """What each of the two said on it, newest first. `when`: a `<time>` element; a month where no day is known."""

    when: SafeString
    one: tuple[Said, ...]
    other: tuple[Said, ...]


@record_page
def beside(at: Looking, slug: str) -> HttpResponse:
    page = get_object_or_404(on_record.storylines(at.now), slug=slug)
    parties = {it.slug: it for it in on_record.parties_on(page, at.now)}
    asked = _as_they_are_now(at.request.GET, parties)
    form = BesideForm(asked, parties.values())
    context = {"storyline": page_link(page), "slug": page.slug, "form": form}
    if not form.is_valid():
        return render(at.request, "record/beside.html", context, status=400)
    if form.asked:
        two = [parties[form.cleaned_data[name]] for name in ("one", "other")]
        context |= {"two": two, "kept": form.kept, **_days(at, page, two)}
    return at.answer("record/beside.html", context, "one", "other", BEFORE, AFTER)


def _as_they_are_now(asked: QueryDict, parties: Collection[str]) -> QueryDict:
    """Of two that became one, the address that is gone leads to the one that stayed."""
    now = asked.copy()
    for name in ("one", "other"):
        slug = asked.get(name, "")
        if slug and slug not in parties and (stayed := now_at(Party.objects.all(), slug)):
            now[name] = stayed.slug
    return now


def _days(at: Looking, page: Page, two: Sequence[Party]) -> dict[str, Any]:
    one, other = ({it.pk, *on_record.below_pks(it)} for it in two)
    of_either = _of(one | other)
    on = Statement.objects.published(at.now).filter(of_either, storyline=page)
    cursor = Cursor.asked(at.request.GET)
    part = part_of(keys_of(on), cursor)
    if cursor and not part.rows:
        raise Http404
    of_one = {it.pk for it in part.rows if {it.party_id, it.side_id} & one}
    of_other = {it.pk for it in part.rows if {it.party_id, it.side_id} & other}
    every = at.sight.all_said(part.rows)
    days = [
        Day(
            when,
            tuple(it for it in those if it.pk in of_one),
            tuple(it for it in those if it.pk in of_other),
        )
        for when, group in groupby(every, said_on)
        if (those := list(group))
    ]
    return {"days": days, "part": part}


def _of(parties: Collection[int]) -> Q:
    return Q(party__in=parties) | Q(side__in=parties)
