"""Statements as rows, straight into the database, on pages that are no stories: the record needs none."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from standfirst.gate.access import MEMBERS
from standfirst.record.models import Party, Person, Statement
from standfirst.record.search.entries import write

WHEN = datetime(2024, 8, 8, tzinfo=UTC)


def make_page(title: str, above: Page | None = None, **fields: Any) -> Page:
    """Below the front page, which is made if need be."""
    root = Page.get_first_root_node()
    front = root.get_children().filter(slug="front").first() or root.add_child(
        instance=Page(title="Front", slug="front")
    )
    return (above or front).add_child(instance=Page(title=title, **fields))


def make_statement(story: Page, words: str = "We will sign.", **fields: Any) -> Statement:
    """For members, by Ana Marin of the Port of Galle, unless told otherwise."""
    given = {
        "uid": uuid.uuid4(),
        "section": str(uuid.uuid4()),
        "mode": "direct",
        "words": words,
        "exact": words,
        "verb": "said",
        "said_at": WHEN,
        "precision": "day",
        "access": MEMBERS,
        "free": False,
        "published_at": timezone.now() - timedelta(hours=1),
        **fields,
    }
    if not {"person", "party", "unnamed"} & set(fields):
        given |= {"person": Person.named("Ana Marin"), "party": Party.named("Port of Galle")}
    made = Statement.objects.create(story=story, **given)
    write([made.pk])
    return made
