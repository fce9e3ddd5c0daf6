"""Opening a support case for what the gate tells this browser about a story."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from standfirst.office.explain import explain
from standfirst.office.models import SupportCase
from standfirst.readers.here import reader_of
from standfirst.readers.pending import pending_since
from standfirst.stories.models import StoryPage


def case_for(
    request: HttpRequest, story: StoryPage, now: datetime, *, cookies_work: bool
) -> SupportCase:
    reader = reader_of(request)
    explanation = explain(reader, story, now, pending_since=pending_since(request, now))
    return SupportCase.open(
        reader=reader, story=story, cookies_work=cookies_work, explanation=explanation, now=now
    )


def flat(values: Mapping[str, Any], within: str = "") -> dict[str, Any]:
    """An explanation's nested facts as lines: "card last4" → 4242. What is not known is left out."""
    lines: dict[str, Any] = {}
    for name, value in values.items():
        label = f"{within} {name}".strip().replace("_", " ")
        if isinstance(value, Mapping):
            lines |= flat(value, label)
        elif value not in (None, "", []):
            lines[label] = value
    return lines
