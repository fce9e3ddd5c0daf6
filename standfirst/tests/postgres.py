"""A PostgreSQL of the tests' own: this machine's programs, in a folder that goes away with it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

DEBIAN = Path("/usr/lib/postgresql")  # /usr/lib/postgresql/15/bin is on nobody's PATH
SERVANT = "postgres"  # the account Debian's package makes; PostgreSQL refuses to run as root
DATABASE = "publication"
# Nothing of it has to outlive a crash.
HASTY = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses="


def programs() -> Path | None:
    """Where initdb and pg_ctl are, the newest first; None where there is no PostgreSQL to start."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda it: int(it.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    places = [*found, *([Path(on_path)] if on_path else [])]
    return next((place.parent for place in places if (place.parent / "pg_ctl").exists()), None)


@contextmanager
def cluster(bin: Path) -> Iterator[str]:
    """The DATABASE_URL of a new cluster, which listens on a socket in its folder alone."""
    servant = pwd.getpwnam(SERVANT).pw_name if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="standfirst-pg-") as folder:
        if servant:
            shutil.chown(folder, servant)
        data = f"{folder}/data"

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [bin / program, *arguments],
                check=True,
                user=servant,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )

        run(
            "initdb",
            "-D",
            data,
            "-U",
            SERVANT,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        )
        log = f"{folder}/log"
        run("pg_ctl", "-D", data, "-l", log, "-o", f"{HASTY} -k {folder}", "-w", "start")
        try:
            run("createdb", "-h", folder, "-U", SERVANT, DATABASE)
            yield f"postgres://{SERVANT}@{quote(folder, safe='')}/{DATABASE}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
