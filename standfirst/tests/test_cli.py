"""What the command says of itself, before there are settings to read."""

from pathlib import Path

import pytest

from standfirst import __version__, cli


@pytest.mark.parametrize("word", ["version", "--version"])
def test_it_says_its_own_version(
    word: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(
        "STANDFIRST_DATA", str(tmp_path)
    )  # the command sets it, and the tests have theirs
    cli.main(["standfirst", word])
    assert capsys.readouterr().out == f"Standfirst {__version__}\n"
