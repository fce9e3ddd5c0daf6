"""What a column holds, told so that either database can hold it: values as JSON has them, and back.

A JSON column's value stands in a list of one, so that JSON's own null is not taken for an empty column.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field

from standfirst.office.backup.errors import BackupError


class Kind(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DECIMAL = "decimal"
    DATETIME = "datetime"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    UUID = "uuid"
    JSON = "json"
    BINARY = "binary"


TYPES = {
    **dict.fromkeys(("CharField", "TextField", "SlugField", "FileField"), Kind.TEXT),
    **dict.fromkeys(("FilePathField", "GenericIPAddressField"), Kind.TEXT),
    **dict.fromkeys(("AutoField", "BigAutoField", "SmallAutoField"), Kind.INTEGER),
    **dict.fromkeys(("IntegerField", "BigIntegerField", "SmallIntegerField"), Kind.INTEGER),
    **dict.fromkeys(("PositiveIntegerField", "PositiveBigIntegerField"), Kind.INTEGER),
    "PositiveSmallIntegerField": Kind.INTEGER,
    "FloatField": Kind.FLOAT,
    "BooleanField": Kind.BOOLEAN,
    "DecimalField": Kind.DECIMAL,
    "DateTimeField": Kind.DATETIME,
    "DateField": Kind.DATE,
    "TimeField": Kind.TIME,
    "DurationField": Kind.DURATION,
    "UUIDField": Kind.UUID,
    "JSONField": Kind.JSON,
    "BinaryField": Kind.BINARY,
}
MICROSECOND = timedelta(microseconds=1)

Read = Callable[[Any], Any]


def kind_of(field: "Field[Any, Any]") -> Kind:
    """A relation is of the kind of what it points at. Raises BackupError for a type nobody has told of."""
    while field.remote_field:
        field = field.target_field  # type: ignore[attr-defined]
    kind = TYPES.get(field.get_internal_type())
    if kind is None:
        raise BackupError(
            f"{field}: a backup does not know how to keep a {field.get_internal_type()}. "
            "Tell standfirst/office/backup/kinds.py."
        )
    return kind


def _number(printed: str) -> float | int:
    """1e2 and 100 are one number; PostgreSQL prints the second."""
    value = float(printed)
    return int(value) if value.is_integer() else value


def _json(value: Any) -> list[Any]:
    return [json.loads(value, parse_float=_number) if isinstance(value, str) else value]


def _duration(value: timedelta | int) -> int:
    return value if isinstance(value, int) else value // MICROSECOND


READ: dict[Kind, Read] = {
    Kind.TEXT: str,
    Kind.INTEGER: int,
    Kind.FLOAT: float,
    Kind.BOOLEAN: bool,
    Kind.DECIMAL: lambda value: format(value, "f"),
    Kind.DATETIME: lambda value: value.astimezone(UTC).isoformat(),
    Kind.DATE: date.isoformat,
    Kind.TIME: time.isoformat,
    Kind.DURATION: _duration,
    Kind.UUID: str,
    Kind.JSON: _json,
    Kind.BINARY: lambda value: b64encode(bytes(value)).decode(),
}


def write(kind: Kind, connection: BaseDatabaseWrapper) -> Read:
    """From what stands in the file to what this database takes; raises ValueError and the like for anything else."""
    ops, features = connection.ops, connection.features

    def given(wanted: type | tuple[type, ...]) -> Read:
        def checked(value: Any) -> Any:
            if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
                raise TypeError(f"{value!r} is no {kind}")
            return value

        return checked

    ways: dict[Kind, Read] = {
        Kind.TEXT: given(str),
        Kind.INTEGER: given(int),
        Kind.FLOAT: given((int, float)),
        Kind.BOOLEAN: given(bool),
        Kind.DECIMAL: lambda value: ops.adapt_decimalfield_value(Decimal(value)),
        Kind.DATETIME: lambda value: ops.adapt_datetimefield_value(datetime.fromisoformat(value)),
        Kind.DATE: lambda value: ops.adapt_datefield_value(date.fromisoformat(value)),
        Kind.TIME: lambda value: ops.adapt_timefield_value(time.fromisoformat(value)),
        Kind.DURATION: lambda value: (
            value * MICROSECOND if features.has_native_duration_field else value
        ),
        Kind.UUID: lambda value: UUID(value) if features.has_native_uuid_field else UUID(value).hex,
        Kind.JSON: lambda value: ops.adapt_json_value(value[0], None),
        Kind.BINARY: lambda value: connection.Database.Binary(b64decode(value, validate=True)),  # type: ignore[attr-defined]
    }
    return ways[kind]
