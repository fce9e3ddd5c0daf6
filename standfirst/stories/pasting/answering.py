"""What was pasted → what the story's form is filled with, or why it is not."""

from dataclasses import dataclass
from typing import Any

from standfirst.stories.briefs import Brief, BriefError, BriefSource, marks_itself, parse_brief
from standfirst.stories.models import StoryPage
from standfirst.stories.named import access_called
from standfirst.stories.refusal import refusals_as_brief_errors
from standfirst.stories.sections import stored

from .left_out import LeftOut
from .reducing import reduced
from .telling import doubt_line, left_out_line, not_filled_line, refusal_line


@dataclass(frozen=True)
class Pasted:
    """The text of a brief. `markdown` is None where nobody knows yet whether it is Markdown."""

    text: str
    markdown: bool | None
    left_out: LeftOut


def pasted(html: str, text: str, markdown: bool | None) -> Pasted:
    """A text that is marked as a brief file counts as it is, however an editor of code coloured it."""
    if html.strip() and not marks_itself(text):
        brief = reduced(html)
        if brief.text.strip() or not text.strip():
            return Pasted(brief.text, True, brief.left_out)
    return Pasted(text, markdown, LeftOut())


def answer(paste: Pasted, desk_slug: str) -> dict[str, Any]:
    """With a "refusal", or with what to "fill" the form with."""
    told = {
        "text": paste.text,
        "markdown": paste.markdown,
        "leftOut": left_out_line(paste.left_out),
    }
    try:
        brief = parse_brief(paste.text, name="", markdown=paste.markdown)
        with refusals_as_brief_errors("", paste.text):
            access = _access(brief)
    except BriefError as error:
        return {**told, "refusal": {"line": error.line, "says": refusal_line(error)}}
    return {
        **told,
        "notFilled": not_filled_line(brief, desk_slug),
        "doubts": [{"line": it.line, "says": doubt_line(it)} for it in brief.doubts],
        "fill": {**_fields(brief), "access": access},
    }


def _access(brief: Brief) -> dict[str, Any] | None:
    """None if the brief does not say who may read. Raises Refusal."""
    if not brief.access:
        return None
    access = access_called(brief.access)
    return {"level": access.level.value, "plans": sorted(access.plans)}


def _fields(brief: Brief) -> dict[str, Any]:
    """Sections are in the form that Wagtail's stream of blocks takes in the browser."""
    stream = StoryPage._meta.get_field("sections").stream_block
    return {
        "fields": {
            "slug": brief.slug,
            "title": brief.headline,
            "standfirst": brief.standfirst,
            "byline": brief.byline,
            "storyline": brief.storyline,
        },
        "sections": stream.get_form_state(stream.to_python(stored(brief.sections, ()))),
        "sources": [_source(source) for source in brief.sources],
    }


def _source(source: BriefSource) -> dict[str, str]:
    return {
        "url": source.url,
        "publisher": source.publisher,
        "title": source.title,
        "date": source.date.isoformat() if source.date else "",
    }
