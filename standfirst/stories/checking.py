"""The desk check of a story: what `record.checking` is shown of it. A handful of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from django.db.models import Count

from standfirst.publication.models import PublicationSettings
from standfirst.record import accepted
from standfirst.record.accepted import Accepted
from standfirst.record.checking import (
    Draft,
    DraftParty,
    DraftPerson,
    DraftSection,
    DraftSource,
    DraftStatement,
    Finding,
    check,
)
from standfirst.record.models import Party, Source, Statement, Tenure
from standfirst.record.models.register import PartyKind, key_of
from standfirst.record.models.statement import Precision
from standfirst.record.suggest import Suggestion, suggest
from standfirst.stories.accepting import texts
from standfirst.stories.accepting.carried import selector_of
from standfirst.stories.accepting.looking import known, weights_now
from standfirst.stories.accepting.register import Entry, Register, register_of
from standfirst.stories.accepting.texts import Whole

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage

_HEARD = 2  # stories of a storyline in which somebody spoke, to be looked for in the next
_ARCHIVED = datetime.timedelta(days=30)  # after it came out, nobody asks again for a comment on it


class Cited(Protocol):
    """A source in a story's own list."""

    url: str
    publisher: str
    title: str
    date: datetime.date | None


def findings_of(
    story: "StoryPage", today: datetime.date, sources: Iterable[Cited] | None = None
) -> tuple[Finding, ...]:
    """What keeps it from going out, and what its editor should look at. As the story is in memory, saved or not.

    `sources`: those of a form, in place of the story's.
    """
    return check(draft_of(story, today, sources))


def draft_of(
    story: "StoryPage", today: datetime.date, sources: Iterable[Cited] | None = None
) -> Draft:
    text = texts.of_story(story)
    out_on = story.published_at.date() if story.published_at else today
    register = register_of(text.text, out_on)
    said = accepted.kept(story.accepted)
    return Draft(
        headline=story.title,
        standfirst=story.standfirst,
        sections=_sections(text, register),
        today=today,
        sources=_sources(list(story.sources.all() if sources is None else sources)),
        statements=_statements(said, register, text),
        parties=_parties(story),
        people=_people(register),
        language=PublicationSettings.load().language,
        is_archived=out_on + _ARCHIVED < today,
    )


def _sections(text: Whole, register: Register) -> tuple[DraftSection, ...]:
    found = defaultdict(list)
    for it in suggest(text.text, known(register), weights_now()):
        if place := text.place(it.start, it.end):
            section, start, end = place
            found[section.id].append(_moved(it, start, end))
    return tuple(
        DraftSection(
            id=section.id,
            label=section.label,
            text=section.text,
            parties=tuple(it.name for it in _parties_in(section.label, register)),
            suggestions=found[section.id],
        )
        for section in text.sections
    )


def _moved(it: Suggestion, start: int, end: int) -> Suggestion:
    """Counted from the beginning of its section. Whoever is named in another has no place in this one."""
    by = it.start - start
    mention = (it.mention_start, it.mention_end)
    named = [None if at is None or at < by else at - by for at in mention]
    return replace(it, start=start, end=end, mention_start=named[0], mention_end=named[1])


def _parties_in(words: str, register: Register) -> Iterable[Entry]:
    line = f" {key_of(words)} "
    return (
        it
        for it in register.entries
        if not it.is_person and any(f" {key} " in line for key in it.keys)
    )


def _sources(cited: Sequence[Cited]) -> tuple[DraftSource, ...]:
    kept = Source.objects.in_bulk([it.url for it in cited], field_name="url")
    return tuple(_source(it, kept.get(it.url)) for it in cited)


def _source(cited: Cited, kept: Source | None) -> DraftSource:
    """What the story says of it, and what the desk keeps of it."""
    return DraftSource(
        url=cited.url,
        publisher=cited.publisher,
        title=cited.title,
        date=cited.date,
        text=kept.text if kept else "",
        language=kept.language if kept else "",
        translator=kept.translator if kept else "",
    )


def _people(register: Register) -> tuple[DraftPerson, ...]:
    """Whom the text names, with the posts they held when the story came out."""
    return tuple(
        DraftPerson(it.name, tuple(held.title for held in register.posts[it.slug]))
        for it in register.entries
        if it.is_person and it.slug in register.posts
    )


def _statements(
    said: Sequence[Accepted], register: Register, text: Whole
) -> tuple[DraftStatement, ...]:
    states = _states({it.party for it in said if it.party})
    tenures = _tenures({it.person for it in said if it.person}, register)
    return tuple(
        DraftStatement(
            id=it.id,
            section=it.section,
            exact=it.exact,
            mode=it.mode,
            person=it.person,
            party=it.party,
            party_is_state=key_of(it.party) in states,
            office=it.office,
            unnamed=it.unnamed,
            stance=it.stance,
            source=it.source,
            said_on=_day(it),
            looked_at=accepted.moment_of(it.looked)[0],
            posts=_posts(it, tenures),
            start=_start(it, text),
            words=it.words,
        )
        for it in said
    )


def _start(it: Accepted, text: Whole) -> int | None:
    place = text.find(it.section, selector_of(it))
    return place[0] if place else None


def _day(it: Accepted) -> datetime.date | None:
    moment, precision = it.said_at
    return moment.date() if moment and precision in (Precision.DAY, Precision.MINUTE) else None


def _states(names: Iterable[str]) -> frozenset[str]:
    wanted = {key_of(name) for name in names}
    rows = Party.objects.filter(kind=PartyKind.STATE).values_list("keys", flat=True)
    return frozenset(
        key for keys in rows for key in filter(None, keys.split("\n")) if key in wanted
    )


def _tenures(names: Iterable[str], register: Register) -> Mapping[str, Sequence[Tenure]]:
    """By the key of the name; of people the register knows posts of."""
    slugs = {
        entry.slug: key_of(name)
        for name in names
        if (entry := register.called(name)) and entry.is_person
    }
    found: dict[str, list[Tenure]] = defaultdict(list)
    for row in Tenure.objects.filter(person__slug__in=slugs).select_related("post", "person"):
        found[slugs[row.person.slug]].append(row)
    return found


def _posts(it: Accepted, tenures: Mapping[str, Sequence[Tenure]]) -> tuple[str, ...] | None:
    """The titles they held that day; None where nothing is known of it."""
    held, day = tenures.get(key_of(it.person), ()), _day(it)
    if not held or day is None:
        return None
    now = [row for row in held if (row.starts or day) <= day <= (row.ends or day)]
    return tuple(title for row in now for title in row.post.titles())


def _parties(story: "StoryPage") -> tuple[DraftParty, ...]:
    """Those that have spoken on its storyline time and again before: readers will look for their word."""
    if story.storyline_id is None:
        return ()
    rows = Statement.objects.filter(storyline=story.storyline_id, shown=True).exclude(
        story=story.pk
    )
    if story.published_at:
        rows = rows.filter(published_at__lt=story.published_at)
    heard = rows.exclude(party=None).order_by().values("party")
    often = heard.annotate(stories=Count("story", distinct=True)).filter(stories__gte=_HEARD)
    return tuple(
        DraftParty(it.name, tuple(it.names()[1:]), state=it.kind == PartyKind.STATE)
        for it in Party.objects.filter(pk__in=often.values("party"))
    )
