"""From prose to statements: who may have said what. Pure: no database, no settings."""

from standfirst.record.suggest.learning import Accepted, learn
from standfirst.record.suggest.propose import suggest
from standfirst.record.suggest.values import NOBODY, Known, Suggestion
from standfirst.record.suggest.weights import BY_RULE, Weights

__all__ = ["BY_RULE", "NOBODY", "Accepted", "Known", "Suggestion", "Weights", "learn", "suggest"]
