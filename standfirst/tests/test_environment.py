"""What the environment says, or says wrongly; and that the publisher's guide has all of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from standfirst import datadir
from standfirst import environment as env

GUIDE = datadir.CHECKOUT / "docs" / "publishers.md"


def rows() -> dict[str, tuple[str, str, str, str]]:
    """By name: kind, meaning, default and example, as the guide prints them."""
    table = [
        [cell.strip().replace("`", "") for cell in line.strip("|").split("|")]
        for line in GUIDE.read_text().partition("\n## Settings\n")[2].splitlines()
        if line.startswith("| `")
    ]
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in table if len(row) == 5}


def test_the_guide_has_every_variable_as_it_is_read() -> None:
    found = {name: (row[0], row[2], row[3]) for name, row in rows().items()}
    assert found == {name: (it.kind, it.default, it.example) for name, it in env.read.items()}


@pytest.mark.parametrize("name", sorted(env.read))
def test_the_guide_says_what_it_means(name: str) -> None:
    assert rows()[name][1]


def loaded(tmp_path: Path, **variables: str) -> str:
    """What settings say of these; empty where they are content."""
    kept = {name: value for name, value in os.environ.items() if "STANDFIRST" not in name}
    ours = {
        "STANDFIRST_DATA": str(tmp_path),
        "STANDFIRST_SECRET": "s" * 40,
        "STANDFIRST_ADDRESS": "https://news.example.org",
    }
    done = subprocess.run(
        [sys.executable, "-m", "standfirst", "check"],
        cwd=datadir.CHECKOUT,
        env={**kept, **ours, **variables},
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr if done.returncode else ""


@pytest.mark.parametrize(
    ("name", "value", "example"),
    [
        ("STANDFIRST_TIME_ZONE", "Europe/Olso", "STANDFIRST_TIME_ZONE=Europe/Oslo"),
        ("STANDFIRST_TIME_ZONE", "../etc/passwd", "STANDFIRST_TIME_ZONE=Europe/Oslo"),
        ("STANDFIRST_PROXIES", "-1", "STANDFIRST_PROXIES=1"),
        ("STANDFIRST_ADDRESS", "news.example.org", "STANDFIRST_ADDRESS=https://"),
        ("STANDFIRST_SECRET", "hunter2", "STANDFIRST_SECRET="),
        ("DATABASE_URL", "postgres//hunter2@db", "DATABASE_URL=postgres://"),
        ("DATABASE_URL", "postgres://news:hunter2@db:port/news", "DATABASE_URL=postgres://"),
        ("DATABASE_URL", "postgres://news:hunter2@db", "DATABASE_URL=postgres://"),
        ("DATABASE_URL", "mysql://news:hunter2@db/news", "DATABASE_URL=postgres://"),
    ],
)
def test_it_stops_with_the_name_and_an_example_and_tells_no_password(
    tmp_path: Path, name: str, value: str, example: str
) -> None:
    said = loaded(tmp_path, **{name: value})
    assert said.startswith(f"{name} is ")
    assert example in said
    assert "hunter2" not in said


def test_it_takes_what_is_well_formed(tmp_path: Path) -> None:
    assert loaded(tmp_path, STANDFIRST_TIME_ZONE="Europe/Oslo") == ""


def test_it_stops_where_what_is_needed_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(env, "read", {})
    monkeypatch.delenv("STANDFIRST_NO_SUCH", raising=False)
    with pytest.raises(ImproperlyConfigured, match="STANDFIRST_NO_SUCH=this"):
        env.text("STANDFIRST_NO_SUCH", example="this")
