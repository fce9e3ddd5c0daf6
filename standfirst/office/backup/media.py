"""The files of a backup, into the media folder. A file there that is the same already stays."""

import os
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from standfirst.office.backup import archive
from standfirst.office.backup.progress import Progress

PART = ".restoring"


def put_back(file: Path, progress: Progress) -> None:
    """Beside what is there: names are random, so that a publication still in place loses nothing by it."""
    for done, part in enumerate(_files(file), start=1):
        _put(part, Path(default_storage.path(part.name)))
        progress.at("Files", done)


def remove_others(file: Path) -> None:
    """Uploads of the publication that was replaced."""
    kept = {default_storage.path(part.name) for part in _files(file)}
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file() and str(path) not in kept:
            path.unlink()


def _files(file: Path) -> Iterator[archive.Part]:
    with file.open("rb") as stream, archive.reading(stream) as parts:
        yield from (part for part in parts if part.folder == archive.MEDIA)


def _put(part: archive.Part, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}{PART}")
    seen = sha256()
    with made.open("wb") as stream:
        for content in part.chunks():
            seen.update(content)
            stream.write(content)
        archive.flush(stream)
    if path.is_file() and _digest(path) == seen.hexdigest():
        made.unlink()
    else:
        os.replace(made, path)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
