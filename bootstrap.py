"""Makes the Python environment that everything else runs in. Standard library only.

The active environment is used if it has every pinned package; else `.venv` beside this file is, made
with uv if that is on PATH and works, else with venv and pip. `python3 bootstrap.py [--dev]` prints
the interpreter to use; `manage.py` calls `enter`.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
INSTALLED = VENV / "installed"  # a line for each requirements file that is wholly in
UNFINISHED = VENV / "unfinished"  # there while we install; still there later: it was interrupted

PIN = re.compile(
    r"^(?P<name>[\w.-]+)(\[[^]]*\])?==(?P<version>[^\s;\\]+)\s*(;(?P<marker>[^\\]*))?\\?$"
)
MARKER = re.compile(r"^(?P<name>\w+) (?P<sign>==|!=|<|>=) '(?P<value>[^']*)'$")

NO_VENV = """This Python cannot make environments: {python} lacks venv or ensurepip.
On Debian and Ubuntu: apt install python3-venv. Then run the command again."""
NOT_WRITABLE = """The environment cannot be made in {folder}: {why}.
Make the folder writable, or activate an environment that has the packages of {file}."""
NOT_INSTALLED = """The packages of {file} could not be installed; the reason is above.
Is there a network, and does it reach the package index this machine is set to use? Run the command again
when it does."""


class CannotPrepare(Exception):
    """No environment can be had; the message says why and what to do."""


def enter(*, dev: bool) -> None:
    """Return if this interpreter serves; else go on in one that does, in place of this process."""
    try:
        file = pins(dev=dev)
        if serves_here(file):
            return
        python = make(file)
    except CannotPrepare as why:
        sys.exit(str(why))
    except KeyboardInterrupt:
        sys.exit("Stopped. The next run makes the environment anew.")
    os.execv(python, [python, *sys.orig_argv[1:]])


def pins(*, dev: bool) -> Path:
    return ROOT / ("requirements-dev.txt" if dev else "requirements.txt")


def serves_here(file: Path) -> bool:
    return is_in(file) if Path(sys.prefix) == VENV else has_all(file.read_text())


def make(file: Path) -> str:
    """See that `.venv` has every package; the path of its interpreter. Raises CannotPrepare."""
    if not is_in(file):
        with _alone():
            if not is_in(file):
                _install(file)
    return str(PYTHON)


def has_all(pins: str) -> bool:
    """Whether this interpreter has every pin of a requirements file, at that version."""
    try:
        return all(_has(line) for line in pins.splitlines() if line[:1].isalnum())
    except (metadata.PackageNotFoundError, ValueError):
        return False


def _has(line: str) -> bool:
    found = PIN.match(line)
    if found is None:
        raise ValueError(f"This is no pin: {line}")
    return not applies(found["marker"]) or metadata.version(found["name"]) == found["version"]


def applies(marker: str | None) -> bool:
    """Whether an environment marker holds here: comparisons, all of which must. Raises ValueError on any other."""
    answers = [_holds(part) for part in marker.strip().split(" and ")] if marker else []
    return all(answers)  # none goes unread because an earlier one says no


def _holds(comparison: str) -> bool:
    found = MARKER.match(comparison)
    if found is None or found["name"] not in _markers():
        raise ValueError(f"This marker is not understood: {comparison}")
    ours, value = _markers()[found["name"]], found["value"]
    if found["sign"] in ("==", "!="):
        return (ours == value) == (found["sign"] == "==")
    return (_numbers(ours) < _numbers(value)) == (found["sign"] == "<")


def _markers() -> dict[str, str]:
    return {
        "sys_platform": sys.platform,
        "platform_python_implementation": platform.python_implementation(),
        "implementation_name": sys.implementation.name,
        "python_full_version": platform.python_version(),
    }


def _numbers(version: str) -> list[int]:
    """3.14.0rc1 is counted as 3.14.0."""
    return [int(part) for part in re.findall(r"(?:^|\.)(\d+)", version)]


def is_in(file: Path) -> bool:
    """Whether `.venv` was made whole with this very requirements file."""
    return (
        not UNFINISHED.exists()
        and INSTALLED.is_file()
        and _line(file) in INSTALLED.read_text().splitlines()
        and PYTHON.exists()  # a link to an interpreter that may have gone
    )


def _line(file: Path) -> str:
    return f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}"


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time makes the environment; the others wait and find it made."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _install(file: Path) -> None:
    try:
        if UNFINISHED.exists() or not PYTHON.exists():
            _make_anew()
        if INSTALLED.exists():
            UNFINISHED.touch()
            INSTALLED.unlink()
        _fill(file)
        INSTALLED.write_text("".join(f"{_line(it)}\n" for it in _contained(file)))
        UNFINISHED.unlink(missing_ok=True)
    except OSError as why:
        raise CannotPrepare(
            NOT_WRITABLE.format(folder=ROOT, why=why.strerror, file=file.name)
        ) from why


def _contained(file: Path) -> list[Path]:
    """The development pins hold the others: what has them serves for both."""
    return sorted({file, ROOT / "requirements.txt"})


def _make_anew() -> None:
    if VENV.exists():
        shutil.rmtree(VENV)
    VENV.mkdir()
    UNFINISHED.touch()
    base = getattr(
        sys, "_base_executable", sys.executable
    )  # this one may have been in .venv itself
    if _run([base, "-m", "venv", "--without-pip", str(VENV)]):
        shutil.rmtree(VENV)
        raise CannotPrepare(NO_VENV.format(python=base))


def _fill(file: Path) -> None:
    count = sum(1 for line in file.read_text().splitlines() if PIN.match(line))
    uv = shutil.which("uv")
    if uv:
        say(f"Installing {count} packages into .venv with uv, this once.")
        if not _run(
            [uv, "pip", "install", "-q", "--python", str(PYTHON), "--compile-bytecode", *_of(file)]
        ):
            return
        say("uv could not; trying pip.")
    say(
        f"Installing {count} packages into .venv with pip, this once. It takes about half a minute."
    )
    if _run([str(PYTHON), "-c", "import pip"], quiet=True) and _run(
        [str(PYTHON), "-m", "ensurepip"], quiet=True
    ):
        raise CannotPrepare(NO_VENV.format(python=sys.executable))
    if _run(
        [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", *_of(file)]
    ):
        raise CannotPrepare(NOT_INSTALLED.format(file=file.name))


def _of(file: Path) -> list[str]:
    return ["--require-hashes", "-r", str(file)]


def _run(command: list[str], *, quiet: bool = False) -> int:
    """Standard output is the caller's (it may be read by a script): what is said goes to the other."""
    out = subprocess.DEVNULL if quiet else sys.stderr
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out).returncode


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the environment; print its interpreter.")
    parser.add_argument("--dev", action="store_true", help="with what the tests and checks need")
    try:
        file = pins(dev=parser.parse_args().dev)
        print(sys.executable if serves_here(file) else make(file))
    except CannotPrepare as why:
        sys.exit(str(why))


if __name__ == "__main__":
    main()
