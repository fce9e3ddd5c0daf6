"""What a party, or a person, is on record with."""

from collections.abc import Collection

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from standfirst.record import on_record
from standfirst.record.models import Party, Person, Statement
from standfirst.record.paging import AFTER, BEFORE, Cursor, Keys, keys_of, part_of
from standfirst.record.reading import Linked
from standfirst.record.search.asking import Question
from standfirst.record.search.entries import found
from standfirst.record.views.looking import Looking, record_page


@record_page
def party(at: Looking, slug: str) -> HttpResponse:
    """Its own statements and those of its parts."""
    here = get_object_or_404(Party.objects.select_related("parent"), slug=slug)
    below = list(on_record.below(here))
    spoke = set(
        on_record.parties(at.now)
        .filter(pk__in=[it.pk for it in below])
        .values_list("pk", flat=True)
    )
    context = {
        "party": here,
        "kind": here.get_kind_display(),
        "parent": Linked(here.parent.name, here.parent.url) if here.parent else None,
        "parts": [Linked(it.name, it.url) for it in below if it.pk in spoke],
        "held": on_record.held_in(here, at.now),
    }
    return _list(at, "record/party.html", context, _said_by(at, [here.pk, *spoke]))


@record_page
def person(at: Looking, slug: str) -> HttpResponse:
    here = get_object_or_404(Person, slug=slug)
    context = {"person": here, "held": on_record.held_by(here, at.now)}
    keys = keys_of(Statement.objects.published(at.now).filter(person=here))
    return _list(at, "record/person.html", context, keys)


def _list(at: Looking, template: str, context: dict[str, object], keys: Keys) -> HttpResponse:
    part = part_of(keys, Cursor.asked(at.request.GET))
    if not part.rows:
        raise Http404
    context |= {"statements": at.sight.all_said(part.rows), "part": part}
    return at.answer(template, context, BEFORE, AFTER)


def _said_by(at: Looking, parties: Collection[int]) -> Keys:
    return found(Question(parties=parties), at.now)
