"""One demo, started as a reader of the README would: real processes, a real port, a cold start."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from standfirst import datadir
from standfirst.publication.tests.served import Served

Run = subprocess.CompletedProcess[str]


@dataclass
class Demo:
    process: subprocess.Popen[str]
    folder: Path
    port: int
    said: list[str]

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def environment() -> dict[str, str]:
    ours = ("STANDFIRST_", "DJANGO_", "DATABASE_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def manage(*arguments: str) -> list[str]:
    return [sys.executable, str(datadir.CHECKOUT / "manage.py"), *arguments]


def run(*arguments: str) -> Run:
    return subprocess.run(manage(*arguments), env=environment(), capture_output=True, text=True)


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def start(folder: Path, *, until: str = "ready") -> Demo:
    port = free_port()
    process = subprocess.Popen(
        manage("demo", "--port", str(port), "--data", str(folder)),
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    said: list[str] = []
    for line in process.stdout:
        said.append(line.rstrip("\n"))
        if line.startswith(until):
            return Demo(process, folder, port, said)
    pytest.fail(f"The demo ended with {process.wait(15)} before it was ready: {said}")


def stop(demo: Demo, number: signal.Signals = signal.SIGTERM) -> int:
    demo.process.send_signal(number)
    return demo.process.wait(15)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    started = start(tmp_path_factory.mktemp("demo") / "data", until="Vera")  # the last of the cast
    yield started
    if started.process.poll() is None:
        stop(started)


def test_it_says_ready_once_and_where_mail_is_and_who_can_be_logged_in_as(demo: Demo) -> None:
    assert demo.said[0] == f"ready http://127.0.0.1:{demo.port}/"
    assert [line for line in demo.said if line.startswith("ready")] == demo.said[:1]
    assert any(f"http://127.0.0.1:{demo.port}/outbox/" in line for line in demo.said)
    assert any("ana@example.com" in line for line in demo.said)


def test_it_says_where_the_sandbox_for_payments_is_and_commands_agree(demo: Demo) -> None:
    sandbox = datadir.kept(demo.folder, "sandbox")
    assert f"Payments go to a sandbox; move its clock at {sandbox}/" in demo.said
    assert sandbox_of(demo) == 200


def sandbox_of(demo: Demo) -> int:
    """How it answers."""
    address = (datadir.kept(demo.folder, "sandbox") or "").removeprefix("http://")
    connection = http.client.HTTPConnection(address, timeout=20)
    connection.request("GET", "/")
    return connection.getresponse().status


def test_it_brings_the_sandbox_back_and_has_whoever_asks_wait(demo: Demo) -> None:
    (before,) = processes_of(demo, "billing.sandbox")
    os.kill(before, signal.SIGKILL)
    assert sandbox_of(demo) == 200
    assert processes_of(demo, "billing.sandbox") != [before]


def processes_of(demo: Demo, words: str) -> list[int]:
    return Served(demo.process, demo.folder, demo.port, demo.folder / "log").processes(words)


@pytest.mark.parametrize("path", ["/", "/outbox/", "/world/"])
def test_it_answers(demo: Demo, path: str) -> None:
    status, page = demo.get(path)
    assert status == 200
    assert "The Relay" in page


def test_it_serves_the_static_files_its_pages_name(demo: Demo) -> None:
    style = next(
        it for it in demo.get("/")[1].split('"') if it.endswith(".css") and "/static/" in it
    )
    assert demo.get(style)[0] == 200


def test_it_agrees_with_commands_run_beside_it(demo: Demo) -> None:
    cast = run("cast", "--json", "--data", str(demo.folder))
    assert {row["email"] for row in json.loads(cast.stdout)} >= {
        "ana@example.com",
        "ben@example.com",
    }


def test_it_refuses_a_second_demo_on_the_same_data(demo: Demo) -> None:
    second = run("--data", str(demo.folder), "demo", "--port", str(free_port()))
    assert second.returncode == 1
    assert "A demo is running" in second.stderr
    assert (demo.folder / "address").read_text().strip().endswith(str(demo.port))


def test_it_names_the_option_when_the_port_is_taken(demo: Demo, tmp_path: Path) -> None:
    second = run("demo", "--data", str(tmp_path / "data"), "--port", str(demo.port))
    assert second.returncode == 1
    assert "--port" in second.stderr


def test_it_never_takes_the_data_of_a_site(tmp_path: Path) -> None:
    datadir.prepare(tmp_path, "https://news.example.org")
    refused = run("demo", "--data", str(tmp_path))
    assert refused.returncode == 1
    assert "something else than a demo" in refused.stderr
    assert (tmp_path / "address").read_text() == "https://news.example.org\n"


def test_it_stops_all_of_it_and_keeps_the_data_for_the_next_start(demo: Demo) -> None:
    secret = (demo.folder / "secret").read_text()
    if demo.process.poll() is None:
        assert stop(demo, signal.SIGINT) == 0
    assert is_free(demo.port)
    assert is_free(int((datadir.kept(demo.folder, "sandbox") or "").rpartition(":")[2]))
    again = start(demo.folder)
    assert (demo.folder / "secret").read_text() == secret
    assert stop(again, signal.SIGTERM) == 0
    assert is_free(again.port)


@pytest.fixture
def kept(demo: Demo) -> Path:
    """The data directory of a demo that runs no longer."""
    if demo.process.poll() is None:
        stop(demo)
    return demo.folder


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells that a parent died.")
def test_it_leaves_nothing_running_when_it_is_killed_outright(kept: Path) -> None:
    again = start(kept)
    again.process.kill()
    deadline = time.monotonic() + 15
    while not is_free(again.port) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert is_free(again.port)


def is_free(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) != 0
