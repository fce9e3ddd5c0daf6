"""`record.verify`: each direct quote held to the text of its source. Pure: no database, no clock."""

from .match import Kind, Mark, Match, Piece, Variant
from .source import is_part
from .verifying import find, verify

__all__ = ["Kind", "Mark", "Match", "Piece", "Variant", "find", "is_part", "verify"]
