"""What a story's form shows of who said what: proposals, those accepted among them, and those that are lost.

Pure: values in, frozen values out.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from standfirst.record.accepted import Accepted
from standfirst.record.anchoring import Selector, find
from standfirst.record.models.statement import Mode
from standfirst.stories.accepting.carried import Carried, SetAside, selector_of
from standfirst.stories.accepting.speaking import Speakers, Suggested, Who
from standfirst.stories.accepting.texts import Whole


@dataclass(frozen=True)
class Proposal:
    """Words of a section that somebody said. `start` and `end` count code points in its bare text.

    `key` stays the same while other words of the story change. `sure`: the first of `speakers` is filled in.
    `name_at`: where the section names who speaks, if it does.
    """

    key: str
    section: str
    start: int
    end: int
    words: Selector
    mode: str
    stance: str
    verb: str
    office: str
    sure: bool
    speakers: tuple[Who, ...]
    name_at: tuple[int, int] | None = None
    accepted: Accepted | None = None

    @property
    def state(self) -> str:
        """A paraphrase is offered, and waits for nobody; of quoted words, a doubtful one needs a choice."""
        if self.accepted:
            return "accepted"
        if self.mode == Mode.PARAPHRASE:
            return "offered"
        return "sure" if self.sure else "doubtful"


@dataclass(frozen=True)
class Proposed:
    """`lost`: accepted, and the story has these words nowhere any more. `set_aside`: still there, as no statement."""

    proposals: tuple[Proposal, ...]
    lost: tuple[Accepted, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def open(self) -> tuple[Proposal, ...]:
        return tuple(it for it in self.proposals if it.accepted is None)

    @property
    def waiting(self) -> int:
        """How many quotes wait for somebody to confirm them, or to say who spoke."""
        return sum(it.state in ("sure", "doubtful") for it in self.proposals)

    @property
    def accepted(self) -> tuple[Accepted, ...]:
        """All of them, each with the section it stands in now."""
        return (*(it.accepted for it in self.proposals if it.accepted), *self.lost)


@dataclass(frozen=True)
class _Place:
    section: str
    start: int
    end: int

    def meets(self, other: "_Place") -> bool:
        """More than half of the shorter one is in both."""
        if self.section != other.section:
            return False
        both = min(self.end, other.end) - max(self.start, other.start)
        return 2 * both > min(self.end - self.start, other.end - other.start)


def proposed(
    text: Whole, suggestions: Sequence[Suggested], carried: Carried, speakers: Speakers
) -> Proposed:
    placed = [(it, anchored(text, it.section, selector_of(it))) for it in carried.statements]
    taken = [(it, place) for it, place in placed if place]
    aside = [(it, place) for it in carried.set_aside if (place := _place_of(text, it))]
    seen = [(it, place) for it in suggestions if (place := _placed(text, it.start, it.end))]
    found = [
        _of_suggestion(text, place, it, speakers)
        for it, place in seen
        if not any(place.meets(other) for _it, other in aside)
        and not any(place.meets(other) and _alike(it, there) for there, other in taken)
    ]
    for it, place in taken:
        name = next((_name_at(text, like) for like, at in seen if at.meets(place)), None)
        found.append(_of_accepted(text, place, it, name))
    order = {section.id: number for number, section in enumerate(text.sections)}
    found.sort(key=lambda it: (order[it.section], it.start, it.end))
    return Proposed(
        tuple(_with_keys(found)),
        tuple(it for it, place in placed if not place),
        tuple(it for it, _place in aside),
    )


def anchored(text: Whole, section: str, words: Selector) -> _Place | None:
    """Where it stands now: in its own section; else, where a section was split or joined, in another."""
    others = sorted(text.sections, key=lambda it: it.id != section)
    for it in others:
        if found := find(it.text, words):
            return _Place(it.id, *found)
    return None


def _alike(it: Suggested, there: Accepted) -> bool:
    """One sentence may hold what two parties say, in the writer's words."""
    if Mode.PARAPHRASE not in (it.mode, there.mode):
        return True
    return it.mode == there.mode and (it.cue[:80] == there.verb or it.speaker == there.speaker)


def _place_of(text: Whole, it: SetAside) -> _Place | None:
    return anchored(text, it.section, selector_of(it))


def _placed(text: Whole, start: int, end: int) -> _Place | None:
    found = text.place(start, end)
    return _Place(found[0].id, found[1], found[2]) if found else None


def _name_at(text: Whole, it: Suggested) -> tuple[int, int] | None:
    """In the section of the words; None where it is named in another."""
    if it.mention_start is None or it.mention_end is None:
        return None
    words, name = _placed(text, it.start, it.end), _placed(text, it.mention_start, it.mention_end)
    return (name.start, name.end) if words and name and words.section == name.section else None


def _of_suggestion(text: Whole, place: _Place, it: Suggested, speakers: Speakers) -> Proposal:
    return Proposal(
        key="",
        section=place.section,
        start=place.start,
        end=place.end,
        words=text.words(place.section, place.start, place.end),
        mode=it.mode,
        stance=it.stance or "states",
        verb=it.cue[:80],
        office=it.office[:200],
        sure=it.prefill and bool(it.speaker),
        speakers=speakers.of(it),
        name_at=_name_at(text, it),
    )


def _of_accepted(
    text: Whole, place: _Place, it: Accepted, name_at: tuple[int, int] | None
) -> Proposal:
    words = text.words(place.section, place.start, place.end)
    moved = replace(
        it, section=place.section, exact=words.exact, prefix=words.prefix, suffix=words.suffix
    )
    who = Who(it.person, it.person_slug, it.party, it.party_slug, it.unnamed)
    return Proposal(
        key="",
        section=place.section,
        start=place.start,
        end=place.end,
        words=words,
        mode=it.mode,
        stance=it.stance,
        verb=it.verb,
        office=it.office,
        sure=True,
        speakers=(who,),
        name_at=name_at,
        accepted=moved,
    )


def _with_keys(proposals: Iterable[Proposal]) -> Iterable[Proposal]:
    """Of the section, the words and the verb; of two with the same, the second has a number."""
    seen: Counter[str] = Counter()
    for it in proposals:
        said = f"{it.section}\n{it.words.exact}\n{it.verb}"
        key = hashlib.sha256(said.encode()).hexdigest()[:16]
        seen[key] += 1
        yield replace(it, key=key if seen[key] == 1 else f"{key}-{seen[key]}")
