"""The desk check: what stops a story or warns of it, as pure rules over a frozen draft."""

from .check import check
from .codes import STOPS, Code
from .draft import (
    Draft,
    DraftParty,
    DraftPerson,
    DraftSection,
    DraftSource,
    DraftStatement,
    Suggested,
)
from .finding import Finding, Part, Place

__all__ = [
    "STOPS",
    "Code",
    "Draft",
    "DraftParty",
    "DraftPerson",
    "DraftSection",
    "DraftSource",
    "DraftStatement",
    "Finding",
    "Part",
    "Place",
    "Suggested",
    "check",
]
