"""Looking at a story's prose: what `record.suggest` finds in it, with the register, the story's own list and its day."""

from dataclasses import dataclass
from datetime import date

from standfirst.record.suggest import Known, suggest
from standfirst.record.models import TrainedWeights
from standfirst.stories.accepting.carried import Carried
from standfirst.stories.accepting.kinds import is_body
from standfirst.stories.accepting.proposing import Proposed, proposed
from standfirst.stories.accepting.register import Register, register_of
from standfirst.stories.accepting.speaking import Speakers, names_around
from standfirst.stories.accepting.texts import Whole


@dataclass(frozen=True)
class Looked:
    proposed: Proposed
    speakers: Speakers


def look(text: Whole, carried: Carried, day: date) -> Looked:
    register = register_of(text.text, day)
    learnt = TrainedWeights.objects.values_list("weights", flat=True).first()
    suggestions = suggest(text.text, known=known(register), weights=learnt)
    speakers = Speakers(register, is_body, names_around(suggestions))
    return Looked(proposed(text, suggestions, carried, speakers), speakers)


def known(register: Register) -> Known:
    """Every name and alias, with the address of whose it is."""
    people = {name: it.slug for it in register.entries if it.is_person for name in it.names}
    parties = {name: it.slug for it in register.entries if not it.is_person for name in it.names}
    return Known(people=people, parties=parties)
