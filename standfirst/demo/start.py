"""manage.py demo [--port N] [--data DIR]: the demo publication, until Ctrl-C.

This process reads no settings: it watches over those that do, so that a start with nothing to do is quick.
"""

import sys
from datetime import UTC, datetime

from standfirst import datadir
from standfirst.demo import doorstep, freshness
from standfirst.publication.serving.processes import CannotGoOn, Code, Process
from standfirst.publication.serving.supervisor import Supervisor
from standfirst.publication.serving.version import Size

PREPARE = ("standfirst", "prepare_demo")
CAST = ("standfirst", "cast")


def main(arguments: list[str]) -> None:
    here, (port, listening) = Code(), doorstep.enter(arguments)
    address = doorstep.address(port)
    with Supervisor(listening, Size(workers=1, threads=4)) as running:
        try:
            if not freshness.is_fresh(datadir.chosen(), address, datetime.now(UTC).date()):
                running.finish("preparation", Process.start(here, PREPARE))
            running.start(here)
            say(f"ready {address}/")
            say(f"\nMail, with the codes to log in, is at {address}/outbox/ and goes nowhere else.")
            say(
                "Each of these can be logged in as, but Cy, who is signed out, and Rae, whose code waits:"
            )
            running.finish("cast", Process.start(here, CAST, output=sys.stdout))
            running.watch()
        except CannotGoOn as why:
            sys.exit(str(why))


def say(words: str) -> None:
    print(words, flush=True)
