"""A Brief → the Markdown file that reads back as the same Brief."""

from typing import Any

import yaml

from .brief import Brief, BriefImage, BriefSection, BriefSource
from .canonical import blocks_of
from .headings import write_heading
from .markdown_writer import markdown_of
from .read import parse_brief
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
    front = yaml.dump(
        _front_matter(brief), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_ENDLESS
    )
    text = f"---\n{front}---\n" + "".join(_section(section) for section in brief.sections)
    parse_brief(text, name=brief.slug or brief.headline, markdown=True)
    return text


def _section(section: BriefSection) -> str:
    return f"\n{write_heading(section)}\n\n{markdown_of(blocks_of(section.html))}\n"


def _front_matter(brief: Brief) -> dict[str, Any]:
    return _said(
        headline=squashed(brief.headline),
        standfirst=squashed(brief.standfirst),
        desk=squashed(brief.desk),
        access=brief.access,
        byline=squashed(brief.byline),
        published=brief.published,
        updated=brief.updated,
        image=_image(brief.image),
        slug=brief.slug,
        sources=[_source(source) for source in brief.sources],
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
