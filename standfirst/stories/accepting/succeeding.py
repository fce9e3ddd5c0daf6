"""Words that changed, and the statement they were: it keeps its address, its corrections, and what was set by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from standfirst.record.accepted import Accepted
from standfirst.record.models.register import key_of
from standfirst.stories.accepting.carried import selector_of
from standfirst.stories.accepting.texts import Whole

ALIKE = 0.6  # of the words of both, in their order: what is less alike is another statement


def succeeded(
    given: Sequence[Accepted], before: Iterable[Accepted], text: Whole
) -> tuple[Accepted, ...]:
    """`given`, in which one confirmed anew takes the place of one whose words are gone. `before`: what the story had.

    Of the same section and speaker, and the most alike.
    """
    known = {it.id: it for it in before}
    known |= {it.id: it for it in given if it.id in known}
    sent = {it.id for it in given}
    gone = {
        pk: it
        for pk, it in known.items()
        if pk not in sent or not text.find(it.section, selector_of(it))
    }
    made: dict[str, Accepted] = {}
    for new in (it for it in given if it.id not in known):
        was = max(gone.values(), key=lambda it: _likeness(it, new), default=None)
        if was and _likeness(was, new) >= ALIKE:
            made[new.id] = _in_place_of(gone.pop(was.id), new)
    replaced = {it.id for it in made.values()}
    kept = [made.get(it.id, it) for it in given if it.id not in replaced]
    ids = {new: it.id for new, it in made.items()}
    return tuple(replace(it, reply_to=ids.get(it.reply_to, it.reply_to)) for it in kept)


def _likeness(was: Accepted, new: Accepted) -> float:
    if was.section != new.section or key_of(was.speaker) != key_of(new.speaker):
        return 0
    one, other = (it.exact.casefold().split() for it in (was, new))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _in_place_of(was: Accepted, new: Accepted) -> Accepted:
    return replace(
        was,
        mode=new.mode,
        exact=new.exact,
        words=new.words,
        prefix=new.prefix,
        suffix=new.suffix,
    )
