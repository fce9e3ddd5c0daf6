"""Brief files: a story as one text file, read and written. Knows no Django and no database."""

from .brief import Brief, BriefError, BriefImage, BriefSection, BriefSource
from .canonical import canonical_html
from .front_matter import line_of
from .read import parse_brief, read_brief
from .write import write_brief

__all__ = [
    "Brief",
    "BriefError",
    "BriefImage",
    "BriefSection",
    "BriefSource",
    "canonical_html",
    "line_of",
    "parse_brief",
    "read_brief",
    "write_brief",
]
