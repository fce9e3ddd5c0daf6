"""A process of its own for tests, with a database of its own: `prepare COUNT NOW` or `work NOW…`."""

import sys
from datetime import datetime

import django

django.setup()

from django.db import connection  # noqa: E402

from standfirst.publication.mail.deliver import send_due  # noqa: E402
from standfirst.publication.models import OutgoingMail  # noqa: E402


def prepare(count: str, now: str) -> None:
    """The one table that sending needs, without the time all migrations take."""
    with connection.schema_editor() as editor:
        editor.create_model(OutgoingMail)
    OutgoingMail.objects.bulk_create(
        OutgoingMail(
            to=f"ana{number}@example.org",
            sender="The Standing Order <news@example.org>",
            subject="A code",
            text="BCDF-GHJK",
            html="<p>BCDF-GHJK</p>",
            kind="test",
            created_at=datetime.fromisoformat(now),
            next_attempt_at=datetime.fromisoformat(now),
        )
        for number in range(int(count))
    )


def work(*moments: str) -> None:
    """Sends what is due at each moment, and prints how many mails that were."""
    for now in moments:
        sent = 0
        while count := send_due(datetime.fromisoformat(now)):
            sent += count
        print(sent)


if __name__ == "__main__":
    {"prepare": prepare, "work": work}[sys.argv[1]](*sys.argv[2:])
