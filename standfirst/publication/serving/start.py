"""standfirst serve: the publication, web and worker, until it is told to stop.

This process reads no settings: it watches over those that do, and takes in a new version while it runs.
"""

import argparse
import os
import sys
from pathlib import Path

from standfirst import datadir
from standfirst.publication.serving import notes
from standfirst.publication.serving.doorstep import hold, listen
from standfirst.publication.serving.processes import CannotGoOn, Code, say
from standfirst.publication.serving.supervisor import Supervisor
from standfirst.publication.serving.version import Size

HOST = "127.0.0.1"
PORT = 8000
THREADS = 4  # for each web process: more would wait for one another
MOST_WORKERS = 8  # where nobody says how many
PROXIES = "STANDFIRST_PROXIES"
DEMO = "demo"  # the file that marks a demo's data directory: demo/doorstep.py


def main(arguments: list[str]) -> None:
    options = _options(arguments)
    folder = datadir.chosen()
    _check(folder)
    listening = listen(options.host, options.port)
    running = notes.Running(folder, options.host, options.port)
    supervisor = Supervisor(
        listening,
        Size(options.workers, THREADS),
        worker=options.worker,
        next_code=running.next_code,
        report=running.report,
    )
    with supervisor:
        try:
            supervisor.start(Code())
        except CannotGoOn as why:
            sys.exit(str(why))
        running.report("")
        print(f"ready http://{options.host}:{options.port}/", flush=True)
        supervisor.watch()
    say("Stopped.")


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="serve", description="Run the publication: web processes, and the worker beside them."
    )
    number = min(os.cpu_count() or 1, MOST_WORKERS)
    parser.add_argument(
        "--workers", type=_positive, default=number, help=f"web processes; default: {number}"
    )
    parser.add_argument("--host", default=HOST, help=f"default: {HOST}, for a proxy beside it")
    parser.add_argument("--port", type=int, default=PORT, help=f"default: {PORT}")
    parser.add_argument(
        "--no-worker",
        dest="worker",
        action="store_false",
        help="where `standfirst worker` runs elsewhere: without one no code to log in arrives",
    )
    parser.add_argument("--data", metavar="DIR", help=f"default: {datadir.default()}")
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number of at least 1")
    return int(text)


def _check(folder: Path) -> None:
    """What would only show when it hurts."""
    if not os.environ.get(PROXIES, "").strip():
        sys.exit(
            f"{PROXIES} is not set. It says how many proxies of yours stand in front: with too few, all readers "
            f"share one limit on log-in codes; with too many, anyone can pretend to be at any address. "
            f"Set {PROXIES}=1 behind Caddy or nginx, or {PROXIES}=0 where readers reach this process directly"
        )
    if (folder / DEMO).exists() or os.environ.get("STANDFIRST_DEMO") == "on":
        sys.exit(
            f"{folder} is a demo's, where anyone logs in as anyone. Give the publication a data directory of its "
            "own: STANDFIRST_DATA=/var/lib/standfirst"
        )
    try:
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        hold(
            folder / notes.LOCK,
            f"The publication in {folder} is served already. Stop that, or run `standfirst upgrade` to have it "
            "go on with another version",
        )
        for it in (folder, folder / "media", folder / "static"):
            it.mkdir(exist_ok=True)
            if not os.access(it, os.W_OK | os.X_OK):
                raise PermissionError(0, f"{it} cannot be written")
    except OSError as why:
        sys.exit(
            f"The data directory {folder} cannot be used ({why.strerror}). See to it that whoever runs this may "
            "write there, or name another with STANDFIRST_DATA"
        )
