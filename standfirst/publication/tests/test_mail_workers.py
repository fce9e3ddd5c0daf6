"""Workers as processes of their own, on a database file, through a real SMTP server."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from standfirst.publication.outgoing import LEASE, State
from standfirst.publication.tests.mail_server import smtp_server

NOW = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)
PATIENCE = 180  # seconds; a process takes long to start on a busy machine


@pytest.fixture
def box():
    with smtp_server() as (box, port):
        box.port = port
        yield box


@pytest.fixture
def start(tmp_path, box):
    """Starts a process that has the same database and the same mail server as the others."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "MAIL_URL": f"smtp://127.0.0.1:{box.port}/",
    }

    def start(*arguments):
        command = [sys.executable, "-m", "standfirst.publication.tests.mail_worker", *arguments]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)

    return start


def finish(process):
    output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    return [int(line) for line in output.split()]


@pytest.fixture
def rows(tmp_path):
    def rows():
        with sqlite3.connect(tmp_path / "db.sqlite3") as connection:
            columns = "state, attempts, text"
            return list(connection.execute(f"SELECT {columns} FROM publication_outgoingmail"))

    return rows


def test_it_sends_each_mail_once_with_two_workers_at_it(start, rows, box):
    busy = both_busy = 0

    async def until_both_are_busy():
        """Holds the first mails back until each worker has one in hand."""
        nonlocal busy, both_busy
        busy += 1
        for _ in range(PATIENCE * 10):
            both_busy = both_busy or busy == 2
            if both_busy:
                break
            await asyncio.sleep(0.05)
        busy -= 1

    finish(start("prepare", "24", NOW.isoformat()))
    box.while_taking = until_both_are_busy
    workers = [start("work", NOW.isoformat()) for _ in range(2)]
    sent = [finish(worker)[0] for worker in workers]

    assert both_busy
    assert sum(sent) == 24
    assert min(sent) > 0
    assert sorted(box.recipients) == sorted(f"ana{number}@example.org" for number in range(24))
    assert set(rows()) == {(State.SENT, 1, "")}


def test_it_sends_again_what_a_killed_worker_had_in_hand(start, rows, box):
    finish(start("prepare", "1", NOW.isoformat()))
    worker = start("work", NOW.isoformat())

    async def kill():
        os.kill(worker.pid, signal.SIGKILL)

    box.while_taking = kill
    worker.wait(timeout=PATIENCE)
    assert worker.returncode == -signal.SIGKILL
    assert len(box.raw) == 1
    assert rows() == [(State.QUEUED, 1, "BCDF-GHJK")]

    box.while_taking = None
    in_lease, after_lease = NOW + LEASE / 2, NOW + LEASE + timedelta(minutes=1)
    assert finish(start("work", in_lease.isoformat(), after_lease.isoformat())) == [0, 1]

    one, other = box.messages
    assert one["Message-ID"] == other["Message-ID"]
    assert rows() == [(State.SENT, 2, "")]
