"""Uploads, static files and the disk they lie on."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from standfirst.office.doctor.finding import Finding, not_ready, ok, warning

SUBJECT = "storage"
MEGABYTE = 1024 * 1024
SCARCE, FULL = 2000, 300  # megabytes


def look(now: datetime) -> Iterator[Finding]:
    yield _media()
    yield _disk()
    if not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        yield not_ready(SUBJECT, "The static files are not collected", "standfirst upgrade")
    sender = settings.SENDFILE
    yield ok(
        SUBJECT,
        "The web server in front sends images and documents (STANDFIRST_SENDFILE)"
        if sender
        else "We send images and documents ourselves",
    )


def _media() -> Finding:
    try:
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=settings.MEDIA_ROOT) as tried:
            tried.write(b"doctor")
            tried.flush()
    except OSError as why:
        return not_ready(
            SUBJECT,
            f"{settings.MEDIA_ROOT} cannot be written ({why.strerror}): no upload will arrive",
            "Give it to the user that serves, and make room",
        )
    return ok(SUBJECT, f"Uploads can be written to {settings.MEDIA_ROOT}")


def _disk() -> Finding:
    free = shutil.disk_usage(settings.DATA).free // MEGABYTE
    what = f"{free} MB are free where {settings.DATA} lies"
    mend = "Make room: old backups, logs; or a larger disk"
    if free < FULL:
        return not_ready(SUBJECT, what, mend)
    return warning(SUBJECT, what, mend) if free < SCARCE else ok(SUBJECT, what)
