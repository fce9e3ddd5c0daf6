"""Runs of marked text → one Markdown paragraph that reads back as exactly these runs.

CommonMark (0.31, section 6.2) lets `*` open or close emphasis only beside certain characters.
Where the text does not offer one, the character outside the mark is written as `&#…;`: a
semicolon and an ampersand are always good neighbours.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from markdown_it.common.utils import isPunctChar, isWhiteSpace

from .runs import Run, Runs

_SPECIAL = frozenset("\\`*_[]<")
_ENTITY = re.compile(r"&#?[A-Za-z0-9]+;")
_LINE_START = re.compile(r"(?P<digits>[0-9]{0,9})(?P<sign>[-+#>=|:~.)])")


@dataclass
class Atom:
    """A character of the text, or a sign between characters; `source` is what the file says."""

    source: str
    char: str = ""
    mark: str = ""  # "bold" or "italic"
    opens: bool = False


def markdown_lines(runs: Runs) -> list[str]:
    """The paragraph's lines; all but the last end in a backslash, a line break."""
    atoms = [atom for href, group in _by_link(runs) for atom in _linked(href, list(group))]
    _part_italic_from_bold(atoms)
    _keep_bang_from_link(atoms)
    while _mend_neighbours(atoms):
        pass
    return [_safe_start(line) for line in "".join(atom.source for atom in atoms).split("\n")]


def escaped(text: str) -> list[Atom]:
    entities = {match.start() for match in _ENTITY.finditer(text)}
    return [
        Atom("\\\n" if c == "\n" else "\\" + c if c in _SPECIAL or i in entities else c, char=c)
        for i, c in enumerate(text)
    ]


def _by_link(runs: Runs) -> Iterable[tuple[str, Iterable[Run]]]:
    return groupby(runs, lambda run: run.mark.href)


def _linked(href: str, runs: list[Run]) -> list[Atom]:
    atoms: list[Atom] = []
    for bold, group in groupby(runs, lambda run: run.mark.bold):
        inner = [atom for run in group for atom in _marked("italic", run.mark.italic, _text(run))]
        atoms += _marked("bold", bold, inner)
    return [Atom("["), *atoms, Atom(f"]({_destination(href)})")] if href else atoms


def _text(run: Run) -> list[Atom]:
    return escaped(run.text)


def _marked(mark: str, is_marked: bool, atoms: list[Atom]) -> list[Atom]:
    if not is_marked:
        return atoms
    sign = "**" if mark == "bold" else "*"
    return [Atom(sign, mark=mark, opens=True), *atoms, Atom(sign, mark=mark)]


def _destination(href: str) -> str:
    """Parentheses end a destination and entities are read in it; spaces are encoded already."""
    return re.sub(r"[()]|&(?=#?[A-Za-z0-9]+;)", lambda match: "\\" + match[0], href)


def _part_italic_from_bold(atoms: list[Atom]) -> None:
    """`***` says too little: an italic that touches a bold sign is written with underscores."""
    touching = {
        id(atom)
        for pair in pairwise(atoms)
        for atom in pair
        if {each.mark for each in pair} == {"bold", "italic"} and atom.mark == "italic"
    }
    opener = None
    for atom in (atom for atom in atoms if atom.mark == "italic"):
        if atom.opens:
            opener = atom
        elif opener and {id(opener), id(atom)} & touching:
            opener.source = atom.source = "_"


def _keep_bang_from_link(atoms: list[Atom]) -> None:
    """`!` before a link would make it an image."""
    for before, after in pairwise(atoms):
        if before.char == "!" and after.source == "[":
            before.source = "\\!"


def _mend_neighbours(atoms: list[Atom]) -> bool:
    """Writes as entities the characters that keep a sign from working; says if there were any."""
    mended = False
    for index, atom in enumerate(atoms):
        before = atoms[index - 1].source[-1] if index else " "
        after = atoms[index + 1].source[0] if index + 1 < len(atoms) else " "
        if atom.mark and not _works(atom, before, after):
            outside = atoms[index - 1 if atom.opens else index + 1]
            outside.source = f"&#{ord(outside.char)};"
            mended = True
    return mended


def _works(atom: Atom, before: str, after: str) -> bool:
    left = _flanks(after, before)
    right = _flanks(before, after)
    own, other, outside = (left, right, before) if atom.opens else (right, left, after)
    return own and (atom.source != "_" or not other or isPunctChar(outside))


def _flanks(inside: str, outside: str) -> bool:
    """Left-flanking for (after, before), right-flanking for (before, after)."""
    if isWhiteSpace(ord(inside)):
        return False
    return not isPunctChar(inside) or isWhiteSpace(ord(outside)) or isPunctChar(outside)


def _safe_start(line: str) -> str:
    """Nothing at the start of a line may look like a list, heading, quotation, rule or table."""
    if match := _LINE_START.match(line):
        return f"{match['digits']}\\{line[match.end('digits') :]}"
    return line
