"""How far somebody may see a section in two versions of a story. The rule that keeps old words locked."""

from collections.abc import Iterable
from dataclasses import dataclass

from standfirst.stories.versions.said import Said


@dataclass(frozen=True)
class Sight:
    """`words`: its label and text in both. If not: that it changed, under `label`; "" is not even that."""

    words: bool
    label: str = ""


WORDS = Sight(words=True)


def sight_of(section_id: str, live: Said, compared: Iterable[Said], *, opened: bool) -> Sight:
    """`live` is what the story says now; `opened`, whether the gate opens it now.

    To those it does not open for, a section's words are shown if they are free now, and were in both versions
    wherever it stood in them. A section that is locked now, or gone, keeps what it said when it was free.
    """
    if opened:
        return WORDS
    now = live.by_id.get(section_id)
    if now is None:
        return Sight(words=False)
    then = [said.by_id[section_id] for said in compared if section_id in said.by_id]
    if now.free:
        free_then = all(section.free for section in then)
        return WORDS if free_then else Sight(words=False, label=now.label)
    return Sight(words=False, label=now.outside_label or now.label)
