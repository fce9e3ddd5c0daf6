"""Which statements are asked for. Names are looked for among those on record, and found as on its pages."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db.models import Q
from django.utils.translation import gettext as _

from standfirst.publication.folding import words_in
from standfirst.record import on_record
from standfirst.record.exports.asking import Asked
from standfirst.record.models import Party, Statement
from standfirst.record.models.statement import StatementQuerySet
from standfirst.record.paging import BEFORE, Cursor, Keys, Part, keys_of, part_of
from standfirst.record.reading import Sight
from standfirst.record.refusing import Refused
from standfirst.record.search.asking import Question
from standfirst.record.search.entries import found

Row = TypeVar("Row")


def rows_asked(asked: Asked, now: datetime) -> StatementQuerySet:
    """For files: whatever the order."""
    rows = Statement.objects.published(now).between(asked.starts, asked.ends)
    if party := _named("party", asked.party, on_record.party_called, now):
        theirs = _with_parts(party)
        rows = rows.filter(Q(party__in=theirs) | Q(side__in=theirs))
    if person := _named("person", asked.person, on_record.person_called, now):
        rows = rows.filter(person=person)
    if storyline := _named("storyline", asked.storyline, on_record.storyline_called, now):
        rows = rows.filter(storyline=storyline)
    return rows


def newest_asked(asked: Asked, sight: Sight, now: datetime) -> Part:
    """Newest first. By words and stance only those that `sight` reads: asking must not tell what they say."""
    return part_of(_keys(asked, sight, now), _cursor(asked.after), asked.limit)


def _keys(asked: Asked, sight: Sight, now: datetime) -> Keys:
    terms = tuple(dict.fromkeys(word.folded for word in words_in(asked.q)))
    if asked.q and not terms:
        return keys_of(Statement.objects.none())
    party = _named("party", asked.party, on_record.party_called, now)
    person = _named("person", asked.person, on_record.person_called, now)
    storyline = _named("storyline", asked.storyline, on_record.storyline_called, now)
    question = Question(
        terms=terms,
        person=person.pk if person else None,
        parties=_with_parts(party) if party else (),
        storyline=storyline.pk if storyline else None,
        stance=asked.stance,
        starts=asked.starts,
        ends=asked.ends,
        opened=sight.opened if terms or asked.stance else (),
    )
    return found(question, now)


def _cursor(after: str) -> Cursor | None:
    """What comes after in the list is what was said before."""
    try:
        return Cursor.asked({BEFORE: after})
    except Refused as refused:
        raise Refused("after", refused.text) from None


def _named(
    field: str, name: str, look_up: Callable[[str, datetime], Row | None], now: datetime
) -> Row | None:
    if not name:
        return None
    it = look_up(name, now)
    if it is None:
        raise Refused(field, _("Nobody and nothing on record is called that."))
    return it


def _with_parts(party: Party) -> list[int]:
    return [party.pk, *on_record.below_pks(party)]
