"""Markdown below the front matter: an optional `# Headline`, the standfirst, the sections."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from .blocks import Block, Paragraph, Quote, html_of
from .body import (
    Body,
    Lined,
    no_text,
    pop_headline,
    pop_standfirst,
    run_in_sections,
    without_first_lines,
)
from .brief import BriefSection, Doubt, Fault
from .canonical import blocks_of
from .doubts import doubts_about
from .headings import read_heading
from .refusals import line_of_token, refuse_strangers, refuse_unused
from .run_in import bold_run_in, parted
from .runs import words_of
from .text import squashed, without_odd_breaks
from .values import fit

_SECTION = re.compile(r"^ {0,3}##[ \t]", re.MULTILINE)
_HEADLINE = re.compile(r"\A\s*#[ \t]")
_BOLD_LABEL = re.compile(r"^ {0,3}(\*\*|__)[^*_\n]+(?::\1|\1:)(?=\s)", re.MULTILINE)

Group = list[Token]  # the tokens of one top-level block


class _Parser(MarkdownIt):
    """CommonMark that keeps addresses as they are written: `refusals` judges them."""

    def __init__(self) -> None:
        # Past this depth markdown-it drops text without a word; `refusals` stops well before.
        super().__init__("commonmark", {"maxNesting": 40})
        self.enable("table").disable(["code", "backticks"])

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


_PARSER = _Parser()
_BY_LINE = _Parser()  # keeps the lines of a paragraph apart
_BY_LINE.options["breaks"] = True


def reads_as_markdown(text: str) -> bool:
    """It marks a section, a headline or a label as Markdown does."""
    return any(mark.search(text) for mark in (_SECTION, _HEADLINE, _BOLD_LABEL))


def read_markdown(text: str, skip: int, has_standfirst: bool, images: bool) -> Body:
    """`has_standfirst`: the front matter gives it, so that the body starts with a section."""
    env: dict[str, Any] = {}
    tokens = _PARSER.parse(without_odd_breaks(without_first_lines(text, skip)), env)
    refuse_strangers(tokens, images=images)
    refuse_unused(env.get("references", {}), tokens)
    groups = list(_groups(tokens))
    title = groups.pop(0) if groups and groups[0][0].tag == "h1" else None
    start = next((n for n, group in enumerate(groups) if group[0].tag == "h2"), len(groups))
    marked = start < len(groups)
    top = list(_lined_blocks(groups[:start]))
    line, headline = (line_of_token(title[0]), _words(title)) if title else (1, "")
    if not (title or has_standfirst):
        line, headline = pop_headline(top)
    standfirst, on_top = ("", ()) if has_standfirst else pop_standfirst(top, marked=marked)
    read = _marked_sections(top, groups[start:], env) if marked else run_in_sections(top)
    return Body(standfirst, read[0], headline, line, on_top + read[1])


def _groups(tokens: Sequence[Token]) -> Iterator[Group]:
    group: Group = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _marked_sections(
    above: list[Lined], groups: list[Group], env: dict[str, Any]
) -> tuple[tuple[BriefSection, ...], tuple[Doubt, ...]]:
    """`groups` starts with a heading."""
    if above:
        raise Fault(
            above[0][0],
            "this comes before the first section and is not the standfirst",
            "Put it under a ## heading, or join it to the standfirst.",
        )
    starts = [index for index, group in enumerate(groups) if group[0].tag == "h2"]
    ends = [*starts[1:], len(groups)]
    parts = [groups[start:end] for start, end in zip(starts, ends, strict=True)]
    sections = tuple(_section(part[0], part[1:], env) for part in parts)
    return sections, tuple(doubt for part in parts for doubt in _doubts(part[1:]))


def _doubts(groups: list[Group]) -> Iterator[Doubt]:
    """A section's first line stands under a label already."""
    first = line_of_token(groups[0][0])
    for group in groups:
        line = line_of_token(group[0])
        for block in _blocks(group, _BY_LINE.options):
            yield from (it for it in doubts_about(line, block, marked=True) if it.line > first)


def _section(heading: Group, groups: list[Group], env: dict[str, Any]) -> BriefSection:
    line = line_of_token(heading[0])
    read = read_heading(line, heading[1].content)
    inline = _PARSER.parseInline(read.label, env)
    inline[0].map = heading[1].map
    refuse_strangers(inline)
    label = fit(line, "label", _words(inline))
    if not label:
        raise Fault(line, "this section has no label", "Write its label after the ##.")
    html = html_of(block for group in groups for block in _blocks(group))
    if not html:
        raise no_text(line, label)
    return BriefSection(label, html, read.free, fit(line, "label", read.outside_label))


def _lined_blocks(groups: list[Group]) -> Iterator[Lined]:
    """A line that starts with a label in bold starts a paragraph."""
    for group in groups:
        line = line_of_token(group[0])
        for block, as_lines in zip(_blocks(group), _blocks(group, _BY_LINE.options), strict=True):
            parts = parted(as_lines.runs, bold_run_in) if isinstance(as_lines, Paragraph) else []
            if len(parts) > 1:
                yield from ((line + offset, Paragraph(runs)) for offset, runs in parts)
            else:
                yield line, block


def _blocks(tokens: Sequence[Token], options: OptionsDict = _PARSER.options) -> tuple[Block, ...]:
    return blocks_of(_PARSER.renderer.render(tokens, options, {}), images=True)


def _words(tokens: Sequence[Token]) -> str:
    """Plain text on one line."""
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    texts = (block for block in blocks_of(html) if isinstance(block, Paragraph | Quote))
    return squashed(" ".join(words_of(each.runs) for each in texts))
