"""The plot of a storyline as one standing reads it."""

from datetime import datetime

from wagtail.models import Page

from standfirst.record.models import Statement
from standfirst.record.reading import Sight, for_reading
from standfirst.record.timeline.layout import Timeline, timeline_of

AS_PICTURE = 500  # statements, the newest
IN_A_PAGE = 100  # with as many rows of a table


def plot_of(storyline: Page, sight: Sight, now: datetime, most: int = IN_A_PAGE) -> Timeline:
    """At the same cost whatever the storyline holds."""
    rows = Statement.objects.published(now).filter(storyline=storyline).newest_first()
    return timeline_of(sight.all_said(for_reading(rows)[:most]))
