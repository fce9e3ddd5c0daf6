"""HTML from a clipboard → the text of a brief, and what was left out. Never raises; `parse_brief` judges the text."""

from dataclasses import dataclass

from standfirst.stories.briefs import Brief, BriefSection, draft_text
from standfirst.stories.briefs.blocks import html_of
from standfirst.stories.briefs.runs import Runs, words_of
from standfirst.stories.briefs.text import squashed

from .earlier_mails import mark_outlook, take_out_earlier_mails
from .flattening import pieces_of
from .left_out import Kind, LeftOut, prune
from .markup import tree_of
from .outline import Outline, outline_of
from .word_lists import make_lists


@dataclass(frozen=True)
class Reduced:
    text: str
    left_out: LeftOut


def reduced(html: str) -> Reduced:
    tree = tree_of(html)
    make_lists(tree)
    left_out = prune(tree)
    mark_outlook(tree)
    left_out[Kind.EARLIER_MAIL] += take_out_earlier_mails(tree)
    outline = outline_of(pieces_of(tree))
    left_out[Kind.EARLIER_MAIL] += outline.earlier_mails
    left_out[Kind.LINK] += _links_in(outline.standfirst)
    return Reduced(draft_text(_brief(outline), _loose(outline)), +left_out)


def _links_in(runs: Runs) -> int:
    """A standfirst is plain text."""
    return len({run.mark.href for run in runs if run.mark.href})


def _brief(outline: Outline) -> Brief:
    return Brief(
        headline=squashed(outline.headline),
        standfirst=squashed(words_of(outline.standfirst)),
        sections=tuple(BriefSection(it.label, html_of(it.blocks)) for it in outline.parts),
        byline=outline.byline,
        sources=tuple(outline.sources),
    )


def _loose(outline: Outline) -> str:
    return html_of(outline.loose)
