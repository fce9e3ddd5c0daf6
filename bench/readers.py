"""Sessions of many readers, in a process of the site's own: `python -m bench.readers COUNT COOKIES`.

Takes readers the publication has: so many who may read what members read, and so many who never joined.
"""

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.rows import MEMBER, REGISTERED  # noqa: E402
from standfirst.gate.audience import BY_PLANS, JOINED_NOTHING, audience_of  # noqa: E402
from standfirst.membership.models import Membership  # noqa: E402
from standfirst.membership.rows import standing_of  # noqa: E402
from standfirst.readers.models import Reader  # noqa: E402

AUDIENCES = {MEMBER: BY_PLANS, REGISTERED: JOINED_NOTHING}


def main(count: int, cookies: Path) -> None:
    with transaction.atomic():
        sessions = {
            who: [logged_in(reader) for reader in islice(readers(who), count)] for who in AUDIENCES
        }
    cookies.write_text(json.dumps(sessions))


def readers(who: str) -> Iterator[Reader]:
    now, joined = timezone.now(), Membership.objects.values("reader")
    every = Reader.objects.filter(is_active=True, is_staff=False)
    some = every.filter(pk__in=joined) if who == MEMBER else every.exclude(pk__in=joined)
    for reader in some.order_by("-pk").iterator():
        if audience_of(standing_of(reader, now)).startswith(AUDIENCES[who]):
            yield reader


def logged_in(reader: Reader) -> str:
    """A session, as a Cookie header has it."""
    client = Client()
    client.force_login(reader)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
