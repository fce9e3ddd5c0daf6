"""Every kind of value is the same once it went through a file and a database."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from standfirst.office.backup.archive import line
from standfirst.office.backup.kinds import READ, Kind, kind_of, write
from standfirst.office.backup.left_out import KEPT_ROWS, LEFT_OUT
from standfirst.office.backup.tables import applied_here, tables_at

OF_THE_OTHER_DATABASE = {"wagtailsearch.sqliteftsindexentry"}  # on PostgreSQL nobody knows it


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, "Ŀ ' \" \\ \u2028 📰"),
        (Kind.TEXT, ""),
        (Kind.INTEGER, 2**63 - 1),
        (Kind.INTEGER, -1),
        (Kind.FLOAT, 0.1 + 0.2),
        (Kind.BOOLEAN, True),
        (Kind.BOOLEAN, False),
        (Kind.DECIMAL, Decimal("12345678901234567890.10")),
        (Kind.DATETIME, datetime(2026, 11, 23, 10, 30, 0, 1, tzinfo=UTC)),
        (Kind.DATE, date(2026, 2, 28)),
        (Kind.TIME, time(23, 59, 59, 999999)),
        (Kind.DURATION, timedelta(days=-3, microseconds=7)),
        (Kind.UUID, UUID(int=7)),
        (Kind.JSON, '{"b": [1, 2.5, null, "é"], "a": {}}'),
        (Kind.JSON, "null"),
        (Kind.JSON, '"text"'),
        (Kind.BINARY, bytes(range(256))),
    ],
)
def test_it_keeps_a_value(kind: Kind, value: object) -> None:
    told = READ[kind](value)
    assert json.loads(line([told])) == [told]
    write(kind, connection)(told)


def test_it_tells_an_empty_column_from_the_null_of_json() -> None:
    assert READ[Kind.JSON]("null") == [None]


def test_it_has_one_way_to_print_a_number() -> None:
    assert READ[Kind.JSON]("[1e2, 1.0, 0.5]") == [[100, 1, 0.5]]


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (Kind.TEXT, 1),
        (Kind.INTEGER, "1"),
        (Kind.INTEGER, True),
        (Kind.BOOLEAN, 1),
        (Kind.DATETIME, "soon"),
        (Kind.UUID, "x"),
        (Kind.BINARY, "*"),
        (Kind.JSON, []),
    ],
)
def test_it_refuses_a_value_of_another_kind(kind: Kind, wrong: object) -> None:
    with pytest.raises((ValueError, TypeError, IndexError)):
        write(kind, connection)(wrong)


@pytest.mark.django_db
def test_it_knows_the_kind_of_every_column_there_is() -> None:
    named = {
        table.name for table in tables_at(MigrationLoader(connection), applied_here(connection))
    }
    left_out = {it._meta.db_table for it in every_model() if it._meta.label_lower in LEFT_OUT}
    assert named | left_out == {it._meta.db_table for it in every_model() if it._meta.managed}
    for model in every_model():
        if model._meta.label_lower not in LEFT_OUT:
            assert all(kind_of(it) for it in model._meta.local_concrete_fields)


@pytest.mark.django_db
def test_it_sees_the_tables_as_they_were_at_an_older_state() -> None:
    older = [("stories", "0001_initial")]
    named = {table.name for table in tables_at(MigrationLoader(connection), older)}
    assert "stories_storypage" in named
    assert "stories_storyversion" not in named


@pytest.mark.django_db
def test_it_keeps_no_column_that_only_the_database_knows() -> None:
    """As a search index has: its rows would not go back in. They are written anew."""
    with connection.cursor() as cursor:
        for table in tables_at(MigrationLoader(connection), applied_here(connection)):
            there = connection.introspection.get_table_description(cursor, table.name)
            assert {it.name for it in there} == {it.name for it in table.columns}, table.name


def test_it_leaves_out_only_what_there_is_and_what_nothing_kept_points_at() -> None:
    there = {model._meta.label_lower for model in every_model()}
    assert {*LEFT_OUT, *KEPT_ROWS} - there <= OF_THE_OTHER_DATABASE
    pointed_at = {
        field.related_model._meta.label_lower
        for model in every_model()
        if model._meta.label_lower not in LEFT_OUT
        for field in model._meta.local_concrete_fields
        if field.remote_field
    }
    assert pointed_at.isdisjoint({*LEFT_OUT, *KEPT_ROWS})


def every_model() -> list[type[models.Model]]:
    return apps.get_models(include_auto_created=True)
