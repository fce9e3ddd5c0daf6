"""Entries in PostgreSQL: a column of tokens with a GIN index, which finds what is rare but keeps no order.

Asked for the newest of half a million matches, it would sort them all. So the newest entries are looked at one by
one first: what is common is among them. Only where they hold too few is the index asked for the rest, which then is
not common: "place + 0" keeps it from walking on by place, and LATERAL from waking other processes for what nobody asks.
https://www.postgresql.org/docs/current/gin.html
"""

from collections.abc import Sequence

from django.db import connection

from standfirst.record.search.asking import Asked, Both, Entry, Expression

LOOKED_AT = 3_000  # entries, in some milliseconds; what fewer than one in a hundred hold is rare

_KEEP = (
    "INSERT INTO record_findable (statement_id, place, access, free, stale, words)"
    " VALUES (%s, %s, %s, %s, false, %s::tsvector) ON CONFLICT (statement_id) DO UPDATE SET"
    " place = excluded.place, access = excluded.access, free = excluded.free, stale = false,"
    " words = excluded.words"
)
# One by one, and no more of them than are wanted: a plain join would read all statements for a common word.
_OUT = """
    CROSS JOIN LATERAL (
        SELECT id FROM record_statement
        WHERE id = found.statement_id AND shown AND on_live_desk AND NOT held_back
        AND published_at <= %(now)s
        AND record_statement.access = found.access AND record_statement.free = found.free
        LIMIT 1
    ) statement
    ORDER BY found.place {order} LIMIT %(limit)s
"""
_FIND = """
    WITH first AS MATERIALIZED (
        SELECT statement_id, place, access, free, words FROM record_findable
        WHERE place BETWEEN %(lowest)s AND %(highest)s
        ORDER BY place {order} LIMIT %(looked_at)s
    ), near AS MATERIALIZED (
        SELECT statement.id, found.place FROM (
            SELECT * FROM first WHERE words @@ %(query)s::tsquery ORDER BY place {order} OFFSET 0
        ) found {out}
    ), far AS (
        SELECT further.id, further.place FROM (
            SELECT {beyond} AS here FROM first HAVING (SELECT count(*) FROM near) < %(limit)s
        ) beyond CROSS JOIN LATERAL (
            SELECT statement.id, found.place FROM (
                SELECT statement_id, place + 0 AS place, access, free FROM record_findable
                WHERE words @@ %(query)s::tsquery AND place + 0 BETWEEN %(lowest)s AND %(highest)s
                AND place + 0 {side} beyond.here ORDER BY place + 0 {order} OFFSET 0
            ) found {out}
        ) further
    )
    SELECT id FROM (SELECT * FROM near UNION ALL SELECT * FROM far) found
    ORDER BY place {order} LIMIT %(limit)s
"""


def _find(order: str, beyond: str, side: str) -> str:
    out = _OUT.format(order=order)
    return _FIND.format(order=order, beyond=beyond, side=side, out=out)


_NEWER = _find("ASC", "max(place)", ">")
_OLDER = _find("DESC", "min(place)", "<")


def write(entries: Sequence[Entry]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            _KEEP, [(it.statement, it.place, str(it.access), it.free, it.tokens) for it in entries]
        )


def find(asked: Asked) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            _NEWER if asked.newer else _OLDER,
            {
                "query": query(asked.expression),
                "lowest": asked.lowest,
                "highest": asked.highest,
                "looked_at": LOOKED_AT,
                "limit": asked.limit,
                "now": asked.now,
            },
        )
        return [pk for (pk,) in cursor.fetchall()]


def query(expression: Expression) -> str:
    """Tokens are letters and digits, which a tsquery takes as they are."""
    if isinstance(expression, str):
        return expression
    between = " & " if isinstance(expression, Both) else " | "
    return f"({between.join(map(query, expression.parts))})"
