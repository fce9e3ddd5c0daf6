"""The data directory: named before or after the subcommand, and made with what commands share."""

import stat
from pathlib import Path

import pytest

from standfirst import datadir


@pytest.mark.parametrize(
    ("given", "folder", "rest"),
    [
        (["demo"], None, ["demo"]),
        (["--data", "d", "demo"], "d", ["demo"]),
        (["demo", "--data", "d", "--port", "1"], "d", ["demo", "--port", "1"]),
        (["cast", "--data=d", "--json"], "d", ["cast", "--json"]),
        (["test", "--", "--data", "d"], None, ["test", "--", "--data", "d"]),
        (["demo", "--database", "x"], None, ["demo", "--database", "x"]),
    ],
)
def test_it_takes_the_folder_out_of_the_arguments(
    given: list[str], folder: str | None, rest: list[str]
) -> None:
    assert datadir.take_option(given) == (folder, rest)


@pytest.mark.parametrize("given", [["demo", "--data"], ["demo", "--data="]])
def test_it_wants_a_folder_after_the_option(given: list[str]) -> None:
    with pytest.raises(SystemExit, match="wants a folder"):
        datadir.take_option(given)


def test_it_prefers_the_option_to_the_environment_and_that_to_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANDFIRST_DATA", str(tmp_path / "named"))
    assert datadir.chosen(str(tmp_path / "given")) == tmp_path / "given"
    assert datadir.chosen() == tmp_path / "named"
    monkeypatch.delenv("STANDFIRST_DATA")
    assert datadir.chosen() == datadir.default().resolve()


def test_it_uses_the_working_folder_where_there_is_no_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datadir, "CHECKOUT", tmp_path / "site-packages")
    monkeypatch.chdir(tmp_path)
    assert datadir.default() == tmp_path / "data"


def test_it_makes_a_secret_once_that_only_the_owner_reads(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    datadir.prepare(folder, "http://127.0.0.1:8000")
    secret = (folder / "secret").read_text()
    datadir.prepare(folder, "http://127.0.0.1:8001")
    assert len(secret.strip()) >= 32
    assert (folder / "secret").read_text() == secret
    assert stat.S_IMODE((folder / "secret").stat().st_mode) == 0o600
    assert (folder / "address").read_text() == "http://127.0.0.1:8001\n"


def test_it_replaces_a_secret_that_was_left_empty(tmp_path: Path) -> None:
    (tmp_path / "secret").touch()
    datadir.prepare(tmp_path, "http://127.0.0.1:8000")
    assert len((tmp_path / "secret").read_text().strip()) >= 32
