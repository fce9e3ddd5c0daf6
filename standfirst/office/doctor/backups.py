"""The last backup, as the command that makes them wrote it down."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from standfirst.office.backup.making import LAST
from standfirst.office.doctor.finding import Finding, not_ready, ok, warning

SUBJECT = "backups"
OLD, TOO_OLD = timedelta(days=2), timedelta(days=8)
MEND = "Make one each day: standfirst backup FILE, and keep it on another machine"


def look(now: datetime) -> Iterator[Finding]:
    try:
        last = json.loads((settings.DATA / LAST).read_text())
        at, file = datetime.fromisoformat(last["at"]), last["file"]
    except FileNotFoundError:
        yield not_ready(SUBJECT, "No backup has been made", MEND)
        return
    except (KeyError, ValueError, TypeError):
        yield not_ready(SUBJECT, f"{settings.DATA / LAST} cannot be read", MEND)
        return
    age = now - (at if timezone.is_aware(at) else timezone.make_aware(at))
    what = f"The last backup is {file}, {age.days} days and {age.seconds // 3600} hours old"
    if age > TOO_OLD:
        yield not_ready(SUBJECT, what, MEND)
    else:
        yield warning(SUBJECT, what, MEND) if age > OLD else ok(SUBJECT, what)
