"""Standfirst with its demo publication: `python -m bench.relay STORIES COOKIES`.

Writes down the stories, for the stock site to have the same, and a session of each reader who asks.
"""

import json
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from standfirst.readers.models import Reader  # noqa: E402
from standfirst.stories.models import StoryPage, StorySource  # noqa: E402

READERS = {"member": "ana@example.com", "registered": "dee@example.com"}


def main(stories: Path, cookies: Path) -> None:
    call_command("prepare_demo")
    stories.write_text(json.dumps([_plain(story) for story in StoryPage.objects.all()]))
    sessions = {who: _logged_in(address) for who, address in READERS.items()}
    cookies.write_text(json.dumps(sessions))


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


def _logged_in(address: str) -> str:
    """A session, as a Cookie header has it."""
    client = Client()
    client.force_login(Reader.objects.get(email=address))
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
