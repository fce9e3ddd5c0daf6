"""What `serve` and `upgrade` write to each other, as files of the data directory.

`upgrade` writes which code to go on with, and sends SIGHUP; `serve` writes which request that was, and how it went.
"""

import json
import os
import signal
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from standfirst.publication.serving.doorstep import is_held
from standfirst.publication.serving.processes import Code, say

LOCK = "serve.lock"
STATE = "serve.json"
NEXT = "serve.next.json"
PAUSE = 0.1


class NotTaken(Exception):
    """The version that serves goes on serving; the message says why."""


@dataclass(frozen=True)
class State:
    """Of a `serve` that runs: where, and how the last change went (`why` is empty where it went well)."""

    pid: int
    host: str
    port: int
    request: str
    why: str


class Running:
    """The side of `serve`."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self._folder, self._host, self._port = folder, host, port
        self._request = ""
        self._taken = self._asked = Code()
        (folder / NEXT).unlink(missing_ok=True)
        (folder / STATE).unlink(missing_ok=True)

    def next_code(self) -> Code:
        """That of the request; without one (a plain SIGHUP) the one that serves, started anew."""
        asked = _read(self._folder / NEXT)
        (self._folder / NEXT).unlink(missing_ok=True)
        self._request = str(asked.get("request", ""))
        self._asked = Code(asked["python"], Path(asked["folder"])) if asked else self._taken
        say(
            f"Starting the version in {self._asked.folder}; the one that serves goes on until it answers."
        )
        return self._asked

    def report(self, why: str) -> None:
        if why:
            say(f"The new version does not serve; the one before goes on. {why}")
        else:
            self._taken = self._asked
        state = State(os.getpid(), self._host, self._port, self._request, why)
        _write(self._folder / STATE, asdict(state))


def state_of(folder: Path) -> State | None:
    """None where nothing serves on this data directory."""
    if not is_held(folder / LOCK):
        return None
    state = _read(folder / STATE)
    return State(**state) if state else None


def hand_over(folder: Path, state: State, code: Code, patience: float) -> None:
    """The side of `upgrade`: until the new version serves. Raises NotTaken."""
    request = token_hex(8)
    _write(folder / NEXT, {"request": request, "python": code.python, "folder": str(code.folder)})
    os.kill(state.pid, signal.SIGHUP)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        now = state_of(folder)
        if now is None:
            raise NotTaken("`standfirst serve` ended meanwhile; its log says why")
        if now.request == request:
            if now.why:
                raise NotTaken(now.why)
            return
        time.sleep(PAUSE)
    raise NotTaken(f"nothing was heard for {patience:.0f} seconds; the log of `serve` says more")


def _write(file: Path, values: dict[str, Any]) -> None:
    """Whole or not at all: the other side may read at any moment."""
    new = file.with_name(f"{file.name}.new")
    new.write_text(json.dumps(values))
    new.replace(file)


def _read(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text())) if file.is_file() else {}
