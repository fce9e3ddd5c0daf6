"""Typed reading of the environment. A missing or malformed variable stops with its name and an example."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None, *, example: str = "") -> str:
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. Set it, for example {name}={example}")
    return default


def number(name: str, default: int, *, least: int = 0) -> int:
    raw = text(name, str(default))
    if not raw.isdecimal() or int(raw) < least:
        raise ImproperlyConfigured(
            f"{name} is {raw!r}; it must be a whole number of at least {least}, "
            f"for example {name}={default}"
        )
    return int(raw)


def flag(name: str, default: bool) -> bool:
    raw = text(name, "on" if default else "off").lower()
    if raw not in {"on", "off"}:
        raise ImproperlyConfigured(
            f"{name} is {raw!r}; it must be on or off, for example {name}=on"
        )
    return raw == "on"


def words(name: str) -> list[str]:
    """A comma-separated list; empty when the variable is not set."""
    return [word for part in text(name, "").split(",") if (word := part.strip())]


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).expanduser().resolve()


def secret(name: str, file: Path) -> str:
    """The variable, or else the file that `demo` and `test` make in the data directory."""
    value = text(name, "") or (file.read_text().strip() if file.is_file() else "")
    if len(value) < 32:
        raise ImproperlyConfigured(
            f"{name} is not set or too short: give it at least 32 random characters, "
            f"for example {name}=\"$(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')\""
        )
    return value
