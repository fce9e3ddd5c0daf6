from standfirst.record.models.challenge import Challenge
from standfirst.record.models.findable import Findable
from standfirst.record.models.register import Party, Person, Post, Tenure
from standfirst.record.models.source import Source
from standfirst.record.models.statement import Evidence, Statement, StatementCorrection
from standfirst.record.models.trained import TrainedWeights

__all__ = [
    "Challenge",
    "Evidence",
    "Findable",
    "Party",
    "Person",
    "Post",
    "Source",
    "Statement",
    "StatementCorrection",
    "Tenure",
    "TrainedWeights",
]
