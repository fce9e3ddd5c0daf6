"""A record of this size in the data directory that is set: `python -m bench.making.record STORIES STATEMENTS`.

The stories are the large world's, without their own entries for search, which the record asks nothing of.
"""

import json
import sys
from datetime import datetime
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.making import outline  # noqa: E402
from bench.making.__main__ import first_page, hurry, told, world_file  # noqa: E402
from bench.making.statements import Statements  # noqa: E402
from bench.making.stories import Stories  # noqa: E402


def main(stories: int, statements: int) -> None:
    file = world_file()
    begun = json.loads(file.read_text()) if file.is_file() else _begin(stories, statements)
    made = outline.made()
    first = begun.setdefault("first_page", first_page())
    file.write_text(json.dumps(begun))
    plan = made.plan(stories, datetime.fromisoformat(begun["now"]))
    hurry()
    Stories(plan, made, first, searched=False).put(told("stories", stories))
    Statements(plan, made, first, statements // stories).put(told("statements", statements))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.write_text(json.dumps({**begun, "whole": True}))


def _begin(stories: int, statements: int) -> dict[str, Any]:
    call_command("prepare_demo")
    now = timezone.now().replace(microsecond=0)
    return {"stories": stories, "statements": statements, "now": now.isoformat()}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
