"""manage.py suggest, before there is any database or data directory."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from standfirst import datadir

KEYS = {"start", "end", "text", "mode", "speaker", "mention", "mention_start", "mention_end", "cue", "confidence",
        "prefill", "stance", "office"}  # fmt: skip


def run(folder: Path, given: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("STANDFIRST_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "standfirst", "suggest", *options],
        input=given,
        capture_output=True,
        cwd=datadir.CHECKOUT,
        env={**environment, "STANDFIRST_DATA": str(folder / "none")},
    )


def test_it_prints_json_and_makes_no_data_directory(tmp_path: Path) -> None:
    done = run(tmp_path, "“Nous verrons,” said Zoë Vidal.".encode(), "--json")
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(done.stdout)
    assert set(row) == KEYS
    assert (row["speaker"], row["text"], row["prefill"]) == ("Zoë Vidal", "Nous verrons,", True)
    assert list(tmp_path.iterdir()) == []


def test_it_prints_a_readable_list(tmp_path: Path) -> None:
    done = run(tmp_path, "“We shall see,” said Zoë Vidal.".encode())
    printed = done.stdout.decode().split(maxsplit=1)
    assert printed == ["direct", "Zoë Vidal (Zoë Vidal said) 0.99 fill in: We shall see,\n"]


@pytest.mark.parametrize(
    ("given", "said"),
    [(b"", b"Standard input is empty"), (b" \n", b"is empty"), (b"ab\xff", b"not UTF-8: byte 2")],
)
def test_it_refuses_what_is_no_text(tmp_path: Path, given: bytes, said: bytes) -> None:
    done = run(tmp_path, given, "--json")
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stdout == b""
