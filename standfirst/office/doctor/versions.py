"""What runs here, and whether it is as new as this version needs it."""

import platform
from collections.abc import Iterator
from datetime import datetime
from importlib import metadata

from standfirst import __version__
from standfirst.office.doctor.finding import Finding, not_ready, ok

SUBJECT = "versions"
LEAST = {"Django": (5, 2), "wagtail": (8, 0)}


def look(now: datetime) -> Iterator[Finding]:
    found = {name: metadata.version(name) for name in LEAST}
    for name, least in LEAST.items():
        if _parts(found[name]) < least:
            yield not_ready(
                SUBJECT,
                f"{name} is {found[name]}",
                "Install requirements.txt: python3 bootstrap.py",
            )
    shown = ", ".join(f"{name} {version}" for name, version in found.items())
    yield ok(SUBJECT, f"Standfirst {__version__}, Python {platform.python_version()}, {shown}")


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(it) for it in version.split(".")[:2] if it.isdecimal())
