"""Tables that hold figures, told from those that only lay a mail out."""

from bs4 import Tag

from .markup import said, text_of

MOST_WORDS = 40  # in a cell of figures and names


def is_data(table: Tag) -> bool:
    if said(table, "role") == "presentation":
        return False
    if any(it.find_parent("table") is table for it in table.find_all(["th", "caption"])):
        return True
    rows = [_cells(row) for row in table.find_all("tr") if row.find_parent("table") is table]
    cells = [cell for row in rows for cell in row]
    if any(cell.find(["table", "h1", "h2", "h3"]) or _is_long(cell) for cell in cells):
        return False
    return sum(len(row) > 1 for row in rows) > 1


def _cells(row: Tag) -> list[Tag]:
    """Those that say something."""
    return [cell for cell in row.find_all("td", recursive=False) if text_of(cell)]


def _is_long(cell: Tag) -> bool:
    return len(text_of(cell).split()) > MOST_WORDS
