"""What has to be so before there are settings: a data directory with a secret, and the address of the site."""

import argparse
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from standfirst import datadir

VARIABLE = "STANDFIRST_ADDRESS"
DEMO = "demo"  # the file that marks a demo's data directory: demo/doorstep.py
EXAMPLE = "https://news.example.org"
QUESTION = f"Address, as readers type it, such as {EXAMPLE}"


def prepare(arguments: list[str]) -> list[str]:
    """Make or complete the data directory; the arguments that are left. Or stop, saying what is in the way."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--address")
    given, rest = parser.parse_known_args(arguments)
    if {"-h", "--help"} & set(rest):
        os.environ.setdefault(VARIABLE, EXAMPLE)  # help needs settings, and keeps nothing
        os.environ.setdefault("STANDFIRST_SECRET", "h" * 32)
        return rest
    folder = datadir.chosen()
    if (folder / DEMO).exists():
        sys.exit(f"{folder} is a demo's. Name another folder for your publication with --data DIR")
    try:
        datadir.prepare(folder, _address(given.address, folder, asking="--yes" not in rest))
    except OSError as why:
        sys.exit(f"{folder} cannot be used ({why.strerror}). Name another folder with --data DIR")
    return rest


def wrong(address: str) -> str:
    """What is wrong with it, in words; empty if nothing is."""
    try:
        parts = urlsplit(address)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        return f"{address!r} is no whole address. Give one such as {EXAMPLE}"
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        return f"{address!r} has more than a host. Give it without a path, such as {EXAMPLE}"
    return ""


def read_answer(question: str) -> str:
    """The question is not for a script that reads our output. Raises EOFError where there is nobody to ask."""
    print(question, end="", file=sys.stderr, flush=True)
    return input()


def _address(given: str | None, folder: Path, *, asking: bool) -> str:
    """The variable's, the option's, the one of an earlier run, or what is typed now."""
    variable = os.environ.get(VARIABLE, "").strip().rstrip("/")
    if variable and given and given.rstrip("/") != variable:
        sys.exit(f"--address: {VARIABLE} says {variable}. Leave out one of the two")
    known = variable or given or datadir.kept(folder, "address")
    if known is None and asking:
        return _ask()
    if known is None:
        sys.exit(f"--address: say where readers reach the site, for example --address {EXAMPLE}")
    if why := wrong(known):
        sys.exit(f"--address: {why}")
    return known.rstrip("/")


def _ask() -> str:
    while True:
        try:
            typed = read_answer(f"{QUESTION}: ").strip()
        except EOFError:
            sys.exit("\n--address: there is nobody here to ask. Give it as an option, with --yes")
        if not (why := wrong(typed)):
            return typed.rstrip("/")
        print(why, file=sys.stderr)
