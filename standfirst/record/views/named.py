"""What a party, or a person, is on record with."""

from collections.abc import Collection

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from standfirst.record import on_record
from standfirst.record.models import Party, Person, Statement
from standfirst.record.paging import AFTER, BEFORE, Cursor, Keys, keys_of, part_of
from standfirst.record.reading import Linked
from standfirst.record.search.asking import Question
from standfirst.record.search.entries import any_stale, found
from standfirst.record.views.looking import Looking, record_page
from standfirst.record.views.machines import FeedLink, feeds_of, told


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
    keys = _said_by(at, [here.pk, *spoke])
    feeds = feeds_of("party", here.slug, here.name)
    return _list(at, "record/party.html", context, keys, feeds)


@record_page
def person(at: Looking, slug: str) -> HttpResponse:
    here = get_object_or_404(Person, slug=slug)
    context = {"person": here, "held": on_record.held_by(here, at.now)}
    keys = keys_of(Statement.objects.published(at.now).filter(person=here))
    feeds = feeds_of("person", here.slug, here.name)
    return _list(at, "record/person.html", context, keys, feeds)


def _list(
    at: Looking,
    template: str,
    context: dict[str, object],
    keys: Keys,
    feeds: tuple[FeedLink, ...],
) -> HttpResponse:
    part = part_of(keys, Cursor.asked(at.request.GET))
    if not part.rows:
        raise Http404
    said = at.sight.all_said(part.rows)
    context |= {"statements": said, "part": part, **told(said, feeds)}
    return at.answer(template, context, BEFORE, AFTER)


def _said_by(at: Looking, parties: Collection[int]) -> Keys:
    if any_stale(parties):
        theirs = Q(party__in=parties) | Q(side__in=parties)
        return keys_of(Statement.objects.published(at.now).filter(theirs))
    return found(Question(parties=parties), at.now)
