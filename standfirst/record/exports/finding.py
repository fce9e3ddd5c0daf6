"""The statements, parties, people and storylines that readers may know of: those with a statement that is out."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from standfirst.record.exports.asking import Asked, Refused
from standfirst.record.models import Party, Person, Statement
from standfirst.record.models.statement import StatementQuerySet
from standfirst.record.reading import Sight

Row = TypeVar("Row", bound=Model)


def asked_for(asked: Asked, sight: Sight, now: datetime) -> StatementQuerySet:
    """By stance only those that `sight` may read: an outsider must not find out what they say by asking."""
    found = Statement.objects.published(now)
    if asked.party:
        found = found.of_party(_named(parties(now), "party", asked.party))
    if asked.person:
        found = found.filter(person=_named(people(now), "person", asked.person))
    if asked.storyline:
        found = found.filter(storyline=_named(storylines(now), "storyline", asked.storyline))
    if asked.stance:
        found = found.filter(sight.readable, stance=asked.stance)
    if asked.since:
        found = found.filter(said_at__gte=asked.since)
    if asked.ends:
        found = found.filter(said_at__lt=asked.ends)
    return found


def parties(now: datetime) -> QuerySet[Party]:
    """With a statement of theirs, of their side, or of a part of them."""
    out = Statement.objects.published(now)
    said = (Exists(out.filter(**{name: OuterRef("pk")})) for name in ("party", "side"))
    part = Exists(out.filter(party__parent=OuterRef("pk")))
    return Party.objects.filter(_any(*said, part))


def people(now: datetime) -> QuerySet[Person]:
    out = Statement.objects.published(now)
    return Person.objects.filter(Exists(out.filter(person=OuterRef("pk"))))


def storylines(now: datetime) -> QuerySet[Page]:
    out = Statement.objects.published(now)
    live: QuerySet[Page] = Page.objects.live()
    return live.filter(Exists(out.filter(storyline=OuterRef("pk"))))


def _any(*those: Exists) -> Q:
    found = Q()
    for it in those:
        found |= Q(it)
    return found


def _named(rows: QuerySet[Row], field: str, slug: str) -> Row:
    found = rows.filter(slug=slug).first()
    if found is None:
        raise Refused(field, _("There is none of this name in the record."))
    return found
