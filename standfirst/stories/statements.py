"""Statements as a story carries them ↔ statements as brief files say them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.utils.translation import override

from standfirst.record import accepted
from standfirst.record.accepted import Accepted, NotAccepted, moment_of
from standfirst.record.anchoring import Selector, find, selector
from standfirst.record.models import Statement
from standfirst.stories.briefs import BriefStatement, BriefUnnamed
from standfirst.stories.briefs.links import canonical_href
from standfirst.stories.briefs.moments import when
from standfirst.stories.briefs.text import bare, squashed
from standfirst.stories.refusal import Refusal
from standfirst.stories.section_text import text_of

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage

Section = tuple[str, str, str]  # id, label, bare text


def stated(story: "StoryPage") -> tuple[BriefStatement, ...]:
    """Those whose words the story has: the others are on no record either."""
    sections = {it[0]: it for it in _sections(story)}
    said = [(it, sections.get(it.section)) for it in accepted.kept(story.accepted)]
    found = [(it, section) for it, section in said if section and _place(it, section[2])]
    return tuple(_stated(it, section) for it, section in found)


def accepted_of(statements: Sequence[BriefStatement], story: "StoryPage") -> list[dict[str, str]]:
    """As the story's revision keeps them. One whose words it had before keeps its id.

    Raises Refusal for words that stand in no section, and for what the record cannot hold.
    """
    sections = _sections(story)
    ids = _ids(statements, story)
    made = [_accepted(it, ids[n], sections) for n, it in enumerate(statements)]
    by_words = {it.words: ids[n] for n, it in reversed(list(enumerate(statements)))}
    return [
        _parsed(it, {**row, "reply_to": _replied(it, by_words)})
        for it, row in zip(statements, made, strict=True)
    ]


def _stated(it: Accepted, section: Section) -> BriefStatement:
    _id, label, text = section
    looked = moment_of(it.looked)[0]
    unnamed = BriefUnnamed(
        it.unnamed, it.unnamed_number, it.side, it.side_slug, it.unnamed_why
    )  # fmt: skip
    first = find(text, Selector(it.exact)) == _place(it, text)
    return BriefStatement(
        words=it.exact,
        mode=it.mode,
        id=it.id,
        section=squashed(label),
        after="" if first else bare(it.prefix),
        recorded=bare(it.words) if it.words != it.exact else "",
        who=it.person,
        who_slug=it.person_slug,
        party=it.party,
        party_slug=it.party_slug,
        unnamed=unnamed if it.unnamed else None,
        office=it.office,
        stance=it.stance.replace("_", " "),
        verb=it.verb,
        said=when(it.said) or "",
        where=it.where,
        topic=it.topic,
        looked=looked,
        source=canonical_href(it.source) or "",
        reply_to=it.reply_to,
    )


def _accepted(it: BriefStatement, key: str, sections: Sequence[Section]) -> dict[str, str]:
    section, start = _found(it, sections)
    stands = selector(section[2], start, start + len(it.words))
    unnamed = it.unnamed or BriefUnnamed("")
    return {
        "id": key,
        "section": section[0],
        "mode": it.mode,
        "exact": stands.exact,
        "words": it.recorded or stands.exact,
        "prefix": stands.prefix,
        "suffix": stands.suffix,
        "person": it.who,
        "person_slug": it.who_slug,
        "party": it.party,
        "party_slug": it.party_slug,
        "unnamed": unnamed.described,
        "unnamed_number": unnamed.number,
        "unnamed_why": unnamed.why,
        "side": unnamed.side,
        "side_slug": unnamed.side_slug,
        "office": it.office,
        "verb": it.verb,
        "stance": it.stance.replace(" ", "_"),
        "said": it.said,
        "where": it.where,
        "topic": it.topic,
        "looked": it.looked.isoformat() if isinstance(it.looked, datetime) else "",
        "source": it.source,
    }


def _found(it: BriefStatement, sections: Sequence[Section]) -> tuple[Section, int]:
    named = [each for each in sections if not it.section or squashed(each[1]) == it.section]
    if not named:
        raise _refusal(
            it, f"there is no section “{it.section}”", "Write its label as the text does."
        )
    for section in named:
        if (start := _start(it, section[2])) is not None:
            return section, start
    where = f"the section “{it.section}”" if it.section else "any section"
    raise _refusal(
        it,
        f"“{_short(it.words)}” does not stand in {where}",
        "Copy the words from the text, to the letter.",
    )


def _start(it: BriefStatement, text: str) -> int | None:
    start = text.find(it.words)
    while start >= 0:
        if text[:start].rstrip().endswith(it.after):
            return start
        start = text.find(it.words, start + 1)
    return None


def _place(it: Accepted, text: str) -> tuple[int, int] | None:
    return find(text, Selector(it.exact, it.prefix, it.suffix))


def _sections(story: "StoryPage") -> list[Section]:
    return [
        (block.id, block.value["label"], text_of(block.value["text"].source))
        for block in story.sections
    ]


def _ids(statements: Sequence[BriefStatement], story: "StoryPage") -> list[str]:
    """The file's, or else that of the same words in the story as it was, or else a new one."""
    named = {it.id for it in statements if it.id}
    _refuse_others(statements, story)
    before: dict[str, list[str]] = defaultdict(list)
    for old in accepted.kept(story.accepted):
        if old.id not in named:
            before[old.exact].append(old.id)
    return [
        it.id or (before[it.words].pop(0) if before[it.words] else str(uuid4()))
        for it in statements
    ]


def _refuse_others(statements: Sequence[BriefStatement], story: "StoryPage") -> None:
    named = {UUID(it.id): it for it in statements if it.id}
    others = Statement.objects.filter(uid__in=named).exclude(story_id=story.pk)
    for uid in others.values_list("uid", flat=True) if named else ():
        reason = f"the id {uid} is that of a statement in another story"
        raise _refusal(named[uid], reason, "Take the id out; it gets one of its own.")


def _replied(it: BriefStatement, by_words: dict[str, str]) -> str:
    if not it.reply_to:
        return ""
    try:
        return str(UUID(it.reply_to))
    except ValueError:
        pass
    if it.reply_to not in by_words:
        reason = f"it replies to “{_short(it.reply_to)}”, which is no statement of this file"
        raise _refusal(it, reason, "Copy the other statement's words, or give its id.")
    return by_words[it.reply_to]


def _parsed(it: BriefStatement, row: dict[str, str]) -> dict[str, str]:
    try:
        with override("en"):  # as all that brief files are told
            return accepted.parse(row).as_json()
    except NotAccepted as wrong:
        raise _refusal(it, str(wrong).rstrip("."), "Mend it, and try again.") from None


def _refusal(it: BriefStatement, reason: str, remedy: str) -> Refusal:
    return Refusal("statements", reason, remedy, line=it.line)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
