"""Words that are true only on the day they are printed."""

from collections.abc import Iterator

from .codes import Code
from .english import any_of
from .finding import Finding
from .reading import Reading

_SPANS = (
    "(?:week(?:end)?|month|year|summer|winter|spring|autumn|fall|morning|afternoon|evening"
    "|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
ROTTING = any_of(
    "(?:until |right |for |by )?now|currently|presently|nowadays|at present|at the moment|to date|so far",
    "(?:earlier |later )?today|yesterday|tomorrow|tonight|last night|recent(?:ly)?|lately|latest|ongoing",
    f"(?:earlier |later )?(?:this|last|next) {_SPANS}",
    "in (?:recent|the (?:past|last|coming)) (?:few )?(?:hours|days|weeks|months|years)",
    "(?:in|over) the (?:past|coming) (?:day|week|month|year)",
    "(?:hours|days|weeks|months) ago",
)


def words_that_rot(reading: Reading) -> Iterator[Finding]:
    """Anywhere but in quotes, which stand at their own date."""
    for passage in reading.passages:
        for found in ROTTING.finditer(passage.narration):
            yield Finding(Code.WORDS_THAT_ROT, passage.place(*found.span()))
