"""The worker: the jobs that run every so often, in one process beside the web.

A room registers its jobs in its AppConfig.ready():

    worker.job("send_due_mail", seconds=1)(send_due_mail)

A job is called with the time it is, does a bounded piece of work and returns. Several workers may run
at once, and one may be killed at any moment: a job takes what it works on by a lease of its own.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import close_old_connections
from django.utils import timezone

logger = logging.getLogger(__name__)

PAUSE = 0.2  # seconds between two looks at what is due
LONGEST_WAIT = timedelta(minutes=1)  # after failures, each of which doubles a job's wait

Run = Callable[[datetime], object]


@dataclass
class Job:
    name: str
    run: Run
    every: timedelta
    began_at: datetime | None = None
    failures: int = 0  # in a row
    failed_at: datetime | None = None
    untold: int = 0  # failures that are in no row yet: publication/job_runs.py

    def is_due(self, now: datetime) -> bool:
        """Also when the clock was set back, rather than waiting until it has caught up."""
        began = self.began_at
        return began is None or not began <= now < began + self.wait

    @property
    def wait(self) -> timedelta:
        doubled: timedelta = self.every * 2 ** min(self.failures, 20)
        return max(self.every, min(doubled, LONGEST_WAIT))

    def attempt(self, now: datetime) -> None:
        """Run it. What it raises is logged and goes no further: the other jobs have to run."""
        self.began_at = now
        close_old_connections()
        try:
            self.run(now)
            self.failures = 0
        except Exception:
            self.failures += 1
            self.untold += 1
            self.failed_at = now
            logger.exception("The job %s failed; it is tried again in %s.", self.name, self.wait)
        finally:
            close_old_connections()


_jobs: dict[str, Job] = {}


def job(name: str, *, seconds: float = 1.0) -> Callable[[Run], Run]:
    """Have a function run every so many seconds, as near as the jobs before it allow."""

    def register(run: Run) -> Run:
        if name in _jobs:
            raise ValueError(f"There is a job named {name!r} already.")
        _jobs[name] = Job(name, run, timedelta(seconds=seconds))
        return run

    return register


def jobs() -> list[Job]:
    return list(_jobs.values())


def tick(now: datetime, stopped: Callable[[], bool] = lambda: False) -> None:
    """Run what is due, in the order of registration, until told to stop."""
    for it in jobs():
        if not stopped() and it.is_due(now):
            it.attempt(now)


class Worker:
    """Runs jobs until it is told to stop; a job that has begun is let finish."""

    told_to_stop = False

    def stop(self) -> None:
        """Safe to call from a signal handler."""
        self.told_to_stop = True

    def work(self) -> None:
        while not self.told_to_stop:
            tick(timezone.now(), lambda: self.told_to_stop)
            time.sleep(PAUSE)
