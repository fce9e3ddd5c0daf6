"""python -m standfirst.billing.sandbox --port 8001 --data sandbox.sqlite3 [--ring URL] [--secret S]

A Stripe for this machine alone, until it is told to stop. It takes test keys only, and no card in it is real.
"""

import argparse
import signal
import socket
import sqlite3
import sys
from pathlib import Path
from urllib.parse import urlsplit

from standfirst.billing.sandbox.clock import running
from standfirst.billing.sandbox.control.app import Pages
from standfirst.billing.sandbox.control.desk import Desk
from standfirst.billing.sandbox.deliver import Courier, Deliveries
from standfirst.billing.sandbox.http import Server
from standfirst.billing.sandbox.ringing import Target
from standfirst.billing.sandbox.world import World

HOST = "127.0.0.1"
PORT = 8001
SECRET = "whsec_sandbox"  # noqa: S105


class Stop(Exception):
    """We were told to."""


def main(arguments: list[str] | None = None) -> None:
    options = _options(arguments)
    world = _world(options.data)
    targets = tuple(Target(url, options.secret) for url in options.ring)
    deliveries = Deliveries(world, targets)
    server = _server(world, Pages(Desk(world, deliveries)), options)
    courier = Courier(world, deliveries)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    courier.start()
    if options.listening is None:  # else whoever opened it knows
        print(f"ready {server.address}/", flush=True)
    try:
        with server:
            signal.pause()
    except Stop:
        pass
    courier.stop()
    with world.lock:
        world.store.close()


def _stop(*_: object) -> None:
    raise Stop


def _world(file: Path) -> World:
    try:
        return World(running(), file)
    except (OSError, sqlite3.Error) as why:
        sys.exit(f"{file} cannot be used ({why}). Name another file with --data FILE")


def _server(world: World, pages: Pages, options: argparse.Namespace) -> Server:
    try:
        if options.listening is not None:
            return Server(world, pages.routes, listening=socket.socket(fileno=options.listening))
        return Server(world, pages.routes, HOST, options.port)
    except (OSError, OverflowError) as why:
        sys.exit(f"Port {options.port} cannot be used ({why}). Name another with --port N")


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m standfirst.billing.sandbox",
        description="A Stripe for this machine alone: test keys only, and no card in it is real.",
    )
    parser.add_argument("--port", type=int, default=PORT, help=f"of {HOST}; default: {PORT}")
    # A socket that whoever starts us has opened: what comes in before we are there waits.
    parser.add_argument("--listening", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, required=True, metavar="FILE", help="kept there")
    parser.add_argument(
        "--ring",
        type=_address,
        action="append",
        default=[],
        metavar="URL",
        help="where events are sent; may be given several times",
    )
    parser.add_argument("--secret", default=SECRET, help=f"signs events; default: {SECRET}")
    return parser.parse_args(arguments)


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise argparse.ArgumentTypeError(f"{text} is no whole address, such as {HOST}:8000/events/")
    return text


if __name__ == "__main__":
    main()
