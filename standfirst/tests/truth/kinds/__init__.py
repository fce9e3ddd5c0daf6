"""Importing this fills KINDS."""

from standfirst.tests.truth.kinds import accounts, house, rights, stories, times
from standfirst.tests.truth.kinds.kind import KINDS, OF_READERS, Look, Steps

__all__ = [
    "KINDS",
    "OF_READERS",
    "Look",
    "Steps",
    "accounts",
    "house",
    "rights",
    "stories",
    "times",
]
