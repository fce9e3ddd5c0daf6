"""A Brief → the Markdown file that reads back as the same Brief."""

import dataclasses
from html import escape
from typing import Any

import yaml

from .brief import Brief, BriefImage, BriefSection, BriefSource
from .canonical import blocks_of
from .headings import write_heading
from .markdown_writer import markdown_of
from .read import parse_brief
from .statements import written
from .text import squashed

_ENDLESS = 1_000_000_000  # columns; a value stays on its line


class _Dumper(yaml.SafeDumper):
    """Writes a value out each time; PyYAML would refer a second time to the first."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def write_brief(brief: Brief) -> str:
    """Text fields and the sections' HTML are brought into their canonical form on the way.

    Raises BriefError (with the slug or headline as file) for a brief that could not be read back,
    such as one with an empty section: better now than on the day the export is needed.
    """
    text = _fenced(_front_matter(brief)) + "".join(_section(section) for section in brief.sections)
    parse_brief(text, name=brief.slug or brief.headline, markdown=True, images=True)
    return text


def draft_text(brief: Brief, loose: str) -> str:
    """As an editor would type it: headline and standfirst stand in the text, not in front matter.

    Nothing is refused: what the brief lacks, `parse_brief` will say. `loose` is HTML below the standfirst.
    """
    front = _front_matter(dataclasses.replace(brief, headline="", standfirst=""))
    headline = write_heading(BriefSection(brief.headline, ""))[1:] if brief.headline else ""
    standfirst = markdown_of(blocks_of(escape(brief.standfirst)))
    top = [part for part in (headline, standfirst, markdown_of(blocks_of(loose))) if part]
    text = (f"{_fenced(front)}\n" if front else "") + "\n\n".join(top)
    return text.rstrip() + "\n" + "".join(_section(section) for section in brief.sections)


def _fenced(front: dict[str, Any]) -> str:
    yaml_text = yaml.dump(
        front, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_ENDLESS
    )
    return f"---\n{yaml_text}---\n"


def _section(section: BriefSection) -> str:
    return f"\n{write_heading(section)}\n\n{markdown_of(blocks_of(section.html, images=True))}\n"


def _front_matter(brief: Brief) -> dict[str, Any]:
    return _said(
        headline=squashed(brief.headline),
        standfirst=squashed(brief.standfirst),
        desk=squashed(brief.desk),
        access=brief.access,
        byline=squashed(brief.byline),
        storyline=squashed(brief.storyline),
        published=brief.published,
        updated=brief.updated,
        image=_image(brief.image),
        slug=brief.slug,
        sources=[_source(source) for source in brief.sources],
        statements=[written(it) for it in brief.statements],
    )


def _image(image: BriefImage | None) -> str | dict[str, Any]:
    if image is None:
        return ""
    rest = _said(alt=squashed(image.alt), credit=squashed(image.credit))
    return {"path": image.path, **rest} if rest else image.path


def _source(source: BriefSource) -> dict[str, Any]:
    return _said(
        url=source.url,
        publisher=squashed(source.publisher),
        title=squashed(source.title),
        date=source.date,
    )


def _said(**fields: Any) -> dict[str, Any]:
    """Only what the brief says."""
    return {key: value for key, value in fields.items() if value}
