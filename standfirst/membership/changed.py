"""What to tell when a plan, a price or somebody's right to read changes."""

from standfirst.membership.models import Grant, Membership, Plan
from standfirst.publication.changes import EVERYONE, EVERYTHING, reader


def topics_of_plan(plan: Plan) -> set[str]:
    """Passes name plans by their slugs."""
    return {EVERYTHING, EVERYONE}


def topics_of_right(right: Membership | Grant) -> set[str]:
    return {reader(right.reader_id)} if right.reader_id else set()
