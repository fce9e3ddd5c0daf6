"""Taking what somebody decided on the plain page into the story's latest draft, whoever changed it meanwhile."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from standfirst.record.accepted import Accepted
from standfirst.record.models import Party, Person
from standfirst.record.models.register import key_of
from standfirst.stories.accepting.carried import Carried, SetAside, selector_of
from standfirst.stories.accepting.proposing import anchored
from standfirst.stories.accepting.texts import Whole


@dataclass(frozen=True)
class Decided:
    """`shown`: the ids of the accepted statements that were on the page; those no longer ticked are taken back."""

    shown: Collection[str]
    kept: tuple[Accepted, ...]
    aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True)
class Merged:
    """`lost`: kept although the story has these words nowhere, for somebody to look at."""

    carried: Carried
    lost: tuple[Accepted, ...]


def merged(text: Whole, before: Carried, decided: Decided) -> Merged:
    """What others accepted meanwhile stays; the same words accepted twice are one statement."""
    others = [it for it in before.statements if it.id not in decided.shown]
    there = {(it.section, it.exact, it.verb): it.id for it in others}
    found: dict[str, Accepted] = {it.id: it for it in others}
    lost = []
    for it in decided.kept:
        place = anchored(text, it.section, selector_of(it))
        if place is None:
            lost.append(it)
        else:
            words = text.words(place.section, place.start, place.end)
            it = replace(it, section=place.section, **vars(words))
        it = replace(it, id=there.get((it.section, it.exact, it.verb), it.id))
        found[it.id] = it
    aside = dict.fromkeys((*before.set_aside, *decided.aside))
    return Merged(Carried(tuple(found.values()), tuple(aside)), tuple(lost))


def with_own_addresses(statements: Iterable[Accepted]) -> tuple[Accepted, ...]:
    """Without the address of somebody else: of a name that was typed over."""
    kept = tuple(statements)
    people = _keys(Person, {it.person_slug for it in kept})
    parties = _keys(Party, {slug for it in kept for slug in (it.party_slug, it.side_slug)})
    return tuple(
        replace(
            it,
            person_slug=_own(it.person, it.person_slug, people),
            party_slug=_own(it.party, it.party_slug, parties),
            side_slug=_own(it.side, it.side_slug, parties),
        )
        for it in kept
    )


def _keys(model: type[Person] | type[Party], slugs: set[str]) -> dict[str, str]:
    wanted = [slug for slug in slugs if slug]
    rows = model.objects.filter(slug__in=wanted).values_list("slug", "keys") if wanted else ()
    return dict(rows)


def _own(name: str, slug: str, keys: dict[str, str]) -> str:
    return slug if name and f"\n{key_of(name)}\n" in keys.get(slug, "") else ""
