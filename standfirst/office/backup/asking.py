"""What both commands owe to whoever runs them: a sentence in place of a traceback, and a way to stop."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError

from standfirst.office.backup.errors import BackupError

UNITS = ("bytes", "KB", "MB", "GB", "TB")


@contextmanager
def plainly(stopped: str) -> Iterator[None]:
    """Ctrl-C, SIGTERM and what may go wrong end the command with their reason."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        raise CommandError(stopped, returncode=130) from None
    except BackupError as why:
        raise CommandError(str(why)) from why
    except OSError as why:
        raise CommandError(f"{why.filename or 'A file'}: {why.strerror}.") from why
    except DatabaseError as why:
        raise CommandError(f"The database: {first_line(why)}") from why


def first_line(error: Exception) -> str:
    """What comes after it may quote a row."""
    return str(error).partition("\n")[0]


def size(count: float) -> str:
    for unit in UNITS:
        if count < 1000 or unit == UNITS[-1]:
            break
        count /= 1000
    return f"{count:.3g} {unit}"
