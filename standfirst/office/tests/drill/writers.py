"""Writes to a publication for as long as it may: readers with their rights, uploads, stories. Run as a module.

Each round is one transaction, so a backup holds all of a round or nothing of it. The file `gate` holds the rounds up
while somebody else has it locked; the file `stop` ends them.
"""

import fcntl
import os
import sys
import time
from itertools import count
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from standfirst.membership.models import Grant, Plan  # noqa: E402
from standfirst.publication.models import PublicationDocument  # noqa: E402
from standfirst.readers.models import Reader  # noqa: E402
from standfirst.stories.models import StoryPage  # noqa: E402


def write(name: str, number: int) -> None:
    now = timezone.now()
    with transaction.atomic():
        reader = Reader.objects.create_reader(f"{name}-{number}@load.example.com", name="Ŀoad 📰")
        Grant.objects.create(
            reader=reader, plan=Plan.objects.first(), why="load", given_at=now, starts_at=now
        )
        PublicationDocument.objects.create(
            title=f"{name} {number}", file=ContentFile(f"{name} {number}".encode(), name="load.txt")
        )
    if number % 5 == 0:
        story = StoryPage.objects.order_by("pk").last()
        story.standfirst = f"{name} {number} changed it."
        story.save_revision().publish()


def main(folder: Path, name: str) -> None:
    with (folder / "gate").open("a") as gate:
        for number in count():
            if (folder / "stop").exists():
                return
            fcntl.flock(gate, fcntl.LOCK_SH)
            write(name, number)
            fcntl.flock(gate, fcntl.LOCK_UN)
            time.sleep(0.05)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
