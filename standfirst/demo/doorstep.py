"""What a demo needs before settings can be read: its data directory to itself, and a free port."""

import argparse
import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from standfirst import datadir
from standfirst.publication.serving.doorstep import hold, listen, open_port

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
MARKER = "demo"  # in the data directory; settings.DEMO is on where it stands
SANDBOX = "sandbox"  # there too: the address of the sandbox that payments go to
NEAR = 100  # ports looked at for it


@dataclass(frozen=True)
class Doors:
    """Both are open already: who comes before there is anybody to answer waits."""

    address: str
    listening: socket.socket
    sandbox: str
    sandbox_listening: socket.socket


def enter(arguments: list[str]) -> Doors:
    """Claim the data directory and write what is in it; the ports, open. Or stop, saying what is in the way."""
    port = _port(arguments)
    folder = datadir.chosen()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _check_ours(folder)
        hold(
            folder / MARKER,
            f"A demo is running on {folder} already. Name another folder with --data DIR",
        )
        listening, sandbox_listening = listen(HOST, port), _listen_beside(port)
        sandbox = address(sandbox_listening.getsockname()[1])
        datadir.prepare(folder, address(port))
        datadir.keep(folder, SANDBOX, sandbox)
    except OSError as why:
        sys.exit(f"{folder} cannot be used ({why.strerror}). Name another folder with --data DIR")
    os.environ["STANDFIRST_ADDRESS"] = address(port)
    # Whatever this machine is set to, no mail and no payment leaves a demo.
    os.environ["MAIL_URL"] = "demo:"
    for name in [it for it in os.environ if it.startswith("STANDFIRST_STRIPE_")]:
        del os.environ[name]
    return Doors(address(port), listening, sandbox, sandbox_listening)


def _listen_beside(port: int) -> socket.socket:
    """At the first free port after this one, so that it mostly is the same each time."""
    for near in range(port + 1, port + 1 + NEAR) if port else ():
        try:
            return open_port(HOST, near)
        except (OSError, OverflowError):
            continue
    return listen(HOST, 0)


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
