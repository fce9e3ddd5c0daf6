"""What a brief says below its front matter, whichever way it is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .blocks import Block, Paragraph, html_of
from .brief import BriefSection, Fault
from .fields import fit
from .labels import label_end
from .runs import settle, unsettled, words_of
from .text import squashed


@dataclass(frozen=True)
class Body:
    """`headline` and `standfirst` are "" where the body leaves them to the front matter."""

    standfirst: str
    sections: tuple[BriefSection, ...]
    headline: str = ""
    headline_line: int = 1


@dataclass
class _Draft:
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


def run_in_sections(blocks: Iterable[tuple[int, Block]]) -> tuple[BriefSection, ...]:
    """Sections by their run-in labels; a block without a label continues the section above."""
    drafts: list[_Draft] = []
    for line, block in blocks:
        if labelled := _labelled(line, block):
            drafts.append(labelled)
        elif drafts:
            drafts[-1].blocks.append(block)
        else:
            raise Fault(
                line,
                "this paragraph comes after the standfirst and has no label",
                "Start it with a label of at most 8 words and a colon, such as “What’s the deal:”, "
                "or join it to the standfirst.",
            )
    return tuple(BriefSection(draft.label, html_of(draft.blocks)) for draft in drafts)


def no_text(line: int, label: str) -> Fault:
    return Fault(
        line, f"the label “{label}” has no text", "Write its text after it, or take the label out."
    )


def _labelled(line: int, block: Block) -> _Draft | None:
    colon = label_end(words_of(block.runs)) if isinstance(block, Paragraph) else None
    if colon is None or not isinstance(block, Paragraph):
        return None
    label = fit(line, "label", squashed(words_of(block.runs)[:colon]))
    runs = settle(unsettled(block.runs)[colon + 1 :])
    if not runs:
        raise no_text(line, label)
    return _Draft(label, [Paragraph(runs)])
