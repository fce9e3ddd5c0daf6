"""What a backup says of itself: at its beginning what it is of, at its end what must be found in it."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from standfirst.office.backup.errors import BackupError
from standfirst.office.backup.tables import Migration

FORMAT = 1
Shape = list[list[str]]  # each column's name and kind


@dataclass(frozen=True)
class Head:
    """`at` is the moment that was saved, in ISO 8601, UTC."""

    standfirst: str
    at: str
    database: str
    address: str
    time_zone: str
    migrations: list[Migration]
    tables: dict[str, Shape]
    format: int = FORMAT


@dataclass(frozen=True)
class KeptTable:
    rows: int
    sha256: str


@dataclass(frozen=True)
class KeptMedia:
    """`missing` are files that rows name and that were not there; the digest is of the list of all files."""

    files: int
    bytes: int
    missing: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    head: str
    tables: dict[str, KeptTable]
    media: KeptMedia

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def as_bytes(told: Head | Manifest) -> bytes:
    return json.dumps(asdict(told), indent=1, sort_keys=True).encode()


def read_head(raw: bytes) -> Head:
    """Raises BackupError for a format of a later version, ValueError and the like for anything else."""
    told = _object(raw)
    if told["format"] != FORMAT:
        raise BackupError(
            f"This backup is of format {told['format']}, made by Standfirst {told.get('standfirst')}; "
            f"this version reads format {FORMAT}. Restore it with a version as new as that."
        )
    told["migrations"] = [(str(app), str(name)) for app, name in told["migrations"]]
    return Head(**told)


def read_manifest(raw: bytes) -> Manifest:
    told = _object(raw)
    tables = {name: KeptTable(**kept) for name, kept in told["tables"].items()}
    return Manifest(told["head"], tables, KeptMedia(**told["media"]))


def _object(raw: bytes) -> dict[str, Any]:
    told = json.loads(raw)
    if not isinstance(told, dict):
        raise TypeError("no object")
    return told
