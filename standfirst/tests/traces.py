"""Every row of every table as text, and whose name or number stands in it."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection

from standfirst.readers.models import Reader

Row = tuple[str, str]  # the table, and the row as text


def every_row() -> Iterator[Row]:
    """As the database has it, tables without a model among them; of sessions what is packed in them, too."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, repr(row)
    for session in Session.objects.all():
        yield Session._meta.db_table, repr(SessionStore().decode(session.session_data))


def naming(*words: str) -> list[Row]:
    return [row for row in every_row() if any(it in row[1].lower() for it in words)]


def pointing_at(reader_id: int) -> list[str]:
    """Fields of models that lead to this number, whether or not the database holds them to it."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.related_model is Reader
        and model._base_manager.filter(**{field.attname: reader_id}).exists()
    ]
