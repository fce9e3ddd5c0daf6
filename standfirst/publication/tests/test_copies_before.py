"""Copies made before an upgrade or a restore do not stay for ever."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from standfirst.publication.copies_before import ACTS, FOLDER, drop_old, file_before

NOW = datetime(2026, 3, 20, 7, 0, tzinfo=UTC)


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.mark.parametrize("what", ACTS)
def test_it_drops_those_older_than_two_weeks(data: Path, what: str) -> None:
    old, new, just_made = (
        file_before(what, NOW - age)
        for age in (timedelta(days=14, seconds=1), timedelta(days=13), timedelta())
    )
    for file in (old, new, just_made):
        file.touch()
    drop_old(NOW)
    assert sorted((data / FOLDER).iterdir()) == [new, just_made]


def test_it_leaves_what_others_put_there_and_what_is_in_use(data: Path) -> None:
    in_use = file_before("restore", NOW - timedelta(days=99))
    theirs = [data / FOLDER / name for name in ("2020-01-01.tar.gz", "before-the-move.tar.gz")]
    for file in (in_use, *theirs):
        file.touch()
    drop_old(NOW, but=in_use)
    assert sorted((data / FOLDER).iterdir()) == sorted([in_use, *theirs])


def test_it_minds_no_missing_folder(data: Path) -> None:
    drop_old(NOW)
