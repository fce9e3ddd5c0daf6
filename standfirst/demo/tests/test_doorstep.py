"""A demo logs anyone in as anyone: nothing else may ever become one."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from standfirst import datadir
from standfirst.demo import doorstep


@pytest.fixture(autouse=True)
def _no_database_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


def enter(folder: Path, monkeypatch: pytest.MonkeyPatch, port: int = 0) -> doorstep.Doors:
    for name in ("STANDFIRST_ADDRESS", "MAIL_URL", "STANDFIRST_DATA"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("STANDFIRST_DATA", str(folder))
    doors = doorstep.enter(["--port", str(port)])
    doors.listening.close()
    doors.sandbox_listening.close()
    return doors


@pytest.mark.parametrize("file", ["secret", "db.sqlite3", "photo.jpg"])
def test_it_takes_no_folder_that_holds_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    (tmp_path / file).write_text("x")
    with pytest.raises(SystemExit, match="Name another folder with --data"):
        enter(tmp_path, monkeypatch)
    assert [it.name for it in tmp_path.iterdir()] == [file]


def test_it_takes_no_database_of_somebody_else_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://news@localhost/news")
    with pytest.raises(SystemExit, match="unset DATABASE_URL"):
        enter(tmp_path, monkeypatch)
    assert not list(tmp_path.iterdir())


def test_it_takes_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(tmp_path / "new", monkeypatch)
    assert (tmp_path / "new" / "demo").exists()


def test_it_keeps_where_its_sandbox_for_payments_is_at_the_first_free_port_after_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        doors = enter(tmp_path / "new", monkeypatch, port - 1)
    number = int(doors.sandbox.rpartition(":")[2])
    assert port < number < port + doorstep.NEAR
    assert datadir.kept(tmp_path / "new", "sandbox") == f"http://127.0.0.1:{number}"


def test_it_lets_no_key_of_this_machine_s_into_a_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANDFIRST_STRIPE_KEY", "sk_live_51Abc")
    enter(tmp_path / "new", monkeypatch)
    assert "STANDFIRST_STRIPE_KEY" not in os.environ


@pytest.mark.parametrize("how", ["marker", "variable"])
def test_it_is_no_demo_under_a_public_address(tmp_path: Path, how: str) -> None:
    (tmp_path / "demo").touch()
    environment = os.environ | {
        "STANDFIRST_DATA": str(tmp_path),
        "STANDFIRST_SECRET": "s" * 40,
        "STANDFIRST_ADDRESS": "https://news.example.org",
        "STANDFIRST_DEMO": "on" if how == "variable" else "",
    }
    done = subprocess.run(
        [sys.executable, "-c", "import standfirst.settings"],
        cwd=datadir.CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "where anyone logs in as anyone" in done.stderr
