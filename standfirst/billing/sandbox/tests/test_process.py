"""The sandbox as a process of its own."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from stripe import StripeClient

from standfirst import datadir

MODULE = [sys.executable, "-m", "standfirst.billing.sandbox"]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as tried:
        return int(tried.getsockname()[1])


@contextmanager
def running(file: Path) -> Iterator[StripeClient]:
    process = subprocess.Popen(
        [*MODULE, "--port", str(free_port()), "--data", str(file)],
        cwd=datadir.CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    address = process.stdout.readline().removeprefix("ready ").strip().rstrip("/")
    try:
        yield StripeClient("sk_test_sandbox", base_addresses={"api": address})
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def refused(*arguments: str) -> str:
    done = subprocess.run(
        [*MODULE, *arguments], cwd=datadir.CHECKOUT, capture_output=True, text=True, timeout=20
    )
    assert done.returncode
    assert "Traceback" not in done.stderr
    return done.stderr


def test_it_keeps_its_state_for_the_next_start(tmp_path: Path) -> None:
    with running(tmp_path / "sandbox.sqlite3") as stripe:
        made = stripe.v1.customers.create(params={"email": "ana@example.org"})
    with running(tmp_path / "sandbox.sqlite3") as stripe:
        assert stripe.v1.customers.retrieve(made.id).email == "ana@example.org"


def test_it_names_the_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refused("--port", port, "--data", str(tmp_path / "sandbox.sqlite3"))
    assert port in said
    assert "--port" in said


@pytest.mark.parametrize("file", ["no/folder/here.sqlite3", "text"])
def test_it_names_the_file_that_it_cannot_use(tmp_path: Path, file: str) -> None:
    (tmp_path / "text").write_text("no database")
    said = refused("--port", str(free_port()), "--data", str(tmp_path / file))
    assert f"{tmp_path / file} cannot be used" in said


def test_it_wants_a_whole_address_to_ring(tmp_path: Path) -> None:
    said = refused("--data", str(tmp_path / "sandbox.sqlite3"), "--ring", "localhost/events/")
    assert "no whole address" in said
