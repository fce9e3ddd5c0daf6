"""`manage.py test [--postgresql]`: all tests, those in Chromium included, on two processes."""

import importlib.util
import os
import shutil
import subprocess
import sys

from standfirst import datadir
from standfirst.tests import postgres

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_CHECKOUT = "The tests are run from a checkout, not from an installed package."
POSTGRESQL = "--postgresql"  # on a PostgreSQL of their own, which is gone afterwards
NO_POSTGRESQL = (
    "There is no PostgreSQL to start here. Install it, for example: apt-get install postgresql"
)
NO_BROWSER = "There is no Chromium, so the browser tests are skipped. Install it to run them."


def run(arguments: list[str]) -> None:
    """Go on as pytest, in place of this process."""
    checkout = datadir.CHECKOUT
    if not (checkout / "manage.py").is_file():
        sys.exit(NO_CHECKOUT)
    if importlib.util.find_spec("pytest") is None:  # an installed script, in the site's environment
        os.execv(sys.executable, [sys.executable, str(checkout / "manage.py"), "test", *arguments])
    if chromium() is None:
        _install_chromium()
    os.chdir(checkout)
    pytests = [it for it in arguments if it != POSTGRESQL]
    command = [sys.executable, "-m", "pytest", *processes(pytests), *pytests]
    if POSTGRESQL in arguments:
        sys.exit(_on_postgresql(command))
    os.execv(sys.executable, command)


def _on_postgresql(command: list[str]) -> int:
    programs = postgres.programs()
    if programs is None:
        sys.exit(NO_POSTGRESQL)
    with postgres.cluster(programs) as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode


def chromium() -> str | None:
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def _install_chromium() -> None:
    """By apt, where that is there and ours to use."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print(NO_BROWSER, file=sys.stderr)
        return
    print("Installing Chromium with apt-get, this once.", file=sys.stderr, flush=True)
    silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            ["apt-get", "-qq", *command],
            env=silent,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
        )
        if done.returncode:
            print(NO_BROWSER, file=sys.stderr)
            return


def processes(arguments: list[str]) -> list[str]:
    chosen = any(it.startswith(("-n", "--numprocesses", "--pdb", "--trace")) for it in arguments)
    return [] if chosen else ["-n", "2", "--dist", "worksteal"]
