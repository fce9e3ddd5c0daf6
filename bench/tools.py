"""What is not Python: wrk for the load, and nginx to stand beside."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = {"wrk": "wrk", "nginx": "nginx-light"}  # by the command they bring
NOT_HERE = """The run needs {name}, which is not here and cannot be installed by apt-get.
Install it (`apt install {package}`, `brew install {name}`) and run the command again."""


def need() -> None:
    """Have both, by apt where that is there and ours to use; or stop, and say what to do."""
    missing = [name for name in PACKAGES if not found(name)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = [PACKAGES[name] for name in missing]
        print(f"Installing {', '.join(packages)} with apt-get, this once.", file=sys.stderr)
        _apt("update")
        _apt("install", "-y", "--no-install-recommends", *packages)
        if "nginx" in missing:
            _stop_service()
    for name in missing:
        if not found(name):
            sys.exit(NOT_HERE.format(name=name, package=PACKAGES[name]))


def found(name: str) -> str | None:
    """Debian has nginx where only root looks."""
    return shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")


def _apt(*arguments: str) -> None:
    _run("apt-get", "-qq", *arguments)


def _stop_service() -> None:
    """Debian starts what it installs; ours is another one."""
    if Path("/run/systemd/system").is_dir():
        _run("systemctl", "disable", "--now", "nginx")


def _run(*command: str) -> None:
    subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        timeout=120,
    )
