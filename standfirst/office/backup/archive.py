"""The file: a gzipped tar of a head, the tables' rows in parts, media, the list of media, and a manifest.

A row is one line of JSON, an array in the order of the head's columns. Nothing is read or written whole, so a
backup takes little memory however large it is.
"""

import gzip
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, Any

from standfirst.office.backup.errors import BackupError

HEAD = "standfirst-backup.json"
TABLES = "tables"
MEDIA = "media"
MEDIA_LIST = "media.jsonl"
MANIFEST = "manifest.json"

LEVEL = 3  # of 9: half as large again as the smallest, in a fifth of the time
A_PART = 4 * 1024 * 1024  # bytes of a table's rows, about
A_READ = 256 * 1024
# What a damaged, cut or foreign file makes the readers of gzip, tar and JSON raise.
UNREADABLE: tuple[type[Exception], ...] = (
    *(EOFError, zlib.error, gzip.BadGzipFile, tarfile.TarError, RecursionError),
    *(ValueError, TypeError, KeyError, AttributeError, OverflowError),
)


def line(values: Any) -> bytes:
    """One way to write a row, whatever order a database keeps a JSON value's names in: digests are of it."""
    return (
        json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
            errors="surrogatepass"
        )
        + b"\n"
    )


class Writing:
    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def add(self, name: str, content: bytes) -> None:
        self._add(name, len(content), BytesIO(content))

    def add_stream(self, name: str, size: int, stream: IO[bytes]) -> str:
        """The digest of what went in. Raises BackupError where the stream ends before its size."""
        counted = _Counted(stream)
        try:
            self._add(name, size, counted)
        except OSError as error:
            if counted.ended:
                raise BackupError(
                    f"{name} was cut short while it was read. Run it again."
                ) from error
            raise
        return counted.seen.hexdigest()

    def _add(self, name: str, size: int, stream: Any) -> None:
        member = tarfile.TarInfo(name)
        member.size = size
        member.mode = 0o600
        self._tar.addfile(member, stream)


class _Counted:
    """Digests what is read through it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.seen = sha256()
        self.ended = False

    def read(self, size: int) -> bytes:
        content = self._stream.read(size)
        self.ended = len(content) < size
        self.seen.update(content)
        return content


@contextmanager
def writing(stream: IO[bytes]) -> Iterator[Writing]:
    packed = gzip.GzipFile(filename="", fileobj=stream, mode="wb", compresslevel=LEVEL, mtime=0)
    with packed, tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        yield Writing(tar)


@dataclass(frozen=True)
class Part:
    """`folder` is one of the names above; `name` a table or the path of a file of media; else both are the same."""

    folder: str
    name: str
    size: int
    stream: IO[bytes]

    def chunks(self) -> Iterator[bytes]:
        while content := self.stream.read(A_READ):
            yield content


@contextmanager
def reading(stream: IO[bytes]) -> Iterator[Iterator[Part]]:
    """The parts, each to be read before the next. Raises what is UNREADABLE."""
    with (
        gzip.GzipFile(fileobj=stream, mode="rb") as packed,
        tarfile.open(fileobj=packed, mode="r|") as tar,
    ):
        yield _parts(tar, packed)


def _parts(tar: tarfile.TarFile, packed: gzip.GzipFile) -> Iterator[Part]:
    for member in tar:
        content = tar.extractfile(member) if member.isreg() else None
        if content is None:
            raise ValueError(f"{member.name!r} is no plain file")
        yield Part(*_place(member.name), member.size, content)
        tar.members = []  # type: ignore[attr-defined]  # else it remembers every one
    while packed.read(A_READ):  # to the end, where its checksum stands
        pass


def _place(name: str) -> tuple[str, str]:
    """By allow-list: nothing absolute, nothing that climbs."""
    path = PurePosixPath(name)
    safe = not path.is_absolute() and not {"..", ".", ""} & set(name.split("/"))
    match path.parts:
        case (only,) if only in {HEAD, MEDIA_LIST, MANIFEST}:
            return only, only
        case (folder, table, _) if folder == TABLES and safe:
            return TABLES, table
        case (folder, _, *_) if folder == MEDIA and safe and not {"\0", "\\"} & set(name):
            return MEDIA, str(path.relative_to(MEDIA))
    raise ValueError(f"{name!r} does not belong in a backup")


def flush(stream: IO[bytes]) -> None:
    stream.flush()
    os.fsync(stream.fileno())
