"""Opening a support case for what the gate tells this browser about a story."""

from datetime import datetime

from django.http import HttpRequest

from standfirst.gate.notices import Notice
from standfirst.office.explain import explain
from standfirst.office.models import SupportCase
from standfirst.readers.here import reader_of
from standfirst.readers.pending import pending_since
from standfirst.stories.models import StoryPage


def case_for(
    request: HttpRequest,
    story: StoryPage,
    now: datetime,
    notice: Notice | None,
    *,
    cookies_work: bool,
) -> SupportCase:
    """The notice's own words are kept beside what they came from."""
    reader = reader_of(request)
    explanation = explain(reader, story, now, pending_since=pending_since(request, now))
    explanation["said"] = notice.line if notice else ""
    return SupportCase.open(
        reader=reader, story=story, cookies_work=cookies_work, explanation=explanation, now=now
    )
