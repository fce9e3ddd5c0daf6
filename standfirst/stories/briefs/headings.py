"""Section headings: `## Label {free outside="…"}`."""

import re
from dataclasses import dataclass

from .brief import BriefSection, Fault
from .emphasis import escaped
from .text import squashed

# In quotation marks a backslash keeps the next quotation mark or backslash; editors curl quotes.
_OUTSIDE = r'outside\s*=\s*(?:"(?:[^"\\]|\\.)*"|“[^”]*”)'
_MARK = re.compile(rf"free|{_OUTSIDE}", re.IGNORECASE)
_GROUP = rf"\{{\s*(?:free|{_OUTSIDE})(?:\s+(?:free|{_OUTSIDE}))*\s*\}}"
_TAIL = re.compile(rf"(?:^|(?<=\s)){_GROUP}(?:\s*{_GROUP})*$", re.IGNORECASE)
_UNKNOWN = re.compile(r"(?<!\\)\{[^{}]*\}$")


@dataclass(frozen=True)
class Heading:
    """`label` is still Markdown."""

    label: str
    free: bool = False
    outside_label: str = ""


def read_heading(line: int, raw: str) -> Heading:
    tail = _TAIL.search(raw)
    label = raw[: tail.start()].rstrip() if tail else raw
    if unknown := _UNKNOWN.search(label):
        raise Fault(
            line,
            f"the section heading ends in {unknown[0]}, which means nothing here",
            r'Use {free} or {outside="…"}, or write \{ and \} if the label has braces.',
        )
    marks = _MARK.findall(tail[0]) if tail else []
    outside = [_outside(mark) for mark in marks if mark.lower() != "free"]
    return Heading(label, len(outside) < len(marks), outside[-1] if outside else "")


def write_heading(section: BriefSection) -> str:
    label = "".join(atom.source for atom in escaped(squashed(section.label)))
    label = re.sub(r"[{}#]", r"\\\g<0>", label)
    marks = ["free"] if section.free else []
    if outside := squashed(section.outside_label):
        quoted = re.sub(r'[\\"]', r"\\\g<0>", outside)
        marks.append(f'outside="{quoted}"')
    return f"## {label} {{{' '.join(marks)}}}" if marks else f"## {label}"


def _outside(mark: str) -> str:
    quoted = mark.partition("=")[2].strip()
    return squashed(re.sub(r'\\([\\"])', r"\1", quoted[1:-1]))
