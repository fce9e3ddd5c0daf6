"""Statements as readers are given them, for tests that need no rows."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from standfirst.gate.access import MEMBERS
from standfirst.record.models.statement import Mark, Mode, Precision, Stance
from standfirst.record.reading import Cited, Linked, Said

UID = "6a1f8f1e-0000-4000-8000-{:012d}"
WHEN = datetime(2024, 8, 8, tzinfo=UTC)
PENTAGON = Linked("Pentagon", "/record/parties/pentagon/")
SINGH = Linked("Sabrina Singh", "/record/people/sabrina-singh/")
SOURCE = Cited("https://defense.gov/t", "Briefing", "Pentagon", "2024-08-08", "en")


def locked(number: int = 1, **fields: Any) -> Said:
    given = {
        "pk": number,
        "uid": UUID(UID.format(number)),
        "url": f"/record/statements/{UID.format(number)}/",
        "person": SINGH,
        "party": PENTAGON,
        "side": None,
        "unnamed": "",
        "unnamed_number": "",
        "office": "deputy press secretary",
        "said_at": WHEN,
        "precision": Precision.DAY,
        "where": "Washington",
        "story": Linked("A signing", "/world/a-signing/"),
        "storyline": Linked("Kursk", "/kursk/"),
        "place": "/world/a-signing/#s-12345678",
        "published_at": datetime(2024, 8, 9, 7, 10, tzinfo=UTC),
        "access": MEMBERS,
        "free": False,
        "words": None,
    }
    return Said(**{**given, **fields})


def said(number: int = 1, words: str = "It is consistent.", **fields: Any) -> Said:
    told = {
        "words": words,
        "exact": words,
        "prefix": "“",
        "suffix": "” she said",
        "mode": Mode.DIRECT,
        "stance": Stance.STATES,
        "verb": "said",
        "source": SOURCE,
        "mark": Mark.VERBATIM,
    }
    return locked(number, **{**told, **fields})
