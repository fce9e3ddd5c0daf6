"""A world of this size in the data directory that is set: `python -m bench.making STORIES READERS`.

Run again with the same numbers it goes on where it was broken off, and does nothing when all is there.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Page  # noqa: E402

from bench.making import outline  # noqa: E402
from bench.making.readers import Readers  # noqa: E402
from bench.making.rows import last_number  # noqa: E402
from bench.making.stories import Stories  # noqa: E402
from standfirst.publication.models import PublicationImage  # noqa: E402
from standfirst.publication.sizes import make_due  # noqa: E402
from standfirst.readers.models import Reader  # noqa: E402
from standfirst.stories.models import StoryWords  # noqa: E402


def main(stories: int, readers: int) -> None:
    begun = _begun(stories, readers)
    now = datetime.fromisoformat(begun["now"])
    made = outline.made()
    first = begun.setdefault("first_page", first_page())
    first_reader = begun.setdefault("first_reader", last_number(Reader) + 1)
    _keep(begun)
    hurry()
    Readers(readers, first_reader, now).put(told("readers", readers))
    Stories(made.plan(stories, now), made, first).put(told("stories", stories))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _keep({**begun, "whole": True})


def first_page() -> int:
    """Behind the demo's pages, and behind its search entries, of which each page has two."""
    return max(last_number(Page), last_number(StoryWords)) + 1


def _begun(stories: int, readers: int) -> dict[str, object]:
    """What a run before this one settled, or the demo publication and the size that is asked for now."""
    file = world_file()
    if file.is_file():
        begun = json.loads(file.read_text())
        if (begun["stories"], begun["readers"]) != (stories, readers):
            sys.exit(
                f"{file.parent} holds a world of {begun['stories']} stories and {begun['readers']} readers. "
                "Ask for that, or name another folder with --data DIR"
            )
        return begun
    call_command("prepare_demo")
    now = timezone.now()
    while PublicationImage.objects.filter(sizes_due_at__lte=now).exists():
        make_due(now)
    return {"stories": stories, "readers": readers, "now": now.replace(microsecond=0).isoformat()}


def _keep(begun: dict[str, object]) -> None:
    world_file().write_text(json.dumps(begun))


def world_file() -> Path:
    return Path(settings.DATA) / "world.json"


def hurry() -> None:
    """Nothing of it has to outlive a crash of the machine: it is made again."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-400000")
            cursor.execute("PRAGMA temp_store=MEMORY")


def told(what: str, whole: int) -> Callable[[int], None]:
    began = time.monotonic()

    def say(so_far: int) -> None:
        seconds = time.monotonic() - began
        print(f"{so_far:>9,} of {whole:,} {what}, {seconds:.0f} s", file=sys.stderr, flush=True)

    return say


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
