"""Standfirst with its demo publication, a longer story and more readers: `python -m bench.relay COUNT STORIES`.

Writes down the stories, for the stock site to have the same.
"""

import json
import re
import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.rows import LONG_STORY, STORY  # noqa: E402
from standfirst.demo.publication import BRIEFS  # noqa: E402
from standfirst.membership.models import Membership  # noqa: E402
from standfirst.membership.tests import histories as snapshots  # noqa: E402
from standfirst.readers.models import Reader  # noqa: E402
from standfirst.stories.briefs import BriefError  # noqa: E402
from standfirst.stories.importing import import_files  # noqa: E402
from standfirst.stories.models import StoryPage, StorySource  # noqa: E402

TIMES = 4  # as much text as the demo's story has: a page of some 27 KB
LABEL = re.compile(r"^## ", re.MULTILINE)


def main(count: int, stories: Path) -> None:
    call_command("prepare_demo")
    now = timezone.now()
    _add_long_story(now)
    with transaction.atomic():
        _add_readers(count, now)
    stories.write_text(json.dumps([_plain(story) for story in StoryPage.objects.all()]))


def _add_long_story(now: datetime) -> None:
    """The demo's, with all that it says said again."""
    slug, long_slug = (path.strip("/").rpartition("/")[2] for path in (STORY, LONG_STORY))
    head, text = re.split(
        r"^---\n\n", (BRIEFS / f"{slug}.md").read_text(), maxsplit=1, flags=re.MULTILINE
    )
    again = [LABEL.sub(f"## {number}. ", text) for number in range(2, TIMES + 1)]
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(BRIEFS / "images", Path(folder) / "images")
        brief = Path(folder) / f"{long_slug}.md"
        brief.write_text("\n\n".join([f"{head.replace(slug, long_slug)}---", text, *again]))
        for outcome in import_files([brief], publish=True, now=now):
            if isinstance(outcome, BriefError):
                raise outcome


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
