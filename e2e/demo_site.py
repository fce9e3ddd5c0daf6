"""A demo of its own for tools that look at pages, and the cookies of a browser somebody is logged in with."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def demo(data: str) -> Iterator[str]:
    """The demo's address once it answers; stopped with all it started when done."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "manage.py", "demo", "--port", port, "--data", data]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            ready = next(line for line in process.stdout if line.startswith("ready "))
            yield ready.split()[1]
        finally:
            process.terminate()


def session(browser, address: str, data: str, reader: str):  # type: ignore[no-untyped-def]
    """The cookies of a browser this reader is logged in with, by a one-use link."""
    context = browser.new_context(base_url=address)
    if reader:
        log_in(context.new_page(), data, reader)
    state = context.storage_state()
    context.close()
    return state


def log_in(page, data: str, reader: str) -> None:  # type: ignore[no-untyped-def]
    link = subprocess.run(
        [sys.executable, "manage.py", "login_link", reader, "--data", data],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()[-1]
    page.goto(link)
    page.get_by_role("main").get_by_role("button").click()
