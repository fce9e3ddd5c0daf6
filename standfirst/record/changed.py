"""Which shared pages a row of the record is on."""

from standfirst.publication.changes import LISTS, page
from standfirst.record.models import Challenge


def statement_pages(challenge: Challenge) -> tuple[str, str]:
    """Those of its statement: the story's page, and whatever lists statements."""
    return page(challenge.statement.story_id), LISTS
