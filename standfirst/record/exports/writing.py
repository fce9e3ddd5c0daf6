"""Statements as lines of a file, one after the other: CSV (RFC 4180) and JSON Lines."""

import csv
import json
from collections.abc import Iterable, Iterator

from standfirst.record.exports.values import COLUMNS, as_cells, as_json
from standfirst.record.reading import Said


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(statements: Iterable[Said], *, header: bool = True) -> Iterator[str]:
    writer = csv.writer(_Echo())
    if header:
        yield writer.writerow(COLUMNS)
    for said in statements:
        yield writer.writerow(as_cells(said))


def json_lines(statements: Iterable[Said]) -> Iterator[str]:
    for said in statements:
        yield json.dumps(as_json(said), ensure_ascii=False) + "\n"
