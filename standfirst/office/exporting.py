"""All that is kept of a reader as one file: for machines, and the same once more for eyes."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from standfirst.publication.models import PublicationSettings
from standfirst.readers.models import Reader
from standfirst.readers.personal import rooms

IN_MEMORY = 2**20  # bytes; what is longer goes to a file without a name


def all_data(reader: Reader, now: datetime) -> dict[str, Any]:
    """Plain values, by room. What a room has nothing of is left out."""
    kept = {room: it.personal_data(reader) for room, it in rooms().items()}
    return {
        "made": now.isoformat(timespec="seconds"),
        "site": settings.ADDRESS,
        **{room: data for room, data in kept.items() if any(data.values())},
    }


def as_zip(data: Mapping[str, Any]) -> IO[bytes]:
    """data.json and data.txt, ready to be read from the start."""
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (who sends it closes it)
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        with archive.open("data.json", "w") as entry:
            for chunk in json.JSONEncoder(indent=2, ensure_ascii=False).iterencode(data):
                entry.write(chunk.encode())
        with archive.open("data.txt", "w") as entry:
            for line in lines(data):
                entry.write(f"{line}\n".encode())
    file.seek(0)
    return file


def file_name(now: datetime) -> str:
    """relay-2026-11-29.zip, by the publication's calendar."""
    name = slugify(PublicationSettings.load().name) or "data"
    return f"{name}-{timezone.localdate(now)}.zip"


def lines(value: Any, depth: int = 0) -> Iterator[str]:
    """As an indented list: what a name holds stands below it, or beside it where it is one value."""
    indent = "  " * depth
    if isinstance(value, Mapping):
        for name, held in value.items():
            label = str(name).replace("_", " ")
            if isinstance(held, Mapping | list):
                yield f"{indent}{label}:"
                yield from lines(held, depth + 1)
            else:
                yield f"{indent}{label}: {_said(held)}"
    elif isinstance(value, list):
        for held in value:
            yield f"{indent}-"
            yield from lines(held, depth + 1)
    else:
        yield f"{indent}{_said(value)}"


def _said(value: Any) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
    return str(value)
