"""A PostgreSQL of our own: one cluster in a folder, on a socket in that folder, for as long as a test runs."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

SERVICE = "postgres"  # whom Debian runs it as; it refuses to be root's


def programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda it: it.parts[4])
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


@contextmanager
def cluster(at: Path) -> Iterator[str]:
    """The address of an empty database, as DATABASE_URL has it."""
    with tempfile.TemporaryDirectory(
        prefix="pg-", dir="/tmp"
    ) as made:  # a socket's path must be short
        folder = Path(made)
        if os.geteuid() == 0:
            them = pwd.getpwnam(SERVICE)
            os.chown(folder, them.pw_uid, them.pw_gid)
        data = folder / "data"
        _run(at / "initdb", "-D", data, "-E", "UTF8", "--locale=C", "-A", "trust", "-U", "news")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        _run(at / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start")
        try:
            _run(at / "createdb", "-h", folder, "-U", "news", "news")
            yield f"postgres://news@{quote(str(folder), safe='')}/news"
        finally:
            _run(at / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _run(*command: object) -> None:
    as_them = ["setpriv", f"--reuid={SERVICE}", f"--regid={SERVICE}", "--clear-groups"]
    words = [str(it) for it in command]
    with tempfile.TemporaryFile("w+") as said:  # a pipe would stay open as long as the server runs
        done = subprocess.run(
            [*as_them, *words] if os.geteuid() == 0 else words,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd="/",
        )
        said.seek(0)
        assert done.returncode == 0, said.read()
