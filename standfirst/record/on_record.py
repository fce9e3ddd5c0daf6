"""Who is on the public record: those of whom a statement is out. Nobody else of the register has a page, or a name."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from wagtail.models import Page

from standfirst.record.merging import Either, now_at
from standfirst.record.models import Party, Person, Statement, Tenure
from standfirst.record.models.register import NamedQuerySet
from standfirst.record.reading import Linked


@dataclass(frozen=True)
class Held:
    """That a person held a post of a party, from one day to another as far as they are known.

    The party has no address where nothing of it is on record.
    """

    title: str
    person: Linked
    party: Linked
    starts: date | None
    ends: date | None


def people(now: datetime) -> NamedQuerySet[Person]:
    out = Statement.objects.published(now)
    return Person.objects.filter(Exists(out.filter(person=OuterRef("pk"))))


def parties(now: datetime) -> QuerySet[Party]:
    """Those that spoke themselves, or had somebody speak for them or on their side; not by their parts alone."""
    out = Statement.objects.published(now)
    spoke, took_side = out.filter(party=OuterRef("pk")), out.filter(side=OuterRef("pk"))
    return Party.objects.filter(Exists(spoke) | Exists(took_side))


def storylines(now: datetime) -> QuerySet[Page]:
    out = Statement.objects.published(now).filter(storyline=OuterRef("pk"))
    return Page.objects.live().filter(Exists(out))


def person_called(name: str, now: datetime) -> Person | None:
    return _called(people(now), name)


def party_called(name: str, now: datetime) -> Party | None:
    """On record itself or by one of its parts."""
    found = _called(Party.objects.all(), name)
    if found and parties(now).filter(pk__in=[found.pk, *below_pks(found)]).exists():
        return found
    return None


def _called(rows: NamedQuerySet[Either], name: str) -> Either | None:
    """By its address, by one that a merge left to it, or by name."""
    by_address = rows.filter(slug=name).first() or now_at(rows, name)
    return by_address or rows.called(name)


def storyline_called(name: str, now: datetime) -> Page | None:
    """Capitals make no other."""
    of_it = storylines(now)
    return of_it.filter(slug=name).first() or of_it.filter(title__iexact=name).first()


def below(party: Party) -> QuerySet[Party]:
    """Its parts, their parts, and theirs: a state, its ministry, the ministry's office."""
    one, two, three = (f"{'parent__' * deep}parent" for deep in range(3))
    return Party.objects.filter(Q(**{one: party}) | Q(**{two: party}) | Q(**{three: party}))


def below_pks(party: Party) -> list[int]:
    return list(below(party).values_list("pk", flat=True))


def parties_on(storyline: Page, now: datetime) -> list[Party]:
    """Those that are on record there, and those they are part of."""
    out = Statement.objects.published(now).filter(storyline=storyline).order_by()
    spoke = list(out.filter(party__isnull=False).values_list("party", flat=True).distinct())
    whole = Party.objects.filter(pk__in=spoke).exclude(parent=None).values("parent")
    return list(Party.objects.filter(Q(pk__in=spoke) | Q(pk__in=whole)))


def held_in(party: Party, now: datetime) -> list[Held]:
    """Newest first."""
    return _held(Tenure.objects.filter(post__party=party, person__in=people(now)), now)


def held_by(person: Person, now: datetime) -> list[Held]:
    return _held(Tenure.objects.filter(person=person), now)


def _held(tenures: QuerySet[Tenure], now: datetime) -> list[Held]:
    spoke = Statement.objects.published(now).filter(party=OuterRef("post__party"))
    rows = tenures.annotate(spoke=Exists(spoke)).select_related("post__party", "person")
    return [
        Held(
            it.post.title,
            Linked(it.person.name, it.person.url),
            Linked(it.post.party.name, it.post.party.url if it.spoke else ""),
            it.starts,
            it.ends,
        )
        for it in rows.order_by(F("starts").desc(nulls_last=True), "-pk")
    ]
