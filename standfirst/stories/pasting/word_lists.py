"""Word's lists: paragraphs that say in their style which level they are on, after a sign or a number."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from .styles import style_of

_LEVEL = re.compile(r"level(\d)")
_NUMBER = re.compile(r"\(?(?:\d+|[a-z]|[ivxlc]+)[.)]", re.IGNORECASE)


def make_lists(tree: BeautifulSoup) -> None:
    """Each row of such paragraphs becomes a list of items, nested by their levels."""
    for paragraph in tree.find_all("p"):
        if paragraph.name == "p" and _level(paragraph):  # those below it are items by now
            _nest(tree, list(_row(paragraph)))


def _row(paragraph: Tag) -> Iterator[Tag]:
    yield paragraph
    for after in paragraph.next_siblings:
        if isinstance(after, Tag) and after.name == "p" and _level(after):
            yield after
        elif isinstance(after, Tag) or str(after).strip():
            return


def _nest(tree: BeautifulSoup, row: list[Tag]) -> None:
    place = NavigableString("")
    row[0].insert_before(place)
    open_lists: list[tuple[int, Tag]] = []
    for paragraph in row:
        level, name = _level(paragraph), "ol" if _is_numbered(paragraph) else "ul"
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        if open_lists and open_lists[-1][0] == level and open_lists[-1][1].name != name:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level:
            made = tree.new_tag(name)
            if open_lists:
                open_lists[-1][1].append(made)
            else:
                place.insert_before(made)
            open_lists.append((level, made))
        paragraph.name = "li"
        open_lists[-1][1].append(paragraph.extract())


def _level(paragraph: Tag) -> int:
    """From 1; 0 if this is no item."""
    level = _LEVEL.search(style_of(paragraph).get("mso-list", ""))
    return int(level[1]) if level else 0


def _is_numbered(paragraph: Tag) -> bool:
    signs = (it for it in paragraph.find_all("span") if style_of(it).get("mso-list") == "ignore")
    return any(_NUMBER.match(it.get_text().strip()) for it in signs)
