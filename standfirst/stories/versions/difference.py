"""What two versions of a story say differently: section by section, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import diff_text

from standfirst.stories.versions.said import Said, SaidSection
from standfirst.stories.versions.sight import sight_of


class Change(models.TextChoices):
    ADDED = "added", _("Added")
    REMOVED = "removed", _("Removed")
    MOVED = "moved", _("Moved")
    RENAMED = "renamed", _("Renamed")
    CHANGED = "changed", _("Changed")
    OPENED = "opened", _("Opened to everyone")
    CLOSED = "closed", _("No longer open to everyone")
    RENAMED_OUTSIDE = "renamed_outside", _("Renamed for those who may not read it")


class Mark(StrEnum):
    SAME = "equal"
    ADDED = "addition"
    REMOVED = "deletion"


@dataclass(frozen=True)
class Piece:
    mark: Mark
    text: str


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class SectionChange:
    """`text` is empty where its words have not changed or are not to be seen; so is a label not to be seen."""

    changes: tuple[Change, ...]
    label: Pieces = ()
    text: Pieces = ()


ANOTHER = SectionChange((Change.CHANGED,))  # which one is not to be told


@dataclass(frozen=True)
class Difference:
    """Empty where nothing changed."""

    headline: Pieces
    standfirst: Pieces
    sections: tuple[SectionChange, ...]

    @property
    def nothing(self) -> bool:
        return not (self.headline or self.standfirst or self.sections)


def difference(before: Said, after: Said, live: Said, *, opened: bool) -> Difference:
    """As far as somebody may see it: `opened` says whether the gate opens the story for them now."""
    sections: list[SectionChange] = []
    for section_id, changes in _changes(before, after):
        sight = sight_of(section_id, live, (before, after), opened=opened)
        if sight.words:
            old, new = before.by_id.get(section_id), after.by_id.get(section_id)
            sections.append(_in_words(changes, old, new))
        else:
            sections.append(SectionChange((Change.CHANGED,), _plain(sight.label)))
    return Difference(
        headline=_between(before.headline, after.headline),
        standfirst=_between(before.standfirst, after.standfirst),
        sections=tuple(_without_repeats(sections)),
    )


def word_by_word(before: str, after: str) -> Pieces:
    return tuple(Piece(Mark(kind), text) for kind, text in diff_text(before, after).changes)


def _between(before: str, after: str) -> Pieces:
    return word_by_word(before, after) if before != after else ()


def _plain(text: str) -> Pieces:
    return (Piece(Mark.SAME, text),) if text else ()


def _in_words(
    changes: tuple[Change, ...], old: SaidSection | None, new: SaidSection | None
) -> SectionChange:
    old_label, old_text = (old.label, old.text) if old else ("", "")
    new_label, new_text = (new.label, new.text) if new else ("", "")
    renamed = Change.RENAMED in changes
    label = word_by_word(old_label, new_label) if renamed else _plain(new_label or old_label)
    return SectionChange(changes, label, _between(old_text, new_text))


def _changes(before: Said, after: Said) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """Every section that is not as it was, in the order readers meet them."""
    was, now = list(before.by_id), list(after.by_id)
    moved = _moved([it for it in was if it in now], [it for it in now if it in was])
    for section_id in _in_order(was, now):
        old, new = before.by_id.get(section_id), after.by_id.get(section_id)
        if changes := tuple(_changes_of(old, new, moved=section_id in moved)):
            yield section_id, changes


def _changes_of(
    old: SaidSection | None, new: SaidSection | None, *, moved: bool
) -> Iterator[Change]:
    if old is None or new is None:
        yield Change.ADDED if old is None else Change.REMOVED
        return
    if moved:
        yield Change.MOVED
    if old.label != new.label:
        yield Change.RENAMED
    if old.text != new.text:
        yield Change.CHANGED
    if old.free != new.free:
        yield Change.OPENED if new.free else Change.CLOSED
    if old.outside_label != new.outside_label:
        yield Change.RENAMED_OUTSIDE


def _moved(was: Sequence[str], now: Sequence[str]) -> set[str]:
    """Those out of step with the others; both hold the same ids."""
    kept = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
    stayed = {it for block in kept for it in was[block.a : block.a + block.size]}
    return set(was) - stayed


def _in_order(was: Sequence[str], now: Sequence[str]) -> list[str]:
    """As they stand now, with those that are gone behind what they stood behind."""
    order = list(now)
    for index, section_id in enumerate(was):
        if section_id not in now:
            order.insert(order.index(was[index - 1]) + 1 if index else 0, section_id)
    return order


def _without_repeats(sections: list[SectionChange]) -> Iterator[SectionChange]:
    """Of sections that may not even be named, one line says enough: how many is nobody's to know."""
    yield from (section for section in sections if section != ANOTHER)
    if ANOTHER in sections:
        yield ANOTHER
