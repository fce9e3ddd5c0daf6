"""Jobs run when they are due, each on its own; the process stops when told."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from standfirst import datadir
from standfirst.publication import worker

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def no_jobs_of_rooms() -> Iterator[None]:
    connection.close()  # what tests before left open; these have no database
    kept = dict(worker._jobs)
    worker._jobs.clear()
    yield
    worker._jobs.clear()
    worker._jobs.update(kept)


def ran_at(name: str, seconds: float = 1.0) -> list[datetime]:
    times: list[datetime] = []
    worker.job(name, seconds=seconds)(times.append)
    return times


def test_it_runs_a_job_at_once_and_then_when_it_is_due() -> None:
    times = ran_at("post", seconds=10)
    for seconds in (0, 1, 9.9, 10, 11, 20):
        worker.tick(NOON + seconds * SECOND)
    assert times == [NOON, NOON + 10 * SECOND, NOON + 20 * SECOND]


def test_it_runs_the_other_jobs_when_one_fails_and_says_which(
    caplog: pytest.LogCaptureFixture,
) -> None:
    @worker.job("broken")
    def broken(now: datetime) -> None:
        raise RuntimeError("no route to the mail server")

    times = ran_at("post")
    worker.tick(NOON)
    assert times == [NOON]
    assert "The job broken failed" in caplog.text
    assert "no route to the mail server" in caplog.text


def test_it_tries_a_failed_job_again_ever_less_often_until_it_works() -> None:
    tried: list[datetime] = []

    @worker.job("flaky")
    def flaky(now: datetime) -> None:
        tried.append(now)
        if len(tried) < 3:
            raise RuntimeError

    for seconds in range(9):
        worker.tick(NOON + seconds * SECOND)
    assert [(at - NOON).seconds for at in tried] == [0, 2, 6, 7, 8]


def test_it_never_waits_longer_than_a_minute_after_failures() -> None:
    it = worker.Job("broken", print, SECOND, failures=1000)
    assert it.wait == worker.LONGEST_WAIT


def test_it_runs_a_job_when_the_clock_was_set_back() -> None:
    times = ran_at("post")
    worker.tick(NOON)
    worker.tick(NOON - timedelta(hours=1))
    assert len(times) == 2


def test_it_refuses_two_jobs_of_one_name() -> None:
    ran_at("post")
    with pytest.raises(ValueError, match="'post'"):
        ran_at("post")


LONG_JOB = """
import sys, time
import django
django.setup()
from django.core.management import call_command
from standfirst.publication import worker

worker._jobs.clear()

@worker.job("long")
def long(now):
    print("began", flush=True)
    time.sleep(1)
    print("finished", flush=True)

call_command("worker")
print("stopped", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_finishes_the_running_job_and_stops_when_told(number: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", LONG_JOB],
        cwd=datadir.CHECKOUT,
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "began\n"
    process.send_signal(number)
    said, _ = process.communicate(timeout=20)
    assert said == "finished\nstopped\n"
    assert process.returncode == 0
