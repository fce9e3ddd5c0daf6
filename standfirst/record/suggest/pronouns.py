"""Whom "she" or "they" can mean: the likeliest of those a text has named or described before."""

from dataclasses import dataclass, field

from standfirst.record.suggest.cast import Entity
from standfirst.record.suggest.reading import Reading
from standfirst.record.suggest.words.people import FEMALE_TITLES, MALE_TITLES

_WINDOW = 6  # sentences back that a pronoun may reach
_AHEAD = 2.5  # of the next likeliest, to be taken for the only one


@dataclass(slots=True)
class Speaker:
    """`name` is None where the text names nobody. `marks`: features for trust."""

    name: str | None
    entity: Entity | None
    marks: list[str] = field(default_factory=list)


def sex_of(word: str) -> float:
    """1 for a man's word, -1 for a woman's, else 0."""
    if word in ("he", "him", "his") or word in MALE_TITLES:
        return 1.0
    return -1.0 if word in ("she", "her") or word in FEMALE_TITLES else 0.0


def nearest(
    reading: Reading,
    sentence: int,
    offset: int,
    sex: float,
    kinds: tuple[str, ...],
    last: Entity | None,
    marks: list[str],
) -> Speaker:
    """Before an offset: near, leading its sentence, having spoken last, of that sex."""
    fitting = [it for it in reading.cast.entities if it.kind in kinds and it.gender * sex >= -0.5]
    scored = [
        (score, it)
        for it in fitting
        if (score := _score(reading, it, sentence, offset, sex, last)) is not None
    ]
    if not scored:
        return _named_later(reading, sex, kinds, marks)
    scored.sort(key=lambda it: -it[0])
    best = scored[0][1]
    if len(scored) == 1:
        marks = [*marks, "only one"]
    elif scored[0][0] - scored[1][0] > _AHEAD:
        marks = [*marks, "ahead"]
    if sex and best.gender * sex <= 0.5:
        marks = [*marks, "of no sex"]
    if not best.name:
        return Speaker(None, best, [*marks, "nobody"])
    return Speaker(best.name, best, [*marks, "known"] if best.key else marks)


def _score(
    reading: Reading, entity: Entity, sentence: int, offset: int, sex: float, last: Entity | None
) -> float | None:
    """None for one who is out of reach."""
    near = [it for it in entity.places if it[0] < offset and sentence - it[1] <= _WINDOW]
    if not near:
        return -2.0 if entity is last else None
    at, number, leads = near[-1]
    back = sentence - number
    together = (
        reading.sentences[number].sentence.paragraph
        == reading.sentences[sentence].sentence.paragraph
    )
    score = 1.2 * leads - back + 1.5 * together + 0.8 * (entity.gender * sex > 0.5)
    return score + 1.5 * (entity is last and back <= 2) + 0.4 * min(len(near), 3) + at / 1e7


def _named_later(reading: Reading, sex: float, kinds: tuple[str, ...], marks: list[str]) -> Speaker:
    """A pronoun before any name: whom it means only if the text names one such at all."""
    named = [it for it in reading.cast.entities if it.kind in kinds and it.name]
    fitting = [it for it in named if it.gender * sex > 0.5]
    fitting = fitting or (named if len(named) == 1 and named[0].gender * sex >= 0 else [])
    if len(fitting) != 1:
        return Speaker(None, None, [*marks, "nobody"])
    return Speaker(fitting[0].name, fitting[0], [*marks, "of no sex"])
