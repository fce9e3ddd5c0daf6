"""A sentence read around its verbs, to both sides."""

from standfirst.record.suggest.backwards import Backwards
from standfirst.record.suggest.forwards import Forwards


class Reader(Backwards, Forwards):
    """Who stands before or after a verb."""
