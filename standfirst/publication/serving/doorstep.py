"""What processes need before there are settings: a data directory to themselves, and a port."""

import fcntl
import os
import socket
import sys
from pathlib import Path

BACKLOG = 1024
WAIT_FOR_WORDS = 10  # seconds

_held: list[int] = []  # a lock lives as long as this process


def hold(file: Path, taken: str) -> None:
    """Lock the file for as long as we live, or stop with what is said of one that is taken."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(taken)
    _held.append(descriptor)


def is_held(file: Path) -> bool:
    """By a process that lives; the lock of one that was killed is gone with it."""
    try:
        descriptor = os.open(file, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def listen(host: str, port: int) -> socket.socket:
    """As `open_port`, or stop with what is in the way."""
    try:
        return open_port(host, port)
    except (OSError, OverflowError) as why:
        reason = getattr(why, "strerror", None) or "there is no such port"
        sys.exit(f"Port {port} of {host} cannot be used ({reason}). Name another with --port N")


def open_port(host: str, port: int) -> socket.socket:
    """The socket that readers come to. It stays ours: web processes come and go behind it, and none is turned away.

    Raises OSError or OverflowError.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
    listening.set_inheritable(True)
    _let_in_who_speaks(listening)
    return listening


def _let_in_who_speaks(listening: socket.socket) -> None:
    """A connection is handed out with its first bytes: one taken by a process that is about to end, and not heard
    yet, would be closed without an answer (tcp(7), TCP_DEFER_ACCEPT; who says nothing is let in after the wait)."""
    if hasattr(socket, "TCP_DEFER_ACCEPT"):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, WAIT_FOR_WORDS)
