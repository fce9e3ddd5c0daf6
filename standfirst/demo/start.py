"""manage.py demo [--port N] [--data DIR]: the demo publication, until Ctrl-C.

This process reads no settings: it watches over those that do, so that a start with nothing to do is quick.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from standfirst import datadir
from standfirst.demo import doorstep, freshness
from standfirst.demo.doorstep import Doors
from standfirst.publication.serving.processes import CannotGoOn, Code, Process
from standfirst.publication.serving.supervisor import Supervisor
from standfirst.publication.serving.version import Size

PREPARE = ("standfirst", "prepare_demo")
CAST = ("standfirst", "cast")
SANDBOX = "standfirst.billing.sandbox"
EVENTS = (
    "/billing/events/"  # where the sandbox rings; settings, which know the name, are not read here
)


def main(arguments: list[str]) -> None:
    here, doors, folder = Code(), doorstep.enter(arguments), datadir.chosen()
    address = doors.address
    with Supervisor(doors.listening, Size(workers=1, threads=4)) as running:
        try:
            running.also_keep("sandbox for payments", lambda: sandbox(here, doors, folder))
            if not freshness.is_fresh(folder, address, datetime.now(UTC).date()):
                running.finish("preparation", Process.start(here, PREPARE))
            running.start(here)
            say(f"ready {address}/")
            say(f"\nMail, with the codes to log in, is at {address}/outbox/ and goes nowhere else.")
            say(f"Payments go to a sandbox; move its clock at {doors.sandbox}/")
            say(
                "Each of these can be logged in as, but Cy, who is signed out, and Rae, whose code waits:"
            )
            running.finish("cast", Process.start(here, CAST, output=sys.stdout))
            running.watch()
        except CannotGoOn as why:
            sys.exit(str(why))


def sandbox(code: Code, doors: Doors, folder: Path) -> Process:
    """Stripe, as far as a demo needs it, on the port that is open for it."""
    listening = doors.sandbox_listening.fileno()
    options = {
        "listening": listening,
        "data": folder / "sandbox.sqlite3",
        "ring": doors.address + EVENTS,
    }
    module = [SANDBOX, *(f"--{name}={value}" for name, value in options.items())]
    return Process.start(code, module, keep=[listening])


def say(words: str) -> None:
    print(words, flush=True)
