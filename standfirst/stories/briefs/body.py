"""What a brief says below its front matter, whichever way it is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .blocks import Block, Paragraph, html_of
from .brief import BriefSection, Doubt, Fault
from .doubts import doubt_on_top, doubts_about
from .headline import reads_as_headline
from .run_in import run_in
from .runs import words_of
from .text import squashed
from .values import fit

Lined = tuple[int, Block]  # with the line it starts on


@dataclass(frozen=True)
class Body:
    """`headline` and `standfirst` are "" where the body leaves them to the front matter."""

    standfirst: str
    sections: tuple[BriefSection, ...]
    headline: str = ""
    headline_line: int = 1
    doubts: tuple[Doubt, ...] = ()


@dataclass
class _Draft:
    line: int
    label: str
    blocks: list[Block] = field(default_factory=list)


def without_first_lines(text: str, count: int) -> str:
    """The first `count` non-empty lines are emptied, so that the others keep their numbers."""
    lines = text.split("\n")
    written = [index for index, line in enumerate(lines) if squashed(line)]
    if count > 0 and count >= len(written):
        raise Fault(
            written[-1] + 1 if written else 1,
            f"nothing is left after skipping {count} lines",
            f"The file has {len(written)} lines that are not empty; skip fewer.",
        )
    for index in written[: max(count, 0)]:
        lines[index] = ""
    return "\n".join(lines)


def pop_headline(blocks: list[Lined]) -> tuple[int, str]:
    """The first paragraph, if it reads as one and another without a label follows it."""
    texts = [block.runs for _, block in blocks[:2] if isinstance(block, Paragraph)]
    if len(texts) < 2 or any(run_in(runs) for runs in texts):
        return 1, ""
    if not reads_as_headline(words_of(texts[0])):
        return 1, ""
    return blocks.pop(0)[0], squashed(words_of(texts[0]))


def pop_standfirst(blocks: list[Lined], *, marked: bool) -> tuple[str, tuple[Doubt, ...]]:
    """ "" if the body does not start with a paragraph."""
    line, block = blocks[0] if blocks else (1, None)
    if not isinstance(block, Paragraph):
        return "", ()
    blocks.pop(0)
    return squashed(words_of(block.runs)), doubt_on_top(line, block.runs, marked=marked)


def run_in_sections(
    blocks: Iterable[Lined],
) -> tuple[tuple[BriefSection, ...], tuple[Doubt, ...]]:
    """Sections by their run-in labels; a block without a label continues the section above."""
    drafts: list[_Draft] = []
    doubts: list[Doubt] = []
    for line, block in blocks:
        if labelled := _labelled(line, block):
            drafts.append(labelled)
        elif drafts:
            drafts[-1].blocks.append(block)
            doubts += doubts_about(line, block, marked=False)
        else:
            raise Fault(
                line,
                "this paragraph comes after the standfirst and has no label",
                "Start it with a label of at most 8 words and a colon, such as “What’s the deal:”, "
                "join it to the standfirst, or take out what is no part of the story.",
            )
    return tuple(map(_section, drafts)), tuple(doubts)


def no_text(line: int, label: str) -> Fault:
    return Fault(
        line, f"the label “{label}” has no text", "Write its text after it, or take the label out."
    )


def _labelled(line: int, block: Block) -> _Draft | None:
    """A label that stands alone has its text in the paragraphs below."""
    labelled = run_in(block.runs) if isinstance(block, Paragraph) else None
    if labelled is None:
        return None
    label, runs = labelled
    return _Draft(line, fit(line, "label", label), [Paragraph(runs)] if runs else [])


def _section(draft: _Draft) -> BriefSection:
    if not draft.blocks:
        raise no_text(draft.line, draft.label)
    return BriefSection(draft.label, html_of(draft.blocks))
