"""Pieces of a pasted document → headline, standfirst and sections, as its headings and labels say."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from standfirst.stories.briefs import BriefSource
from standfirst.stories.briefs.blocks import Block, Item, List, Paragraph, Picture
from standfirst.stories.briefs.body import pop_headline
from standfirst.stories.briefs.links import web_address
from standfirst.stories.briefs.run_in import lines_of, parted, run_in
from standfirst.stories.briefs.runs import Runs, settle, unsettled, words_of
from standfirst.stories.briefs.text import squashed

from .earlier_mails import starts_earlier_mail
from .flattening import Heading, Piece, words_in

MOST_WORDS_OF_A_LABEL = 8  # of a line in bold that is no heading by its markup

_BYLINE = re.compile(r"[Bb]y\s+(?P<name>\S+(?:\s+\S+){0,5})")
_BULLET = re.compile(r"[•·▪◦‣●–-]\s+")


@dataclass
class Part:
    label: str
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Outline:
    """`loose` is what stands between the standfirst and the first label."""

    headline: str = ""
    standfirst: Runs = ()
    byline: str = ""
    loose: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    sources: list[BriefSource] = field(default_factory=list)
    earlier_mails: int = 0


def outline_of(pieces: Iterable[Piece]) -> Outline:
    outline = Outline()
    rest = list(_split(_own(list(pieces), outline)))
    _take_top(rest, outline)
    for index, piece in enumerate(rest):
        _add(outline, piece, is_last=index + 1 == len(rest) or isinstance(rest[index + 1], Heading))
    _take_sources(outline)
    return outline


def _split(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """A paragraph for each line that starts with a label, and lists for lines that start with a bullet."""
    for piece in pieces:
        if isinstance(piece, Paragraph):
            for _, runs in parted(piece.runs, run_in):
                if runs:
                    yield _bullet(runs) or Paragraph(runs)
        elif not isinstance(piece, Heading) or piece.words:
            yield piece


def _bullet(runs: Runs) -> List | None:
    lines = [settle(line) for line in lines_of(runs)]
    marks = [_BULLET.match(words_of(line)) for line in lines]
    if not all(marks) or (words_of(lines[0])[0] in "–-" and len(lines) == 1):
        return None
    items = [
        settle(unsettled(line)[mark.end() :])
        for line, mark in zip(lines, marks, strict=True)
        if mark
    ]
    return List(False, tuple(map(Item, items))) if all(items) else None


def _own(pieces: list[Piece], outline: Outline) -> list[Piece]:
    """Up to the head of an earlier mail, if anything stands above it."""
    for index, piece in enumerate(pieces):
        if isinstance(piece, Paragraph) and starts_earlier_mail(words_in(piece)):
            outline.earlier_mails = 1 if index else 0
            return pieces[:index] or [it for it in pieces if it is not piece]
    return pieces


def _take_top(pieces: list[Piece], outline: Outline) -> None:
    """Headline, byline and standfirst; a first heading is the headline."""
    if pieces and isinstance(first := pieces[0], Heading):
        outline.headline = first.words
        pieces.pop(0)
    _take_byline(pieces, outline)
    top = [(0, it) for it in pieces[:2] if not isinstance(it, Heading)]
    if not outline.headline and len(top) == 2:
        outline.headline = pop_headline(top)[1]
        del pieces[: 2 - len(top)]
        _take_byline(pieces, outline)
    if pieces and isinstance(first := pieces[0], Paragraph):
        outline.standfirst = first.runs
        pieces.pop(0)
    _take_byline(pieces, outline)


def _take_byline(pieces: list[Piece], outline: Outline) -> None:
    if pieces and isinstance(first := pieces[0], Paragraph):
        match = _BYLINE.fullmatch(squashed(words_of(first.runs)))
        if match and not match["name"].endswith((".", ":")):
            outline.byline = match["name"]
            pieces.pop(0)


def _add(outline: Outline, piece: Piece, *, is_last: bool) -> None:
    """`is_last`: nothing stands below it, up to the next heading."""
    if isinstance(piece, Heading):
        outline.parts.append(Part(_label(piece.words)))
    elif isinstance(piece, Paragraph) and (labelled := run_in(piece.runs)):
        label, runs = labelled
        outline.parts.append(Part(label, [Paragraph(runs)] if runs else []))
    elif not is_last and _reads_as_heading(piece):
        outline.parts.append(Part(_label(words_in(piece))))
    else:
        (outline.parts[-1].blocks if outline.parts else outline.loose).append(piece)


def _reads_as_heading(piece: Block) -> bool:
    """A short line, all in bold, that does not end as a sentence does."""
    if not isinstance(piece, Paragraph) or not all(run.mark.bold for run in piece.runs):
        return False
    words = words_of(piece.runs).strip()
    return len(words.split()) <= MOST_WORDS_OF_A_LABEL and words[-1:] not in set(".!…”’\"',;")


def _label(words: str) -> str:
    return squashed(words).removesuffix(":").strip()


def _take_sources(outline: Outline) -> None:
    """A last section "Sources" that holds one link a line is the story's list of sources."""
    if not outline.parts or outline.parts[-1].label.lower() not in {"source", "sources"}:
        return
    lines = [runs for block in outline.parts[-1].blocks for runs in _lines(block)]
    found = [_source(runs) for runs in lines]
    if found and all(found):
        outline.sources = [it for it in found if it]
        outline.parts.pop()


def _lines(block: Block) -> Iterator[Runs]:
    if isinstance(block, List):
        for item in block.items:
            yield item.runs
            for below in item.lists:
                yield from _lines(below)
    elif not isinstance(block, Picture):
        yield from (settle(line) for line in lines_of(block.runs))


def _source(runs: Runs) -> BriefSource | None:
    """One that has no name is known by its address; what stands beside the link is its publisher's."""
    links = {run.mark.href for run in runs if run.mark.href}
    url = web_address(links.pop()) if len(links) == 1 else None
    if not url:
        return None
    title = squashed("".join(run.text for run in runs if run.mark.href))
    beside = squashed("".join(run.text for run in runs if not run.mark.href)).strip(" ,;:·|–—-()")
    return BriefSource(url, beside[:120], "" if web_address(title) else title[:240])
