"""The file that `backup` leaves, and what it leaves alone."""

import json
import stat
import tarfile
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from standfirst.office.backup import archive, making
from standfirst.office.backup.errors import BackupError
from standfirst.publication.copies_before import file_before
from standfirst.publication.models import OutgoingMail, PublicationDocument
from standfirst.publication.outgoing import State
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def save(file: Path) -> str:
    said = StringIO()
    call_command("backup", str(file), stdout=said, stderr=StringIO())
    return said.getvalue()


def rows(file: Path, table: str) -> list[list[object]]:
    with tarfile.open(file) as tar:
        names = [it for it in tar.getnames() if it.startswith(f"tables/{table}/")]
        parts = [tar.extractfile(name) for name in names]
        return [json.loads(line) for part in parts if part for line in part]


def test_it_writes_a_file_for_its_owner_alone_and_says_when(tmp_path: Path) -> None:
    Reader.objects.create_reader("ana@example.com")
    document = PublicationDocument.objects.create(
        title="Order", file=ContentFile(b"x", name="a.txt")
    )
    file = tmp_path / "it.tar.gz"
    said = save(file)
    assert "1 files" in said
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [row[4] for row in rows(file, "readers_reader")] == ["ana@example.com"]
    with tarfile.open(file) as tar:
        assert f"media/{document.file.name}" in tar.getnames()
    word = json.loads((settings.DATA / making.LAST).read_text())
    assert word["file"] == str(file)
    assert word["bytes"] == file.stat().st_size
    assert list(tmp_path.iterdir()) == [file]


def test_it_leaves_out_what_lets_in_and_mails_that_wait(tmp_path: Path) -> None:
    session = SessionStore()
    session.create()
    for state in (State.QUEUED, State.SENT):
        OutgoingMail.objects.create(
            to="ana@example.com", kind="code", state=state, created_at=NOW, next_attempt_at=NOW
        )
    file = tmp_path / "it.tar.gz"
    save(file)
    with tarfile.open(file) as tar:
        head = json.load(tar.extractfile(archive.HEAD))  # type: ignore[arg-type]
        whole = b"".join(part.read() for it in tar if (part := tar.extractfile(it)))
    assert "django_session" not in head["tables"]
    assert session.session_key.encode() not in whole
    assert settings.SECRET_KEY.encode() not in whole
    assert [row[8] for row in rows(file, "publication_outgoingmail")] == ["sent"]


def test_it_says_how_many_files_are_gone(tmp_path: Path) -> None:
    document = PublicationDocument.objects.create(
        title="Order", file=ContentFile(b"x", name="a.txt")
    )
    Path(document.file.path).unlink()
    told = StringIO()
    call_command("backup", str(tmp_path / "it.tar.gz"), stdout=StringIO(), stderr=told)
    assert "1 files that rows name were not there" in told.getvalue()


def test_it_never_writes_over_a_file(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    file.write_text("mine")
    with pytest.raises(CommandError, match="there already"):
        save(file)
    assert file.read_text() == "mine"


@pytest.mark.parametrize("place", ["nowhere/it.tar.gz", "."])
def test_it_says_that_it_cannot_write_there(tmp_path: Path, place: str) -> None:
    with pytest.raises(CommandError, match="cannot be written|there already"):
        save(tmp_path / place)


@pytest.mark.parametrize("why", [KeyboardInterrupt(), BackupError("It is damaged.")])
def test_it_leaves_nothing_at_that_name_unless_it_was_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: BaseException
) -> None:
    def fail(*_: object) -> None:
        raise why

    monkeypatch.setattr(making, "check", fail)
    with pytest.raises(CommandError):
        save(tmp_path / "it.tar.gz")
    assert list(tmp_path.iterdir()) == []


def test_it_takes_a_table_in_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "A_PART", 200)
    for number in range(20):
        Reader.objects.create_reader(f"reader{number}@example.com")
    save(tmp_path / "it.tar.gz")
    assert len(rows(tmp_path / "it.tar.gz", "readers_reader")) == 20


def test_it_drops_copies_that_were_made_long_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    now = datetime.now(UTC)
    old, new = (file_before("upgrade", now - timedelta(days=days)) for days in (15, 13))
    for file in (old, new):
        file.touch()
    save(tmp_path / "saved.tar.gz")
    assert not old.exists()
    assert new.exists()
