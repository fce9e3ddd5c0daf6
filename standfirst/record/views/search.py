"""Search of the record; without a question, its newest statements."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from standfirst.readers.places import own_path, with_place
from standfirst.record import on_record
from standfirst.record.models import Statement
from standfirst.record.paging import AFTER, BEFORE, Cursor, Part, keys_of, part_of
from standfirst.record.search.asking import Question
from standfirst.record.search.entries import found
from standfirst.record.search.form import LONGEST, RecordForm
from standfirst.record.views.looking import Looking, record_page

TEMPLATE = "record/search.html"


@record_page
def record(at: Looking) -> HttpResponse:
    """A question is echoed, so that its answer is never shared. What those signed out find is the same for all."""
    form = RecordForm(at.request.GET, at.now)
    context: dict[str, Any] = {"form": form}
    if not form.is_valid():
        context["query"] = str(form["q"].value() or "")[:LONGEST]
        return _unshared(at, context, status=400)
    cursor = Cursor.asked(at.request.GET)
    part = _part(at, form, cursor)
    if cursor and not part.rows:
        raise Http404
    context |= {
        "query": form.cleaned_data["q"],
        "asked": form.asked,
        "statements": at.sight.all_said(part.rows),
        "part": part,
        "kept": form.kept,
        "terms": [word.folded for word in form.words],
        "counted": part.whole and len(part.rows),
    }
    if form.asked:
        return _unshared(at, context)
    return at.answer(TEMPLATE, context, *form.fields, BEFORE, AFTER)


def _part(at: Looking, form: RecordForm, cursor: Cursor | None) -> Part:
    asked = form.cleaned_data
    if asked["q"] and not form.words:
        return part_of(keys_of(Statement.objects.none()), cursor)
    party, person, storyline = (asked[name] for name in ("party", "person", "storyline"))
    question = Question(
        terms=tuple(word.folded for word in form.words),
        person=person.pk if person else None,
        parties=[party.pk, *on_record.below_pks(party)] if party else (),
        storyline=storyline.pk if storyline else None,
        stance=asked["stance"],
        starts=form.starts,
        ends=form.ends,
        opened=at.sight.opened if form.words or asked["stance"] else (),
    )
    return part_of(found(question, at.now), cursor)


def _unshared(at: Looking, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Logged in, one is back at the question."""
    here = own_path(at.request.get_full_path())
    context["log_in_url"] = with_place("account_login", here)
    response = render(at.request, TEMPLATE, context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
