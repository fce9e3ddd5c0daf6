"""Entries in SQLite's FTS5, whose rows go in the order of their numbers: the places of statements.

So the newest of half a million matches come without sorting the rest. https://www.sqlite.org/fts5.html
"""

from collections.abc import Sequence

from django.db import connection

from standfirst.record.search.asking import Asked, Both, Entry, Expression

_KEEP = (
    "INSERT INTO record_findable (statement_id, place, access, free, stale)"
    " VALUES (%s, %s, %s, %s, false) ON CONFLICT (statement_id) DO UPDATE SET"
    " place = excluded.place, access = excluded.access, free = excluded.free, stale = false"
)
_FIND = """
    SELECT statement.id FROM record_words
    CROSS JOIN record_findable findable ON findable.place = record_words.rowid
    CROSS JOIN record_statement statement ON statement.id = findable.statement_id
    WHERE record_words MATCH %s AND record_words.rowid BETWEEN %s AND %s
    AND statement.shown AND statement.on_live_desk AND NOT statement.held_back
    AND statement.published_at <= %s
    AND statement.access = findable.access AND statement.free = findable.free
    ORDER BY record_words.rowid {order} LIMIT %s
"""


def write(entries: Sequence[Entry]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            _KEEP, [(it.statement, it.place, str(it.access), it.free) for it in entries]
        )
        cursor.executemany(
            "INSERT OR REPLACE INTO record_words (rowid, words) VALUES (%s, %s)",
            [(it.place, it.tokens) for it in entries],
        )


def find(asked: Asked) -> list[int]:
    order = "ASC" if asked.newer else "DESC"
    now = connection.ops.adapt_datetimefield_value(asked.now)
    with connection.cursor() as cursor:
        cursor.execute(
            _FIND.format(order=order),
            [query(asked.expression), asked.lowest, asked.highest, now, asked.limit],
        )
        return [pk for (pk,) in cursor.fetchall()]


def query(expression: Expression) -> str:
    """Tokens are letters and digits, which FTS5 takes as they are."""
    if isinstance(expression, str):
        return expression
    between = " AND " if isinstance(expression, Both) else " OR "
    return f"({between.join(map(query, expression.parts))})"
