"""The tests can have a PostgreSQL of their own, and leave nothing of it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from standfirst import datadir, testing
from standfirst.tests import postgres

THIS = "test_it_says_which_database_it_runs_on"


@pytest.mark.django_db
def test_it_says_which_database_it_runs_on(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"on {connection.vendor} in {connection.settings_dict['HOST']};")


def test_it_runs_on_a_cluster_that_is_gone_afterwards() -> None:
    if postgres.programs() is None:
        pytest.skip("There is no PostgreSQL to start here.")
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [sys.executable, "manage.py", "test", "--postgresql", "-n0", "-q", f"{__file__}::{THIS}"],
        cwd=datadir.CHECKOUT,
        env=bare,
        capture_output=True,
        text=True,
    )
    said = re.search(r"on postgresql in (\S+);", done.stdout)
    assert said, done.stderr
    assert done.returncode == 0
    assert not Path(said[1]).exists()


def test_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "DEBIAN", Path("/no/such/place"))
    monkeypatch.setattr(postgres.shutil, "which", lambda name: None)
    monkeypatch.setattr(testing.os, "chdir", lambda folder: None)
    with pytest.raises(SystemExit, match="apt-get install postgresql"):
        testing.run(["--postgresql", "-n0"])
