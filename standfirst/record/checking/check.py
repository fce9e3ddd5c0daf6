"""The desk check: all rules on one draft."""

from collections.abc import Callable, Iterator

from .draft import Draft
from .finding import Finding, Part
from .offices import offices_in_prose, offices_not_held
from .parties import accused_without_response, parties_without_line, quotes_of_a_state
from .quotes import altered_prose, altered_statements, lost, reworded
from .reading import Reading
from .rotting import words_that_rot
from .silence import silences
from .sourcing import (
    claims_without_source,
    figures_without_source,
    quotes_without_source,
    superlatives_without_source,
)
from .speakers import without_speaker
from .standfirst import not_carried

Rule = Callable[[Reading], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    altered_statements,
    reworded,
    altered_prose,
    quotes_without_source,
    offices_not_held,
    lost,
    parties_without_line,
)
# These know English words, and are asked of stories in English alone.
ENGLISH_RULES: tuple[Rule, ...] = (
    without_speaker,
    figures_without_source,
    superlatives_without_source,
    claims_without_source,
    not_carried,
    accused_without_response,
    offices_in_prose,
    words_that_rot,
    quotes_of_a_state,
    silences,
)

_PARTS = list(Part)


def check(draft: Draft) -> tuple[Finding, ...]:
    """What the desk should look at, first what stops, then in the order of the story. Pure: no clock, no database."""
    reading = Reading(draft)
    rules = RULES + ENGLISH_RULES if draft.language.split("-")[0] == "en" else RULES
    sections = [section.id for section in draft.sections]
    order = {section: number for number, section in enumerate(sections)}
    found = [finding for rule in rules for finding in rule(reading)]
    return tuple(
        sorted(
            found,
            key=lambda it: (
                not it.stops,
                _PARTS.index(it.place.part),
                order.get(it.place.section, -1),
                it.place.start,
            ),
        )
    )
