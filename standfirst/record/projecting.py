"""From a story's live revision to rows of the record. Whoever publishes calls this; nothing else writes statements."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from standfirst.gate.access import Access
from standfirst.publication.changes import LISTS, tell
from standfirst.record.accepted import Accepted, moment_of
from standfirst.record.anchoring import Selector, find
from standfirst.record.evidence import check
from standfirst.record.models import Party, Person, Source, Statement, StatementCorrection
from standfirst.record.search import entries

# What a correction tells of: not where it stands in the story, nor what follows from other rows.
TOLD = (
    *("words", "mode", "stance", "verb", "office", "said_at", "precision", "where", "topic"),
    *("looked_at", "unnamed", "unnamed_number", "unnamed_why", "person_id", "party_id", "side_id"),
)


@dataclass(frozen=True)
class SectionOut:
    """A section as it is out: its bare text, and whether everyone may read it."""

    id: str
    text: str
    free: bool


@dataclass(frozen=True)
class StoryOut:
    """A story as it is out. `sources`: of its own list, by address."""

    story_id: int
    storyline_id: int | None
    access: Access
    published_at: datetime
    sections: tuple[SectionOut, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)
    on_live_desk: bool = True


@transaction.atomic
def project(story: StoryOut, accepted: Iterable[Accepted], at: datetime) -> None:
    """Rows as accepted; what the story does not carry any more is hidden. Twice the same changes nothing."""
    rows = {it.uid: it for it in Statement.objects.filter(story_id=story.story_id)}
    carried, replies = set(), {}
    placed = _placed(story, accepted)
    elsewhere = _of_others(story, placed)
    for position, it in enumerate(placed):
        uid = uuid.UUID(it.id)
        uid = uuid.uuid5(uid, str(story.story_id)) if uid in elsewhere else uid
        if uid in carried:
            continue
        carried.add(uid)
        row = _row(rows.get(uid) or Statement(uid=uid), story, it, position)
        _keep(row, at)
        rows[uid] = row
        replies[row.pk] = it.reply_to
        check(row, story.sources.values(), at)
    _answer(replies)
    gone = [row.pk for uid, row in rows.items() if uid not in carried and row.shown]
    Statement.objects.filter(pk__in=gone).update(shown=False)
    entries.write(replies)


def hide(story_id: int) -> None:
    """Its story is not out any more."""
    with transaction.atomic():
        if Statement.objects.filter(story_id=story_id, shown=True).update(shown=False):
            tell(LISTS)


def let_read(story_id: int, access: Access) -> None:
    """Its story is open to others than before, however that was written."""
    others = Statement.objects.filter(story_id=story_id).exclude(access=access)
    if ids := list(others.values_list("pk", flat=True)):
        with transaction.atomic():
            Statement.objects.filter(pk__in=ids).update(access=access)
            entries.write(ids)
            tell(LISTS)


def _of_others(story: StoryOut, placed: Iterable[Accepted]) -> set[uuid.UUID]:
    """Ids that another story's statements have: a copied story brings them, and needs its own, each time the same."""
    ids = [uuid.UUID(it.id) for it in placed]
    others = Statement.objects.filter(uid__in=ids).exclude(story_id=story.story_id)
    return set(others.values_list("uid", flat=True))


def _placed(story: StoryOut, accepted: Iterable[Accepted]) -> list[Accepted]:
    """In the order of the story's text, without those whose words it has not (any more)."""
    places = {section.id: number for number, section in enumerate(story.sections)}
    texts = {section.id: section.text for section in story.sections}
    found = []
    for it in accepted:
        where = find(texts.get(it.section, ""), Selector(it.exact, it.prefix, it.suffix))
        if where:
            found.append(((places[it.section], where[0]), it))
    return [it for _place, it in sorted(found, key=lambda pair: pair[0])]


def _row(row: Statement, story: StoryOut, it: Accepted, position: int) -> Statement:
    said_at, precision = it.said_at
    free = next(section.free for section in story.sections if section.id == it.section)
    values: dict[str, Any] = {
        "story_id": story.story_id,
        "storyline_id": story.storyline_id,
        "position": position,
        "person_id": Person.named(it.person, it.person_slug).pk if it.person else None,
        "party_id": Party.named(it.party, it.party_slug).pk if it.party else None,
        "side_id": Party.named(it.side, it.side_slug).pk if it.side else None,
        "said_at": said_at or story.published_at,
        "precision": precision,
        "looked_at": moment_of(it.looked)[0],
        "source": _source(story, it),
        "access": story.access,
        "free": free,
        "published_at": story.published_at,
        "shown": True,
        "on_live_desk": story.on_live_desk,
    }
    for name in (
        *("section", "mode", "words", "exact", "prefix", "suffix", "office", "verb", "stance"),
        *("where", "topic", "unnamed", "unnamed_number", "unnamed_why"),
    ):
        values[name] = getattr(it, name)
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _source(story: StoryOut, it: Accepted) -> Source | None:
    if not it.source:
        return None
    return story.sources.get(it.source) or Source.objects.get_or_create(url=it.source)[0]


def _keep(row: Statement, at: datetime) -> None:
    before = None if row._state.adding else Statement.objects.get(pk=row.pk)
    row.save()
    if before is None:
        return
    changed = [name for name in TOLD if getattr(before, name) != getattr(row, name)]
    if changed:
        StatementCorrection.objects.create(
            statement=row,
            at=at,
            before={name: _plain(getattr(before, name)) for name in changed},
            after={name: _plain(getattr(row, name)) for name in changed},
        )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _answer(replies: Mapping[int, str]) -> None:
    """Once all of them are there: one may answer a later one, or one of another story."""
    wanted = {uuid.UUID(it) for it in replies.values() if it}
    known = dict(Statement.objects.filter(uid__in=wanted).values_list("uid", "pk"))
    for pk, reply_to in replies.items():
        answered = known.get(uuid.UUID(reply_to)) if reply_to else None
        Statement.objects.filter(pk=pk).exclude(reply_to=answered).update(reply_to=answered)
