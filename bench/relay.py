"""Standfirst with its demo publication and more readers than its cast: `python -m bench.relay COUNT STORIES`.

Writes down the stories, for the stock site to have the same.
"""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from standfirst.demo import snapshots  # noqa: E402
from standfirst.membership.models import Membership  # noqa: E402
from standfirst.readers.models import Reader  # noqa: E402
from standfirst.stories.models import StoryPage, StorySource  # noqa: E402


def main(count: int, stories: Path) -> None:
    call_command("prepare_demo")
    with transaction.atomic():
        _add_readers(count, timezone.now())
    stories.write_text(json.dumps([_plain(story) for story in StoryPage.objects.all()]))


def _add_readers(count: int, now: datetime) -> None:
    """So many who pay, and so many who never joined."""
    (paying,) = snapshots.paying(now)
    for number in range(count):
        Reader.objects.create_reader(f"registered-{number}@example.com")
        member = Reader.objects.create_reader(f"member-{number}@example.com")
        Membership.begin(member, paying, now)


def _plain(story: StoryPage) -> dict[str, Any]:
    image, published = story.lead_image, story.published_at
    assert published
    return {
        "desk": story.desk.slug,
        "slug": story.slug,
        "headline": story.title,
        "standfirst": story.standfirst,
        "byline": story.byline,
        "published": published.isoformat(),
        "updated": (story.updated_at or published).isoformat(),
        "image": image.file.path if image else "",
        "alt": image.description if image else "",
        "credit": image.credit if image else "",
        "sections": [
            {"label": it.value["label"], "text": it.value["text"].source} for it in story.sections
        ],
        "sources": [_source(it) for it in story.sources.all()],
    }


def _source(it: StorySource) -> dict[str, Any]:
    date = it.date.isoformat() if it.date else None
    return {"url": it.url, "title": it.title, "publisher": it.publisher, "date": date}


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
