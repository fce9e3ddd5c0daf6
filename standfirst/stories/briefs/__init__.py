"""Brief files: a story as one text file, read and written. Knows no Django and no database."""

from .brief import (
    Brief,
    BriefError,
    BriefImage,
    BriefSection,
    BriefSource,
    BriefStatement,
    BriefUnnamed,
    Doubt,
)
from .canonical import canonical_html
from .front_matter import line_of, line_with
from .images import image_tag, images_in, section_html
from .read import LARGEST, marks_itself, parse_brief, read_brief
from .write import draft_text, write_brief

__all__ = [
    "LARGEST",
    "Brief",
    "BriefError",
    "BriefImage",
    "BriefSection",
    "BriefSource",
    "BriefStatement",
    "BriefUnnamed",
    "Doubt",
    "canonical_html",
    "image_tag",
    "images_in",
    "draft_text",
    "line_of",
    "line_with",
    "marks_itself",
    "parse_brief",
    "read_brief",
    "section_html",
    "write_brief",
]
