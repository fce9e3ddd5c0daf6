"""What Markdown can say and a story cannot keep. Files are read strictly: nothing is lost unsaid.

Backquotes and indentation are no code here but what they look like, so they need no refusal.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from .brief import Fault
from .image_paths import image_path
from .links import canonical_href
from .text import squashed
from .values import fit

_DEEPEST = 24  # levels of Markdown tokens: twelve lists inside each other

_BLOCKS = {
    "fence": ("a block of code", "Write it as a paragraph."),
    "html_block": (
        "HTML",
        r"Use Markdown: **bold**, *italic*, > quotation. Write \< for a mere <.",
    ),
    "hr": ("a rule", "Take the line out; start a new section with ## and a label."),
    "table_open": ("a table", "Write its rows as a list, each line starting with “- ”."),
}
_NESTED = "a list inside a quotation, or a quotation inside a list"
_STUCK = re.compile(r"[ \t]*#{2,6}[^#\s]")


def refuse_strangers(tokens: Sequence[Token], *, images: bool = False) -> None:
    """Raises Fault at the first thing that cannot be kept; a `#` heading is fine as first token.

    `images`: an image is fine on a line of its own.
    Leaves what a section heading says to `markdown_reader`: only part of it is Markdown.
    """
    around: list[Token] = []
    for index, token in enumerate(tokens):
        if token.nesting == -1:
            around.pop()
        elif not around or around[-1].tag != "h2":
            kinds = [each.type for each in around]
            if images and kinds == ["paragraph_open"] and _is_image(token):
                _refuse_image(line_of_token(token), token)
            else:
                _refuse(token, first=index == 0, around=set(kinds))
        if token.nesting == 1:
            around.append(token)


def refuse_unused(references: Mapping[str, Any], tokens: Sequence[Token]) -> None:
    """`[note]: word` is a link's address to Markdown: if no link uses it, it would just vanish."""
    children = [child for token in tokens for child in token.children or []]
    links = {child.attrGet("href") or child.attrGet("src") for child in children}
    for label, reference in references.items():
        if reference["href"] not in links:
            raise Fault(
                reference["map"][0] + 1,
                f"[{label[:40]}]: gives an address that no link uses",
                r"Take it out, or write \[ if this is text.",
            )


def line_of_token(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _refuse(token: Token, first: bool, around: set[str]) -> None:
    line = line_of_token(token)
    if token.level > _DEEPEST:
        raise Fault(line, "this is nested too deeply", "Use fewer levels of lists and quotations.")
    if token.type in _BLOCKS:
        what, remedy = _BLOCKS[token.type]
        raise Fault(line, f"there is no place for {what} in a story", remedy)
    if token.type == "heading_open":
        _refuse_heading(line, token, first)
    elif token.type == "inline":
        _refuse_inline(line, token)
    else:
        _refuse_list_or_quote(line, token, around)


def _refuse_heading(line: int, token: Token, first: bool) -> None:
    if token.level or (token.tag != "h2" and not (first and token.tag == "h1")):
        raise Fault(
            line,
            "this heading has no place here",
            "Start a section with ## and its label; # is for the headline, on top.",
        )
    if token.tag == "h2" and token.markup == "-":
        raise Fault(
            line,
            "a line of hyphens makes the text above it a heading",
            "Take the hyphens out, or write ## and the label.",
        )


def _refuse_list_or_quote(line: int, token: Token, around: set[str]) -> None:
    in_list, in_quote = "list_item_open" in around, "blockquote_open" in around
    is_list = token.type in {"bullet_list_open", "ordered_list_open"}
    if (is_list and in_quote) or (token.type == "blockquote_open" and in_list):
        raise Fault(line, f"there is no place for {_NESTED} in a story", "Put one after the other.")
    if token.type == "ordered_list_open" and token.attrGet("start") is not None:
        number = f"{token.attrGet('start')}{token.markup}"
        raise Fault(
            line,
            f"a list that starts at {number} would be shown from 1",
            f"Start at 1, or write {number[:-1]}\\{number[-1]} if this is no list.",
        )


def _refuse_inline(line: int, token: Token) -> None:
    for offset, text in enumerate(token.content.split("\n")):
        if _STUCK.match(text):
            raise Fault(
                line + offset,
                "a heading's # signs stick to its text",
                r"Put a space after them, or write \# if this is no heading.",
            )
    for child in token.children or []:
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
        _refuse_child(line, child)


def _is_image(token: Token) -> bool:
    return [child.type for child in token.children or []] == ["image"]


def _refuse_image(line: int, token: Token) -> None:
    image = (token.children or [])[0]
    path = str(image.attrGet("src") or "")
    if not image_path(path):
        raise Fault(
            line,
            f"image “{squashed(path)[:80]}” is not a file beside the brief",
            "Give a path relative to the brief, such as images/harbour.jpg, without “..”.",
        )
    fit(line, "alt", squashed(image.content))
    fit(line, "credit", squashed(str(image.attrGet("title") or "")))


def _refuse_child(line: int, child: Token) -> None:
    if child.type == "image":
        raise Fault(
            line,
            "there is no place for an image here",
            "In a file, put it on a line of its own in a section, with an empty line above and below; "
            "the lead image stands in the front matter: image: images/harbour.jpg.",
        )
    if child.type == "html_inline":
        what, remedy = _BLOCKS["html_block"]
        raise Fault(line, f"there is no place for {what} ({child.content[:40]}) in a story", remedy)
    if child.type == "link_open" and not canonical_href(str(child.attrGet("href") or "")):
        raise Fault(
            line,
            f"a link to “{str(child.attrGet('href'))[:80]}” cannot be kept",
            "Link to an address that starts with https://, http://, mailto: or /.",
        )
