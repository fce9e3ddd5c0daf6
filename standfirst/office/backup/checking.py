"""Reads a backup from end to end, and believes nothing of it that its own digests do not bear out."""

from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from standfirst.office.backup import archive
from standfirst.office.backup.contents import (
    Head,
    KeptMedia,
    KeptTable,
    Manifest,
    read_head,
    read_manifest,
)
from standfirst.office.backup.errors import BackupError
from standfirst.office.backup.progress import Progress

LONGEST_HEAD = 64 * 1024 * 1024  # bytes; a head or manifest is read whole


@dataclass(frozen=True)
class Contents:
    head: Head
    manifest: Manifest


@dataclass
class _Rows:
    count: int = 0
    seen: Any = field(default_factory=sha256)

    def read(self, part: archive.Part) -> None:
        for content in part.chunks():
            self.count += content.count(b"\n")
            self.seen.update(content)

    @property
    def kept(self) -> KeptTable:
        return KeptTable(self.count, self.seen.hexdigest())


class _Found:
    """What is in the file, in the manifest's own terms."""

    def __init__(self) -> None:
        self.head = b""
        self.manifest = b""
        self.tables: dict[str, _Rows] = defaultdict(_Rows)
        self.files = self.size = 0
        self.media = sha256()
        self.listed = ""

    def read(self, part: archive.Part) -> None:
        if self.manifest or bool(self.head) is (part.folder == archive.HEAD):
            raise ValueError(f"{part.name!r} stands in the wrong place")
        match part.folder:
            case archive.HEAD:
                self.head = _whole(part)
            case archive.TABLES:
                self.tables[part.name].read(part)
            case archive.MEDIA:
                self._read_file(part)
            case archive.MEDIA_LIST:
                self.listed = _digest(part)
            case _:
                self.manifest = _whole(part)

    def _read_file(self, part: archive.Part) -> None:
        digest = _digest(part)
        self.media.update(archive.line([part.name, part.size, digest]))
        self.files, self.size = self.files + 1, self.size + part.size


def check(file: Path, progress: Progress) -> Contents:
    """Raises BackupError for one that is damaged, cut short, of something else, or of a format to come."""
    try:
        with file.open("rb") as stream:
            found = _read(stream, progress)
        return _compared(found)
    except OSError as error:
        if error.errno is None:  # gzip's own
            raise _unreadable(file, error) from error
        raise BackupError(f"{file} cannot be read: {error.strerror}.") from error
    except archive.UNREADABLE as error:
        raise _unreadable(file, error) from error


def _read(stream: IO[bytes], progress: Progress) -> _Found:
    found = _Found()
    with archive.reading(stream) as parts:
        for done, part in enumerate(parts, start=1):
            found.read(part)
            progress.at("Parts read", done)
    return found


def _compared(found: _Found) -> Contents:
    if not found.manifest:
        raise ValueError("it ends too early")
    head, manifest = read_head(found.head), read_manifest(found.manifest)
    if manifest.head != sha256(found.head).hexdigest() or set(manifest.tables) != set(head.tables):
        raise ValueError("its beginning and its end do not belong together")
    for name in set(manifest.tables) | set(found.tables):
        if manifest.tables.get(name) != found.tables[name].kept:
            raise ValueError(f"the rows of {name} are not those that were saved")
    media = KeptMedia(found.files, found.size, manifest.media.missing, found.media.hexdigest())
    if manifest.media != media or found.listed != media.sha256:
        raise ValueError("its files are not those that were saved")
    return Contents(head, manifest)


def _unreadable(file: Path, error: Exception) -> BackupError:
    return BackupError(
        f"{file} is damaged, cut short, or no backup of Standfirst's: {error}. Nothing was changed."
    )


def _whole(part: archive.Part) -> bytes:
    if part.size > LONGEST_HEAD:
        raise ValueError(f"{part.name!r} is too long")
    return part.stream.read()


def _digest(part: archive.Part) -> str:
    seen = sha256()
    for content in part.chunks():
        seen.update(content)
    return seen.hexdigest()
