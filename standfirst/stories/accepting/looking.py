"""Looking at a story's prose: what `record.suggest` finds in it, with the register of the day and what was learnt."""

from dataclasses import dataclass, field
from datetime import date

from standfirst.record.models import TrainedWeights
from standfirst.record.suggest import BY_RULE, Known, Weights, suggest
from standfirst.stories.accepting.carried import Carried
from standfirst.stories.accepting.kinds import is_body
from standfirst.stories.accepting.proposing import Proposed, proposed
from standfirst.stories.accepting.register import Register, register_of
from standfirst.stories.accepting.speaking import Speakers, names_around
from standfirst.stories.accepting.texts import Whole


@dataclass(frozen=True)
class Looked:
    day: date
    proposed: Proposed
    speakers: Speakers


def look(text: Whole, carried: Carried, day: date, name: str = "") -> Looked:
    """`day`: of the posts that whoever is named held. `name`: of somebody whom the text may not name."""
    register = register_of(f"{text.text}\n\n{name}", day)
    suggestions = suggest(text.text, known(register), weights_now())
    speakers = Speakers(register, is_body, names_around(suggestions))
    return Looked(day, proposed(text, suggestions, carried, speakers), speakers)


def known(register: Register) -> Known:
    """Every name and alias, with the address of whose it is."""
    people = {name: it.slug for it in register.entries if it.is_person for name in it.names}
    parties = {name: it.slug for it in register.entries if not it.is_person for name in it.names}
    return Known(people=people, parties=parties)


@dataclass(frozen=True)
class Learnt:
    """`number`: of the row it is from, None for the rules alone. Those with one number are the same."""

    number: int | None
    weights: Weights = field(compare=False)


def learnt_now() -> Learnt:
    """The last; the rules where nothing was learnt, or another release wrote it."""
    row = TrainedWeights.objects.first()
    if row is None:
        return Learnt(None, BY_RULE)
    try:
        return Learnt(row.pk, Weights.from_json(row.weights))
    except (KeyError, TypeError, ValueError):
        return Learnt(row.pk, BY_RULE)


def weights_now() -> Weights:
    return learnt_now().weights
