"""manage.py demo [--port N] [--data DIR]: the demo publication, until Ctrl-C.

This process reads no settings: it watches over those that do, so that a start with nothing to do is quick.
"""

import sys
from datetime import UTC, datetime

from standfirst import datadir
from standfirst.demo import doorstep, freshness
from standfirst.demo.processes import CannotGoOn, Processes

PREPARE = ("standfirst", "prepare_demo")
WORKER = ("standfirst", "worker")
CAST = ("standfirst", "cast")
WEB = (
    "granian",
    "--interface=wsgi",
    "--workers=1",
    "--blocking-threads=4",
    "--workers-kill-timeout=2",
    "--no-ws",
    "--log-level=warning",
    f"--host={doorstep.HOST}",
    "standfirst.wsgi:application",
)


def main(arguments: list[str]) -> None:
    port = doorstep.enter(arguments)
    address = doorstep.address(port)
    with Processes() as running:
        try:
            if not freshness.is_fresh(datadir.chosen(), address, datetime.now(UTC).date()):
                running.finish("preparation", PREPARE)
            running.start("web", (*WEB, f"--port={port}"))
            running.wait_for(doorstep.HOST, port)
            say(f"ready {address}/")
            running.start("worker", WORKER)
            say(f"\nMail, with the codes to log in, is at {address}/outbox/ and goes nowhere else.")
            say(
                "Each of these can be logged in as, but Cy, who is signed out, and Rae, whose code waits:"
            )
            running.finish("cast", CAST, output=sys.stdout)
            running.watch()
        except CannotGoOn as why:
            sys.exit(str(why))


def say(words: str) -> None:
    print(words, flush=True)
