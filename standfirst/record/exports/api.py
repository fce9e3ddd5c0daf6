"""The read API: docs/record-api.md says what it answers."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from standfirst.membership.standing import Standing
from standfirst.publication.addresses import whole
from standfirst.record import on_record
from standfirst.record.exports.answering import as_json, for_machines
from standfirst.record.exports.asking import Limits, read
from standfirst.record.exports.finding import newest_asked
from standfirst.record.exports.paging import by_slug, next_address, point_on
from standfirst.record.exports.register import party_said, person_said, storyline_said, with_posts
from standfirst.record.exports.values import as_json as values_of
from standfirst.record.merging import now_at
from standfirst.record.models import Party, Person, Statement
from standfirst.record.models.register import Named
from standfirst.record.reading import for_reading
from standfirst.record.views.looking import looking

FIELDS = ("q", "party", "person", "storyline", "stance", "since", "until")
LIMITS = Limits(usual=50, most=200)
EVERYONE = Standing()  # what is known of the register
LISTS = ("statements", "parties", "people", "storylines")

Row = TypeVar("Row", Party, Person, Page)


@for_machines
def record_api(request: HttpRequest) -> HttpResponseBase:
    read(dict(request.GET.lists()), (), LIMITS)
    said = {name: whole(reverse(f"record_api_{name}")) for name in LISTS}
    files = {name: whole(reverse(f"record_{name}")) for name in ("csv", "jsonl")}
    return _one(said | files)


@for_machines
def api_statements(request: HttpRequest) -> HttpResponseBase:
    """Newest first, by when they were said."""
    asked = read(dict(request.GET.lists()), FIELDS, LIMITS)
    at = looking(request)
    part = newest_asked(asked, at.sight, at.now)
    said = {"statements": [values_of(it) for it in at.sight.all_said(part.rows)]}
    return _part(request, said, part.older.partition("=")[2], at.standing)


@for_machines
def api_statement(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    at = looking(request)
    row = get_object_or_404(for_reading(Statement.objects.published(at.now)), uid=uid)
    (said,) = at.sight.all_said([row])
    return as_json(values_of(said), at.standing)


@for_machines
def api_parties(request: HttpRequest) -> HttpResponseBase:
    rows = on_record.parties(timezone.now()).select_related("parent")
    return _listed(request, "parties", rows, party_said)


@for_machines
def api_party(request: HttpRequest, slug: str) -> HttpResponseBase:
    """On record itself or by one of its parts, as its page is."""
    party = on_record.party_called(slug, timezone.now())
    if party and party.slug == slug:
        return _one(party_said(party))
    kept = now_at(Party.objects.all(), slug)
    return _moved("record_api_party", kept if kept == party else None)


@for_machines
def api_people(request: HttpRequest) -> HttpResponseBase:
    return _listed(request, "people", _people(), person_said)


@for_machines
def api_person(request: HttpRequest, slug: str) -> HttpResponseBase:
    if person := _people().filter(slug=slug).first():
        return _one(person_said(person))
    return _moved("record_api_person", now_at(_people(), slug))


@for_machines
def api_storylines(request: HttpRequest) -> HttpResponseBase:
    return _listed(request, "storylines", on_record.storylines(timezone.now()), storyline_said)


@for_machines
def api_storyline(request: HttpRequest, slug: str) -> HttpResponseBase:
    rows = on_record.storylines(timezone.now())
    return _one(storyline_said(get_object_or_404(rows, slug=slug)))


@for_machines
def api_nothing(request: HttpRequest, path: str) -> HttpResponseBase:
    raise Http404


def _moved(route: str, kept: Named | None) -> HttpResponseBase:
    """`kept`: to which a merge left the address."""
    if kept is None:
        raise Http404
    return HttpResponsePermanentRedirect(reverse(route, args=[kept.slug]))


def _people() -> QuerySet[Person]:
    return with_posts(on_record.people(timezone.now()))


def _listed(
    request: HttpRequest, name: str, rows: QuerySet[Row], said: Callable[[Row], dict[str, Any]]
) -> HttpResponseBase:
    """By address, in the order of the alphabet."""
    asked = read(dict(request.GET.lists()), (), LIMITS)
    found, after = by_slug(rows, asked.after, asked.limit)
    return _part(request, {name: [said(row) for row in found]}, after, EVERYONE)


def _one(said: Mapping[str, Any]) -> HttpResponseBase:
    return as_json(said, EVERYONE)


def _part(
    request: HttpRequest, said: Mapping[str, Any], after: str, standing: Standing
) -> HttpResponseBase:
    response = as_json({**said, "next": next_address(request, after)}, standing)
    point_on(response, request, after)
    return response
