"""Quotes held to the texts of their sources, and what came of it: written at publish, and when a text is kept.

A statement that names its source is held to that one; one that names none, to every source its story cites, each time
anew. Sources without a text say nothing, nor does one that is kept in part of what is not in that part.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from standfirst.publication.changes import LISTS, page, tell
from standfirst.publication.models import PublicationSettings
from standfirst.record.checking.holding import held, pieces_of
from standfirst.record.models import Evidence, Source, Statement
from standfirst.record.models.statement import Mark, Mode
from standfirst.record.verify import is_part

QUOTED = (Mode.DIRECT, Mode.MIXED)
_BEST_FIRST = (Mark.VERBATIM, Mark.MARKED, Mark.TRANSLATED, Mark.ALTERED, Mark.ABSENT)

Citing = Callable[[Source], Mapping[int, Sequence[Source]]]
_citing: list[Citing] = []


def citing(stories: Citing) -> None:
    """`stories` says which live stories cite a source, by id, with all the sources each of them cites."""
    _citing.append(stories)


@transaction.atomic
def check_source(source: Source, at: datetime) -> int:
    """Its text or its language is new: hold everything to it that cites it. How many statements were looked at."""
    by_story = {pk: list(cited) for ask in _citing for pk, cited in ask(source).items()}
    concerned = Q(story__in=by_story) | Q(source=source)
    rows = Statement.objects.filter(concerned, shown=True, mode__in=QUOTED)
    looked = list(rows.select_related("source"))
    for row in looked:
        check(row, by_story.get(row.story_id, ()), at)
    tell(LISTS, *(page(pk) for pk in {*by_story, *(row.story_id for row in looked)}))
    return len(looked)


@transaction.atomic
def follow_address(source: Source, before: str, at: datetime) -> None:
    """It leads elsewhere now: who named it at its address before has named that one, of which no text is kept."""
    left = Source.objects.get_or_create(url=before)[0]
    Statement.objects.filter(source=source, source_matched=False).update(source=left)
    for it in (left, source):
        check_source(it, at)


def check(statement: Statement, cited: Iterable[Source], at: datetime) -> None:
    """Writes its evidence, and the best of it in its row; a source it did not name is its source while it matches."""
    if statement.source_matched:
        statement.source, statement.source_matched = None, False
    found = _held_to_texts(statement, cited, at)
    Evidence.objects.filter(statement=statement).exclude(
        source__in=[it.source_id for it in found]
    ).delete()
    for it in found:
        Evidence.objects.update_or_create(
            statement=statement,
            source=it.source,
            defaults={
                name: getattr(it, name)
                for name in ("mark", "exact", "prefix", "suffix", "text_hash", "checked_at")
            },
        )
    best = min(found, key=lambda it: _BEST_FIRST.index(Mark(it.mark)), default=None)
    statement.mark = best.mark if best else ""
    if best and statement.source is None and best.mark in (Mark.VERBATIM, Mark.MARKED):
        statement.source, statement.source_matched = best.source, True
    fields = {name: getattr(statement, name) for name in ("mark", "source", "source_matched")}
    Statement.objects.filter(pk=statement.pk).update(**fields)


def _held_to_texts(statement: Statement, cited: Iterable[Source], at: datetime) -> list[Evidence]:
    if statement.mode not in QUOTED:
        return []
    asked = [statement.source] if statement.source else list(cited)
    language = PublicationSettings.load().language
    every = [_held_to(statement, it, language, at) for it in asked if it.text]
    return [it for it in every if it.mark != Mark.ABSENT or not is_part(it.source.text)]


def _held_to(statement: Statement, source: Source, language: str, at: datetime) -> Evidence:
    is_direct = statement.mode == Mode.DIRECT
    match = held(
        _quoted(statement, is_direct=is_direct),
        source.text,
        is_direct=is_direct,
        language_differs=is_foreign(source, language),
    )
    return Evidence(
        statement=statement,
        source=source,
        mark=match.mark.value,
        exact=match.exact,
        prefix=match.prefix,
        suffix=match.suffix,
        text_hash=source.text_hash,
        checked_at=at,
    )


def _quoted(statement: Statement, *, is_direct: bool) -> list[str]:
    before = statement.prefix if statement.words == statement.exact else ""
    return pieces_of(statement.words, before, is_direct=is_direct)


def is_foreign(source: Source, language: str) -> bool:
    """By the languages alone: "pt-BR" and "pt" are one."""
    return bool(source.language) and _base(source.language) != _base(language)


def _base(tag: str) -> str:
    return tag.split("-")[0].casefold()
