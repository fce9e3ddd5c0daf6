"""A worker that is killed with `kill -9`, anywhere: nothing is lost, nothing is doubled, and the next one goes on."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from standfirst.billing.sandbox.testing import WEBHOOK_SECRET, Sandbox
from standfirst.tests import database

PATIENCE = 180  # seconds; a process takes long to start on a busy machine
# Statements of one worker, from the first lease to the last letter about the second membership.
ANYWHERE = range(1, 140, 6)

Rows = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture
def file(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    file = tmp_path / "db.sqlite3"
    database.make_copy(request.config.cache.mkdir("standfirst"), file)
    return file


@pytest.fixture
def rows(file: Path) -> Rows:
    def rows(sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(file)) as connection:
            return list(connection.execute(sql))

    return rows


@pytest.fixture
def run(file: Path, sandbox: Sandbox) -> Callable[..., list[str]]:
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{file}",
        "STANDFIRST_STRIPE_KEY": "sk_test_sandbox",
        "STANDFIRST_STRIPE_PUBLISHABLE_KEY": "pk_test_sandbox",
        "STANDFIRST_STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "STANDFIRST_STRIPE_API": sandbox.address,
    }

    def run(*arguments: str) -> list[str]:
        command = [sys.executable, "-m", "standfirst.billing.tests.sync_worker", *arguments]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()

    return run


def test_it_goes_on_where_a_killed_one_stopped(
    run: Callable[..., list[str]], rows: Rows, sandbox: Sandbox
) -> None:
    now = sandbox.world.now.isoformat()
    run("prepare", now)
    ends = run("work", now, *map(str, ANYWHERE), "0", "0")
    assert ends[0] == str(signal.SIGKILL.value)
    assert ends[-2:] == ["0", "0"]

    assert rows("SELECT state FROM membership_membership") == [("active",)]
    assert rows("SELECT state FROM membership_membershipevent") == [("active",)]
    assert sorted(rows("SELECT status, doubled FROM billing_subscription")) == [
        ("active", 0),
        ("canceled", 1),
    ]
    assert sorted(rows("SELECT state, amount FROM billing_invoice")) == [
        ("paid", 500),
        ("refunded", 500),
    ]
    assert rows("SELECT DISTINCT lease, rung = applied_rung FROM billing_customer") == [("", 1)]
    assert rows("SELECT count(*) FROM billing_subscription WHERE closed_at IS NOT NULL") == [(1,)]
    assert len(sandbox.world.store.all("charge")) == 2
    assert len(sandbox.world.store.all("refund")) == 1
