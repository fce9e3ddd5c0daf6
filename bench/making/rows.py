"""Rows by the hundred thousand, past the models: SQLite gets them by executemany, PostgreSQL by COPY."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import AutoField, Field, Model

Row = tuple[Any, ...]


def put(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Rows of this table alone, each with the values of `names` as `stored`; other columns get the model's defaults.

    A number of its own is left to the database where `names` has none.
    """
    fields = [model._meta.get_field(name) for name in names]
    others = [it for it in model._meta.local_concrete_fields if it not in fields and _has_value(it)]
    rest = tuple(it.get_db_prep_save(it.get_default(), connection) for it in others)
    columns = ", ".join(connection.ops.quote_name(it.column) for it in [*fields, *others])
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row((*row, *rest))
        else:
            places = ", ".join(["%s"] * (len(fields) + len(others)))
            whole = ((*row, *rest) for row in rows) if rest else rows
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", whole)


def stored(moment: datetime | None) -> datetime | str | None:
    """As the database's own column holds it."""
    if moment is None or connection.vendor == "postgresql":
        return moment
    return str(moment.astimezone(UTC).replace(tzinfo=None))


def last_number(model: type[Model]) -> int:
    """0 in an empty table."""
    return model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0


def count_on(models: Sequence[type[Model]]) -> None:
    """Let PostgreSQL give out numbers behind those we gave ourselves."""
    for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def _has_value(field: "Field[Any, Any]") -> bool:
    return not isinstance(field, AutoField)
