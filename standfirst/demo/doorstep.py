"""What a demo needs before settings can be read: its data directory to itself, and a free port."""

import argparse
import os
import socket
import sys
from pathlib import Path

from standfirst import datadir
from standfirst.publication.serving.doorstep import hold, listen

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
MARKER = "demo"  # in the data directory; settings.DEMO is on where it stands


def enter(arguments: list[str]) -> tuple[int, socket.socket]:
    """Claim the data directory and write what is in it; the port, open. Or stop, saying what is in the way."""
    port = _port(arguments)
    folder = datadir.chosen()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _check_ours(folder)
        hold(
            folder / MARKER,
            f"A demo is running on {folder} already. Name another folder with --data DIR",
        )
        listening = listen(HOST, port)
        datadir.prepare(folder, address(port))
    except OSError as why:
        sys.exit(f"{folder} cannot be used ({why.strerror}). Name another folder with --data DIR")
    os.environ["STANDFIRST_ADDRESS"] = address(port)
    os.environ["MAIL_URL"] = "demo:"  # whatever this machine is set to: no mail leaves a demo
    return port, listening


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
