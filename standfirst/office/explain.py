"""Why a reader may or may not read a story: the standing, the rows it came from, each rule asked, the answer."""

from datetime import datetime
from typing import Any

from standfirst.gate.explain import explanation
from standfirst.membership.rows import facts_of, standing_of
from standfirst.office.payments import told_of
from standfirst.readers.models import Reader
from standfirst.stories.models import StoryPage


def explain(
    reader: Reader | None,
    story: StoryPage,
    now: datetime,
    *,
    pending_since: datetime | None = None,
) -> dict[str, Any]:
    """Plain values, ready for JSON. `reader` None is a browser nobody is signed in with.

    `payments`: what the room that speaks with Stripe knows beside; no rule asks it.
    """
    standing = standing_of(reader, now, pending_since=pending_since)
    memberships, grants = facts_of(reader) if reader else ([], [])
    told = explanation(story.access, standing, [*memberships, *grants], now)
    return {**told, "payments": told_of(reader) if reader else []}
