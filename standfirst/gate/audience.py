"""Audiences: which readers get the same shared bytes, whatever the page. Pure.

Two standings of one audience get, of every access, either both a personal answer or both the same shared one. So
what is kept for an audience may be given to all of it.
"""

from standfirst.membership.standing import Standing, Who
from standfirst.publication.sharing import SIGNED_OUT

JOINED_NOTHING = "none"
NO_CLEAR_RIGHT = "own"  # only what is open to everyone signed in is shared: the rest tells of their own card or past
BY_PLANS = "plans:"


def audience_of(standing: Standing) -> str:
    """Empty for those who are given nothing that is kept: staff, and browsers that wait for a code."""
    if standing.staff or standing.who is Who.UNVERIFIED:
        return ""
    if standing.who is Who.SIGNED_OUT:
        return SIGNED_OUT
    clear = {right.plan for right in standing.rights if right.grace is None}
    if clear:
        return BY_PLANS + ",".join(sorted(clear))
    told = standing.rights or standing.held or standing.lost
    return NO_CLEAR_RIGHT if told else JOINED_NOTHING
