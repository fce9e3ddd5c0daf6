"""Whether a worker lives, what it failed at, and whether mail waits."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from standfirst.office.doctor.finding import Finding, not_ready, ok, warning
from standfirst.publication.models import JobRun, OutgoingMail
from standfirst.publication.outgoing import State

SUBJECT = "worker"
LATELY = timedelta(hours=1)
WAITED = timedelta(minutes=5)


def look(now: datetime) -> Iterator[Finding]:
    if JobRun.objects.lately(now).exists():
        yield ok(SUBJECT, "A worker has been seen within two minutes")
    else:
        yield not_ready(
            SUBJECT,
            "No worker has been seen for two minutes: no mail leaves, so no code to log in arrives",
            "Run `standfirst serve`, or `standfirst worker` beside `serve --no-worker`",
        )
    for run in JobRun.objects.filter(failed_at__gt=now - LATELY).order_by("name"):
        yield warning(
            SUBJECT,
            f"The job {run.name} failed within the last hour",
            "Its traceback stands in the log of the worker",
        )
    waiting = OutgoingMail.objects.filter(state=State.QUEUED, created_at__lt=now - WAITED).count()
    if waiting:
        yield warning(
            SUBJECT,
            f"Mails that have waited for more than five minutes: {waiting}",
            "See what is said of mail, and the log of the worker",
        )
