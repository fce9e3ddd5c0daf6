"""What is read of a backup file, and what is refused, without a database."""

import gzip
import io
import json
import tarfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from standfirst.office.backup import archive
from standfirst.office.backup.checking import Contents, check
from standfirst.office.backup.contents import Head, KeptMedia, KeptTable, Manifest, as_bytes
from standfirst.office.backup.errors import BackupError
from standfirst.office.backup.progress import Progress

ROWS = b'[1,"ana@example.org"]\n[2,null]\n'
PICTURE = b"\x89PNG" * 1000
HEAD = Head(
    time_zone="Europe/Oslo",
    standfirst="0.1.0",
    at="2026-11-23T10:30:00+00:00",
    database="sqlite",
    address="https://news.example.org",
    migrations=[("readers", "0001_initial")],
    tables={"readers_reader": [["id", "integer"], ["email", "text"]]},
)


def kept(content: bytes) -> str:
    return sha256(content).hexdigest()


LISTED = archive.line(["images/a.png", len(PICTURE), kept(PICTURE)])


def manifest(head: Head = HEAD) -> Manifest:
    return Manifest(
        head=kept(as_bytes(head)),
        tables={"readers_reader": KeptTable(2, kept(ROWS))},
        media=KeptMedia(1, len(PICTURE), 0, kept(LISTED)),
    )


def members(head: Head = HEAD) -> dict[str, bytes]:
    return {
        archive.HEAD: as_bytes(head),
        "tables/readers_reader/000001.jsonl": ROWS,
        "media/images/a.png": PICTURE,
        archive.MEDIA_LIST: LISTED,
        archive.MANIFEST: as_bytes(manifest(head)),
    }


def written(folder: Path, parts: dict[str, bytes]) -> Path:
    file = folder / "backup.tar.gz"
    with file.open("wb") as stream, archive.writing(stream) as writing:
        for name, content in parts.items():
            writing.add(name, content)
    return file


def checked(file: Path) -> Contents:
    return check(file, Progress(lambda _: None))


def test_it_reads_what_was_written(tmp_path: Path) -> None:
    contents = checked(written(tmp_path, members()))
    assert contents == Contents(HEAD, manifest())
    assert contents.manifest.rows == 2


@pytest.mark.parametrize("left", [0, 5, 200, -9, -1])
def test_it_refuses_one_that_is_cut_short(tmp_path: Path, left: int) -> None:
    file = written(tmp_path, members())
    file.write_bytes(file.read_bytes()[:left])
    with pytest.raises(BackupError, match="cut short"):
        checked(file)


def test_it_refuses_one_with_any_byte_changed(tmp_path: Path) -> None:
    file = written(tmp_path, members())
    whole = file.read_bytes()
    for place in range(10, len(whole), 97):  # after gzip's own header, which says nothing
        changed = bytearray(whole)
        changed[place] ^= 0x20
        file.write_bytes(changed)
        with pytest.raises(BackupError, match="damaged"):
            checked(file)


@pytest.mark.parametrize("name", sorted(members()))
def test_it_refuses_one_without_any_of_its_parts(tmp_path: Path, name: str) -> None:
    parts = members()
    del parts[name]
    with pytest.raises(BackupError, match="damaged"):
        checked(written(tmp_path, parts))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tables/readers_reader/000001.jsonl", ROWS.replace(b"ana", b"eve")),
        ("media/images/a.png", PICTURE[::-1]),
        (archive.MEDIA_LIST, b""),
        (archive.MANIFEST, b"[]"),
        (archive.MANIFEST, b"{}"),
        (archive.HEAD, b'{"format": 1}'),
        (archive.HEAD, b"\xff"),
    ],
)
def test_it_refuses_what_the_manifest_does_not_bear_out(
    tmp_path: Path, name: str, content: bytes
) -> None:
    with pytest.raises(BackupError, match="damaged"):
        checked(written(tmp_path, {**members(), name: content}))


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "media/../../etc/passwd",
        "media//etc/passwd",
        "../media/a",
        "media",
        "tables/a/b/c",
        "tables/../media.jsonl/x",
        "media/a\\..\\b",
        "secret",
    ],
)
def test_it_refuses_a_name_that_does_not_belong(tmp_path: Path, name: str) -> None:
    parts = members()
    last = parts.pop(archive.MANIFEST)
    with pytest.raises(BackupError, match="damaged"):
        checked(written(tmp_path, {**parts, name: b"x", archive.MANIFEST: last}))


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE]
)
def test_it_refuses_all_but_plain_files(tmp_path: Path, kind: bytes) -> None:
    file = tmp_path / "backup.tar.gz"
    with tarfile.open(file, "w:gz") as tar:
        head = tarfile.TarInfo(archive.HEAD)
        head.size = len(as_bytes(HEAD))
        tar.addfile(head, io.BytesIO(as_bytes(HEAD)))
        member = tarfile.TarInfo("media/images/a.png")
        member.type, member.linkname = kind, "/etc/passwd"
        tar.addfile(member)
    with pytest.raises(BackupError, match="no plain file"):
        checked(file)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"SQLite format 3\0", gzip.compress(b"x" * 2000, mtime=0)]
)
def test_it_refuses_what_is_no_backup_at_all(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other"
    file.write_bytes(content)
    with pytest.raises(BackupError, match="no backup of Standfirst"):
        checked(file)


def test_it_says_which_file_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="nowhere cannot be read"):
        checked(tmp_path / "nowhere")


def test_it_refuses_a_format_to_come(tmp_path: Path) -> None:
    newer = replace(HEAD, format=2, standfirst="3.0")
    with pytest.raises(BackupError, match="made by Standfirst 3.0"):
        checked(written(tmp_path, members(newer)))


def test_it_writes_a_row_in_one_way_whatever_the_order_of_names() -> None:
    assert archive.line([{"b": 1, "a": "é"}]) == archive.line([{"a": "é", "b": 1}])
    assert json.loads(archive.line(["\ud800\u2028"])) == ["\ud800\u2028"]
