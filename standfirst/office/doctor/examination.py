"""All subjects, one after the other; one that fails does not keep the others from being looked at."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from standfirst.office.doctor import (
    backups,
    database,
    mail,
    payments,
    settings,
    site,
    storage,
    versions,
    worker,
)
from standfirst.office.doctor.finding import Finding, not_ready

Look = Callable[[datetime], Iterable[Finding]]

SUBJECTS: dict[str, Look] = {
    "settings": settings.look,
    "database": database.look,
    "storage": storage.look,
    "worker": worker.look,
    "mail": mail.look,
    "payments": payments.look,
    "site": site.look,
    "backups": backups.look,
    "versions": versions.look,
}


def examine(now: datetime, subjects: dict[str, Look] = SUBJECTS) -> Iterator[Finding]:
    for subject, look in subjects.items():
        try:
            yield from look(now)
        except Exception as why:  # whatever it is: the others have to be looked at
            yield not_ready(
                subject,
                f"This could not be looked at: {type(why).__name__}",
                "See what the findings before it say; mend those, and ask again",
            )
