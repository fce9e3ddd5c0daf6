"""What a statement said before, in words: for those who may read what it says now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.publication.templatetags.moments import day_words
from standfirst.record.models import Party, Person, Statement, StatementCorrection
from standfirst.record.models.statement import Mode, Number, Precision, Stance

_NAMES: Mapping[str, Any] = {
    "words": gettext_lazy("Words"),
    "mode": gettext_lazy("How they stand"),
    "stance": gettext_lazy("Stance"),
    "verb": gettext_lazy("Verb"),
    "office": gettext_lazy("Office"),
    "said_at": gettext_lazy("When"),
    "precision": gettext_lazy("When it is known"),
    "where": gettext_lazy("Where"),
    "topic": gettext_lazy("On what"),
    "looked_at": gettext_lazy("When we looked"),
    "unnamed": gettext_lazy("Source"),
    "unnamed_number": gettext_lazy("How many sources"),
    "unnamed_why": gettext_lazy("Why it is unnamed"),
    "person_id": gettext_lazy("Person"),
    "party_id": gettext_lazy("Party"),
    "side_id": gettext_lazy("Whose side"),
}
_CHOICES: Mapping[str, Any] = {
    "mode": Mode,
    "stance": Stance,
    "precision": Precision,
    "unnamed_number": Number,
}


@dataclass(frozen=True)
class Change:
    """A field, by its name in words, and what it said before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Corrected:
    at: datetime
    url: str
    changes: tuple[Change, ...]


def corrections_of(row: Statement) -> list[Corrected]:
    """Newest first."""
    return told_of(row.corrections.all())


def told_of(corrections: Iterable[StatementCorrection]) -> list[Corrected]:
    """Names are read for all of them at once."""
    every = list(corrections)
    names = _names(every)
    return [
        Corrected(
            it.at,
            it.statement.url,
            tuple(
                Change(
                    str(name),
                    _shown(field, it.before, names),
                    _shown(field, it.after, names),
                )
                for field, name in _NAMES.items()
                if field in it.before
            ),
        )
        for it in every
    ]


_Names = Mapping[tuple[bool, int], str]


def _names(corrections: Iterable[StatementCorrection]) -> _Names:
    """Of a person (True) or a party, by number."""
    wanted = {
        (field == "person_id", side[field])
        for it in corrections
        for side in (it.before, it.after)
        for field in ("person_id", "party_id", "side_id")
        if side.get(field)
    }
    people = Person.objects.filter(pk__in=[pk for person, pk in wanted if person])
    parties = Party.objects.filter(pk__in=[pk for person, pk in wanted if not person])
    return {
        **{(True, pk): name for pk, name in people.values_list("pk", "name")},
        **{(False, pk): name for pk, name in parties.values_list("pk", "name")},
    }


def _shown(field: str, said: Mapping[str, Any], names: _Names) -> str:
    """Whoever is not in the register any more, by the name that was kept."""
    value = said.get(field)
    if value in (None, ""):
        return _("nothing")
    if field.endswith("_id"):
        return names.get((field == "person_id", value), said.get(field.removesuffix("_id"), ""))
    if field in _CHOICES:
        return str(_CHOICES[field](value).label)
    if field.endswith("_at"):
        moment = parse_datetime(value)
        return day_words(moment.date()) if moment else str(value)
    return str(value)
