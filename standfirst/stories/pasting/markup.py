"""HTML as a clipboard gives it → a tree. Whatever it says, this never raises."""

import re
from html import escape

from bs4 import BeautifulSoup, Tag
from bs4.builder import ParserRejectedMarkup

from standfirst.stories.briefs.canonical import tamed

DEEPEST = 300  # elements inside each other; what is deeper is read as text alone


def tree_of(html: str) -> BeautifulSoup:
    try:
        tree = BeautifulSoup(tamed(html), "html.parser")
    except ParserRejectedMarkup:
        return BeautifulSoup("", "html.parser")
    return BeautifulSoup(escape(tree.get_text()), "html.parser") if _is_too_deep(tree) else tree


def _is_too_deep(tree: BeautifulSoup) -> bool:
    depths = {id(tree): 0}
    for tag in tree.find_all(True):
        depths[id(tag)] = depths[id(tag.parent)] + 1
    return max(depths.values()) > DEEPEST


def text_of(tag: Tag) -> str:
    return tag.get_text().strip()


def said(tag: Tag, name: str) -> str:
    """An attribute's value, in small letters; "" if it is not given."""
    value = tag.get(name)
    return (" ".join(value) if isinstance(value, list) else value or "").lower()


def classes(tag: Tag) -> set[str]:
    return set(re.split(r"\s+", said(tag, "class"))) - {""}
