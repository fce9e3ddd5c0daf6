"""The data directory: database, uploads, and what separate commands share: secret, address, time zone.

Read before settings are, so it knows nothing but the standard library.
"""

import os
import secrets
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
OPTION = "--data"


def default() -> Path:
    """`data` in the checkout; for an installed package, in the folder the command is run in."""
    return (CHECKOUT if (CHECKOUT / "manage.py").is_file() else Path.cwd()) / "data"


def chosen(option: str | None = None) -> Path:
    """What `--data` names, else STANDFIRST_DATA, else the default."""
    named = option or os.environ.get("STANDFIRST_DATA")
    return (Path(named) if named else default()).expanduser().resolve()


def take_option(arguments: list[str]) -> tuple[str | None, list[str]]:
    """Take `--data DIR` out of a command's arguments, wherever it stands before a bare `--`."""
    folder: str | None = None
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if argument == "--":
            return folder, [*rest, argument, *waiting]
        if name != OPTION:
            rest.append(argument)
            continue
        folder = value if equals else next(waiting, "")
        if not folder:
            sys.exit(f"{OPTION} wants a folder, for example {OPTION} /srv/news")
    return folder, rest


def prepare(folder: Path, address: str) -> None:
    """Make the folder, which is not for everyone to look into, with its secret, once, and its address, each time."""
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    _make_secret(folder / "secret")
    keep(folder, "address", address)


def kept(folder: Path, name: str) -> str | None:
    """What a file of the folder says, for a variable that is not set; None where there is none."""
    file = folder / name
    return (file.read_text().strip() or None) if file.is_file() else None


def keep(folder: Path, name: str, said: str) -> None:
    (folder / name).write_text(f"{said}\n")


def _make_secret(file: Path) -> None:
    if file.is_file() and file.read_text().strip():
        return
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        opened.write(f"{secrets.token_urlsafe(48)}\n")
