"""Typed reading of the environment. A missing or malformed variable stops with its name, what is wrong and an example.

Each reading is kept in `read`, and the publisher's guide is held to that.
"""

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

DATABASES = {"sqlite", "postgres", "postgresql"}


@dataclass(frozen=True)
class Variable:
    """A row of the table in docs/publishers.md, but for what the variable means: that is written there."""

    name: str
    kind: str
    default: str
    example: str


read: dict[str, Variable] = {}


def text(
    name: str,
    default: str | None = None,
    *,
    example: str = "",
    shown: str | None = None,
    kind: str = "text",
) -> str:
    """`shown`: what the table says of a default that differs from one installation to the next."""
    read[name] = Variable(name, kind, shown if shown is not None else default or "", example)
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. Set it, for example {name}={example}")
    return default


def number(name: str, default: int, *, example: int, least: int = 0) -> int:
    raw = text(name, str(default), example=str(example), kind="number")
    if not raw.isdecimal() or int(raw) < least:
        raise _unusable(name, raw, f"a whole number of at least {least}", str(example))
    return int(raw)


def flag(name: str, default: bool, *, shown: str | None = None) -> bool:
    named = "on" if default else "off"
    return choice(name, named, ("on", "off"), example="on", shown=shown) == "on"


def choice(
    name: str, default: str, choices: Collection[str], *, example: str, shown: str | None = None
) -> str:
    allowed = " or ".join(choices)
    raw = text(name, default, example=example, shown=shown, kind=allowed).lower()
    if raw not in choices:
        raise _unusable(name, raw, allowed, example)
    return raw


def words(name: str, *, example: str) -> list[str]:
    """A comma-separated list; empty when the variable is not set."""
    raw = text(name, "", example=example, kind="list")
    return [word for part in raw.split(",") if (word := part.strip())]


def folder(name: str, default: Path, *, example: str, shown: str) -> Path:
    return (
        Path(text(name, str(default), example=example, shown=shown, kind="folder"))
        .expanduser()
        .resolve()
    )


def time_zone(name: str, default: str, *, example: str, shown: str) -> str:
    raw = text(name, default, example=example, shown=shown, kind="time zone")
    try:
        ZoneInfo(raw)
    except (KeyError, OSError, ValueError) as why:  # it looks for a file of that name
        raise _unusable(name, raw, "a time zone such as Continent/City", example) from why
    return raw


def database(name: str, default: str, *, example: str, shown: str) -> dict[str, Any]:
    """As Django has it. What is said of a bad one leaves the value out: it may hold a password."""
    raw = text(name, default, example=example, shown=shown, kind="address")
    try:
        # Looked at before use: a connection that died while it rested would fail the request that finds it.
        parsed = dj_database_url.parse(raw, conn_max_age=600, conn_health_checks=True)
        found: dict[str, Any] = dict(parsed)
    except (KeyError, ValueError) as why:
        raise _no_database(name, "it is no address of one", example) from why
    if raw.partition(":")[0] not in DATABASES:
        raise _no_database(name, "it must begin with postgres:// or sqlite:///", example)
    if not found["NAME"]:
        raise _no_database(name, "it names no database", example)
    return found


def secret(name: str, *, least: int, default: str | None = None, shown: str = "") -> str:
    """At least so many characters. Never said of it: its value."""
    value = text(name, "", shown=shown, kind="secret") or default or ""
    if len(value) < least and (value or default is None):
        raise ImproperlyConfigured(
            f"{name} is not set or too short: give it at least {least} random characters, "
            f"for example {name}=\"$(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')\""
        )
    return value


def _unusable(name: str, raw: str, wanted: str, example: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"{name} is {raw!r}; it must be {wanted}, for example {name}={example}"
    )


def _no_database(name: str, why: str, example: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is not usable: {why}. For example {name}={example}")
