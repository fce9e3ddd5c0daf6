"""`deploy/Caddyfile` in a real Caddy, with a certificate of its own: what it lets through, and what it says of askers.

Skipped where there is no Caddy; `.ci/run` brings one.
"""

import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from standfirst import datadir

FILE = datadir.CHECKOUT / "deploy/Caddyfile"
PATIENCE = 20.0
MEGABYTE = 1024 * 1024
FORGED = {
    "X-Forwarded-For": "6.6.6.6",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Host": "elsewhere.example.org",
    "Forwarded": "for=6.6.6.6",
    "X-Real-IP": "6.6.6.6",
    "X-Request-ID": "mine",
}

pytestmark = [
    pytest.mark.skipif(shutil.which("caddy") is None, reason="There is no Caddy here."),
    pytest.mark.own_database,
]


class Echo(BaseHTTPRequestHandler):
    """In the place of the publication: answers what it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        said = json.dumps({"path": self.path, "headers": dict(self.headers)}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def do_POST(self) -> None:
        wanted = int(self.headers["Content-Length"])
        if len(self.rfile.read(wanted)) == wanted:
            self.do_GET()

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def echo(port: int) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", port), Echo)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Door:
    port: int
    plain_port: int
    behind: int

    def ask(
        self,
        path: str,
        headers: dict[str, str] | None = None,
        method: str = "GET",
        body: bytes | None = None,
    ) -> tuple[int, str, http.client.HTTPMessage]:
        trusting = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection(
            "localhost", self.port, timeout=PATIENCE, context=trusting
        )
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), answer.headers
        finally:
            connection.close()

    def answers(self) -> bool:
        try:
            return self.ask("/-/live")[0] == 200
        except OSError:
            return False


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def settings_of(door: Door, environment: dict[str, str]) -> str:
    """The file as Caddy reads it, with nothing changed but the ports a test may have."""
    adapted = subprocess.run(
        ["caddy", "adapt", "--config", str(FILE)],
        env=environment,
        capture_output=True,
        check=True,
        text=True,
    )
    read = json.loads(adapted.stdout)
    read["admin"] = {"disabled": True}
    read["apps"]["http"] |= {"http_port": door.plain_port, "https_port": door.port}
    read["apps"]["pki"] = {"certificate_authorities": {"local": {"install_trust": False}}}
    return json.dumps(read)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    folder: Path = tmp_path_factory.mktemp("caddy")
    it = Door(free_port(), free_port(), free_port())
    environment = os.environ | {
        "STANDFIRST_ADDRESS": f"https://localhost:{it.port}",
        "STANDFIRST_UPSTREAM": f"127.0.0.1:{it.behind}",
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    (folder / "caddy.json").write_text(settings_of(it, environment))
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            ["caddy", "run", "--config", str(folder / "caddy.json")],
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        with echo(it.behind):
            deadline = time.monotonic() + PATIENCE
            while not it.answers():
                assert time.monotonic() < deadline, (folder / "log").read_text()
                time.sleep(0.1)
        yield it
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_it_says_itself_who_asks_whatever_they_say(door: Door) -> None:
    with echo(door.behind):
        status, said, headers = door.ask("/world/?page=2", FORGED)
    heard = {name.lower(): value for name, value in json.loads(said)["headers"].items()}
    assert (status, json.loads(said)["path"]) == (200, "/world/?page=2")
    assert heard["x-forwarded-for"] == "127.0.0.1"
    assert heard["x-forwarded-proto"] == "https"
    assert heard["host"] == f"localhost:{door.port}"
    assert len(heard["x-request-id"]) == 36
    assert not {"forwarded", "x-real-ip"} & set(heard)
    assert "6.6.6.6" not in said
    assert headers.get_all("Server") == ["Caddy"]


@pytest.mark.parametrize(
    "path",
    ["/-/ready", "/-/metrics", "/-/", "/%2d/metrics", "/-/%6detrics", "/-/live/../metrics", "/-/METRICS"],
)  # fmt: skip
def test_it_keeps_what_is_the_operators_to_this_machine(door: Door, path: str) -> None:
    with echo(door.behind):
        assert door.ask(path)[:2] == (404, "")


@pytest.mark.parametrize("path", ["/-/live", "/-/seen-from/", "/", "/world/-/metrics"])
def test_it_lets_all_else_through(door: Door, path: str) -> None:
    with echo(door.behind):
        assert json.loads(door.ask(path)[1])["path"] == path


def test_it_takes_the_largest_upload_and_none_larger(door: Door) -> None:
    with echo(door.behind):
        assert door.ask("/admin/", method="POST", body=b"x" * 21 * MEGABYTE)[0] == 200
        with suppress(ConnectionError, ssl.SSLError):  # it may hang up before all has been sent
            status = door.ask("/admin/", method="POST", body=b"x" * 26 * MEGABYTE)[0]
            assert status in {413, 502}  # Caddy 2.6 says 502


def test_requests_wait_while_the_publication_restarts(door: Door) -> None:
    def come_back() -> None:
        time.sleep(3)  # longer than it takes to notice
        with echo(door.behind):
            done.wait(PATIENCE)

    done = threading.Event()
    returning = threading.Thread(target=come_back)
    returning.start()
    try:
        assert door.ask("/")[0] == 200
    finally:
        done.set()
        returning.join()


def test_it_sends_who_comes_in_the_open_to_the_safe_address(door: Door) -> None:
    connection = http.client.HTTPConnection("localhost", door.plain_port, timeout=PATIENCE)
    connection.request("GET", "/world/")
    answer = connection.getresponse()
    assert answer.status == 308
    assert answer.getheader("Location", "").startswith("https://localhost")
    connection.close()
