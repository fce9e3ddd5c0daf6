"""The sandbox in a process of its own, so that its time is not counted as ours."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from standfirst.billing.sandbox.clock import running
from standfirst.billing.sandbox.http import Server
from standfirst.billing.sandbox.world import World

SECRET = "whsec_sandbox"  # noqa: S105


@contextmanager
def local_stripe() -> Iterator[str]:
    """Its address."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=_serve, args=[theirs], daemon=True
    )
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def _serve(pipe: Connection) -> None:
    server = Server(World(running()))
    pipe.send(server.address)
    server.serve_forever()
