"""What is so, whether that will do, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"
    NOT_READY = "not ready"


@dataclass(frozen=True)
class Finding:
    level: Level
    subject: str
    what: str
    mend: str = ""


def ok(subject: str, what: str) -> Finding:
    return Finding(Level.OK, subject, what)


def warning(subject: str, what: str, mend: str) -> Finding:
    return Finding(Level.WARNING, subject, what, mend)


def not_ready(subject: str, what: str, mend: str) -> Finding:
    return Finding(Level.NOT_READY, subject, what, mend)
