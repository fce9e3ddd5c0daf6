"""The tables of a database as they are at a state of its migrations, which may be older than this code."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field, FileField, Model
from django.db.models.expressions import Col

from standfirst.office.backup.errors import BackupError
from standfirst.office.backup.kinds import READ, Kind, Read, kind_of
from standfirst.office.backup.left_out import KEPT_ROWS, LEFT_OUT

Migration = tuple[str, str]  # a room or package, and the name
READ_AT_ONCE = 2000  # rows


@dataclass(frozen=True)
class Column:
    name: str
    kind: Kind
    field: "Field[Any, Any]"

    def reading(self, connection: BaseDatabaseWrapper) -> Read:
        """From what the database's driver gives to what stands in the file."""
        expression = Col(self.field.model._meta.db_table, self.field, self.field)
        converters = connection.ops.get_db_converters(expression)
        told = READ[self.kind]

        def read(value: Any) -> Any:
            for convert in converters:
                value = convert(value, expression, connection)
            return told(value)

        return read if converters else told


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[Column, ...]
    key: Column
    condition: str = ""

    @property
    def shape(self) -> list[list[str]]:
        return [[column.name, column.kind] for column in self.columns]

    @property
    def file_columns(self) -> list[Column]:
        return [column for column in self.columns if isinstance(column.field, FileField)]

    def rows(self, connection: BaseDatabaseWrapper) -> Iterator[list[Any]]:
        """In the order of the key, which is the same in either database; a bounded number at a time."""
        quote = connection.ops.quote_name
        names = ", ".join(quote(column.name) for column in self.columns)
        where = f"WHERE {self.condition}" if self.condition else ""
        order = quote(self.key.name)
        if self.key.kind is Kind.TEXT and connection.vendor == "postgresql":
            order += ' COLLATE "C"'
        reads = [column.reading(connection) for column in self.columns]
        with connection.chunked_cursor() as cursor:
            # Names of our own tables and columns, quoted.
            cursor.execute(f"SELECT {names} FROM {quote(self.name)} {where} ORDER BY {order}")  # noqa: S608
            while batch := cursor.fetchmany(READ_AT_ONCE):
                for row in batch:
                    yield [
                        None if value is None else read(value)
                        for read, value in zip(reads, row, strict=True)
                    ]

    def file_names(self, connection: BaseDatabaseWrapper) -> Iterator[str]:
        """The files its rows name."""
        quote = connection.ops.quote_name
        for column in self.file_columns:
            name = quote(column.name)
            with connection.chunked_cursor() as cursor:
                cursor.execute(
                    f"SELECT DISTINCT {name} FROM {quote(self.name)} "  # noqa: S608
                    f"WHERE {name} <> '' ORDER BY {name}"
                )
                while batch := cursor.fetchmany(READ_AT_ONCE):
                    yield from (row[0] for row in batch)


def applied_here(connection: BaseDatabaseWrapper) -> list[Migration]:
    """Raises BackupError for a database that newer code has changed."""
    loader = MigrationLoader(connection)
    applied = sorted(loader.applied_migrations)
    if strange := unknown(loader, applied):
        raise BackupError(
            f"The database is of a newer version than this code, which does not know {strange}."
        )
    return applied


def unknown(loader: MigrationLoader, migrations: Collection[Migration]) -> str:
    """The first of those this code should know and does not; packages that are no longer in use count for nothing."""
    for app, name in migrations:
        if app in loader.migrated_apps and (app, name) not in loader.disk_migrations:
            return f"{app}.{name}"
    return ""


def targets(loader: MigrationLoader, migrations: Collection[Migration]) -> list[Migration]:
    """Those that no other of them builds on: the way to them leads through all."""
    nodes = loader.graph.node_map
    known = set(migrations) & set(nodes)
    return sorted(it for it in known if known.isdisjoint(child.key for child in nodes[it].children))


def tables_at(loader: MigrationLoader, migrations: Collection[Migration]) -> list[Table]:
    """Those that are kept, by name. Not this code's models, but those the migrations made up to there."""
    models = models_at(loader, migrations)
    kept = [it for it in models if it._meta.label_lower not in LEFT_OUT]
    return sorted(map(_table, kept), key=lambda it: it.name)


def models_at(loader: MigrationLoader, migrations: Collection[Migration]) -> list[type[Model]]:
    nodes = targets(loader, migrations)
    if not nodes:
        return []
    apps = loader.project_state(nodes).apps
    return [it for it in apps.get_models(include_auto_created=True) if it._meta.managed]


def _table(model: type[Model]) -> Table:
    columns = {
        field.name: Column(str(field.column), kind_of(field), field)
        for field in model._meta.local_concrete_fields
    }
    assert model._meta.pk is not None
    return Table(
        model._meta.db_table,
        tuple(columns.values()),
        columns[model._meta.pk.name],
        KEPT_ROWS.get(model._meta.label_lower, ""),
    )
