"""From a story's live revision to rows of the record. Whoever publishes calls this; nothing else writes statements."""

import uuid
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page

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

AS_ACCEPTED = (
    *("section", "mode", "words", "exact", "prefix", "suffix", "office", "verb", "stance"),
    *("where", "topic", "unnamed", "unnamed_number", "unnamed_why"),
)
NAMED = {"person_id": "person", "party_id": "party", "side_id": "side"}


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
    Page.objects.select_for_update(no_key=True).filter(pk=story.story_id).first()  # one at a time
    every = tuple(accepted)
    rows = {it.uid: it for it in Statement.objects.filter(story_id=story.story_id)}
    others = _of_others(story, every)
    own = {id_: _own(id_, story, rows, others) for id_ in _ids(every)}
    carried, replies = set(), {}
    for position, it in enumerate(_placed(story, every)):
        uid = own[uuid.UUID(it.id)]
        if uid in carried:
            continue
        carried.add(uid)
        row = rows.get(uid) or Statement(uid=uid)
        values = _values(row, story, it, position)
        if row._state.adding:
            values["held_back"] = others.get(uuid.UUID(it.id)) or _is_held(values, rows.values())
        _keep(row, values, at)
        rows[uid] = row
        replies[row.pk] = it.reply_to
        check(row, story.sources.values(), at)
    _answer(replies, own)
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


def _ids(accepted: Iterable[Accepted]) -> list[uuid.UUID]:
    return [uuid.UUID(it.id) for it in accepted]


def _of_others(story: StoryOut, accepted: Iterable[Accepted]) -> dict[uuid.UUID, bool]:
    """Ids that another story's statements have, and whether those are held back: a copied story brings them."""
    others = Statement.objects.filter(uid__in=_ids(accepted)).exclude(story_id=story.story_id)
    return dict(others.values_list("uid", "held_back"))


def _own(
    id_: uuid.UUID, story: StoryOut, rows: Container[uuid.UUID], others: Container[uuid.UUID]
) -> uuid.UUID:
    """What is another's has an id of its own in this story: each time the same, and when the other is gone, too."""
    renamed = uuid.uuid5(id_, str(story.story_id))
    return renamed if renamed in rows or id_ in others else id_


def _is_held(values: Mapping[str, Any], rows: Iterable[Statement]) -> bool:
    """Whether the same was held back under another id: accepted anew, it stays so."""
    same = ("exact", "person_id", "party_id", "unnamed")
    held = [row for row in rows if row.held_back]
    return any(all(getattr(row, name) == values[name] for name in same) for row in held)


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


def _values(row: Statement, story: StoryOut, it: Accepted, position: int) -> dict[str, Any]:
    """`row`: as it was. Of two with one name, it stays with whom it had."""
    said_at, precision = it.said_at
    person = it.person and Person.named(it.person, it.person_slug, row.person_id)
    party = it.party and Party.named(it.party, it.party_slug, row.party_id)
    side = it.side and Party.named(it.side, it.side_slug, row.side_id)
    return {
        "story_id": story.story_id,
        "storyline_id": story.storyline_id,
        "position": position,
        "person_id": person.pk if person else None,
        "party_id": party.pk if party else None,
        "side_id": side.pk if side else None,
        "said_at": said_at or story.published_at,
        "precision": precision,
        "looked_at": moment_of(it.looked)[0],
        "source": _source(story, it),
        "source_matched": False,
        "access": story.access,
        "free": next(section.free for section in story.sections if section.id == it.section),
        "published_at": story.published_at,
        "shown": True,
        "on_live_desk": story.on_live_desk,
        **{name: getattr(it, name) for name in AS_ACCEPTED},
    }


def _source(story: StoryOut, it: Accepted) -> Source | None:
    if not it.source:
        return None
    return story.sources.get(it.source) or Source.objects.get_or_create(url=it.source)[0]


def _keep(row: Statement, values: Mapping[str, Any], at: datetime) -> None:
    """Only these are written: others, such as `held_back`, may have changed since the row was read."""
    before = None if row._state.adding else Statement.objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=None if before is None else [*values])
    if before is None:
        return
    changed = [name for name in TOLD if getattr(before, name) != getattr(row, name)]
    if changed:
        StatementCorrection.objects.create(
            statement=row, at=at, before=_told(before, changed), after=_told(row, changed)
        )


def _told(row: Statement, names: Iterable[str]) -> dict[str, Any]:
    """Of the register, the name beside the key: a merge may take the row away."""
    told = {}
    for name in names:
        told[name] = _plain(getattr(row, name))
        if name in NAMED:
            named = getattr(row, NAMED[name])
            told[NAMED[name]] = named.name if named else ""
    return told


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _answer(replies: Mapping[int, str], own: Mapping[uuid.UUID, uuid.UUID]) -> None:
    """Once all of them are there: one may answer a later one, or one of another story."""
    wanted = {pk: own.get(uuid.UUID(it), uuid.UUID(it)) for pk, it in replies.items() if it}
    asked = Statement.objects.filter(uid__in=wanted.values())
    known = dict(asked.values_list("uid", "pk"))
    for pk in replies:
        answered = known.get(wanted[pk]) if pk in wanted else None
        Statement.objects.filter(pk=pk).exclude(reply_to=answered).update(reply_to=answered)
