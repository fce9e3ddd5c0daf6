"""Markdown below the front matter: an optional `# Headline`, the standfirst, the sections."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .blocks import Block, List, html_of
from .body import Body, no_text, run_in_sections, without_first_lines
from .brief import BriefSection, Fault
from .canonical import blocks_of
from .fields import fit
from .headings import read_heading
from .refusals import line_of_token, refuse_strangers, refuse_unused
from .runs import words_of
from .text import squashed, without_odd_breaks

_SECTION = re.compile(r"^ {0,3}##[ \t]", re.MULTILINE)

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


def has_section_heading(text: str) -> bool:
    return _SECTION.search(text) is not None


def read_markdown(text: str, skip: int, has_standfirst: bool) -> Body:
    """`has_standfirst`: the front matter gives it, so that the body starts with a section."""
    env: dict[str, Any] = {}
    tokens = _PARSER.parse(without_odd_breaks(without_first_lines(text, skip)), env)
    refuse_strangers(tokens)
    refuse_unused(env.get("references", {}), tokens)
    groups = list(_groups(tokens))
    title = groups.pop(0) if groups and groups[0][0].tag == "h1" else None
    opening = None if has_standfirst or not _is_paragraph(groups) else groups.pop(0)
    return Body(
        headline=squashed(_words(title)) if title else "",
        headline_line=line_of_token(title[0]) if title else 1,
        standfirst=_words(opening) if opening else "",
        sections=_sections(groups, env),
    )


def _groups(tokens: Sequence[Token]) -> Iterator[Group]:
    group: Group = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _is_paragraph(groups: list[Group]) -> bool:
    return bool(groups) and groups[0][0].type == "paragraph_open"


def _sections(groups: list[Group], env: dict[str, Any]) -> tuple[BriefSection, ...]:
    starts = [index for index, group in enumerate(groups) if group[0].tag == "h2"]
    if not starts:
        return run_in_sections(_lined_blocks(groups))
    if starts[0] > 0:
        raise Fault(
            line_of_token(groups[0][0]),
            "this comes before the first section and is not the standfirst",
            "Put it under a ## heading, or join it to the standfirst.",
        )
    ends = [*starts[1:], len(groups)]
    return tuple(
        _section(groups[start], groups[start + 1 : end], env)
        for start, end in zip(starts, ends, strict=True)
    )


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


def _lined_blocks(groups: list[Group]) -> Iterator[tuple[int, Block]]:
    return ((line_of_token(group[0]), block) for group in groups for block in _blocks(group))


def _blocks(tokens: Sequence[Token]) -> tuple[Block, ...]:
    return blocks_of(_PARSER.renderer.render(tokens, _PARSER.options, {}))


def _words(tokens: Sequence[Token]) -> str:
    """Plain text on one line."""
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    texts = (block for block in blocks_of(html) if not isinstance(block, List))
    return squashed(" ".join(words_of(each.runs) for each in texts))
