"""What a demo needs before settings can be read: its data directory to itself, and a free port."""

import argparse
import fcntl
import os
import socket
import sys
from pathlib import Path

from standfirst import datadir

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
MARKER = "demo"  # in the data directory; settings.DEMO is on where it stands

_held: list[int] = []  # the marker's lock lives as long as this process


def enter(arguments: list[str]) -> int:
    """Claim the data directory and write what is in it; the port. Or stop, saying what is in the way."""
    port = _port(arguments)
    folder = datadir.chosen()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _check_ours(folder)
        _hold(folder / MARKER)
        _check_free(port)
        datadir.prepare(folder, address(port))
    except OSError as why:
        sys.exit(f"{folder} cannot be used ({why.strerror}). Name another folder with --data DIR")
    os.environ["STANDFIRST_ADDRESS"] = address(port)
    os.environ["MAIL_URL"] = "demo:"  # whatever this machine is set to: no mail leaves a demo
    return port


def _port(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="demo", description="Run a demo publication: web, worker, and an outbox for its mail."
    )
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"default: {DEFAULT_PORT}")
    parser.add_argument("--data", metavar="DIR", help=f"default: {datadir.default()}")
    port: int = parser.parse_args(arguments).port
    return port


def address(port: int) -> str:
    return f"http://{HOST}:{port}"


def _check_ours(folder: Path) -> None:
    """A demo logs anyone in as anyone: a site's own data must never become one."""
    if "DATABASE_URL" in os.environ:
        sys.exit(
            "DATABASE_URL is set. A demo keeps a database of its own: unset DATABASE_URL first"
        )
    if any(folder.iterdir()) and not (folder / MARKER).exists():
        sys.exit(f"{folder} holds something else than a demo. Name another folder with --data DIR")


def _hold(marker: Path) -> None:
    descriptor = os.open(marker, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(
            f"A demo is running on {marker.parent} already. Name another folder with --data DIR"
        )
    _held.append(descriptor)


def _check_free(port: int) -> None:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except (OSError, OverflowError) as why:
            reason = getattr(why, "strerror", None) or "there is no such port"
            sys.exit(f"Port {port} cannot be used ({reason}). Name another with --port N")
