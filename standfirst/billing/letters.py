"""The mails about money and membership. Each is queued in the transaction of what it tells about."""

from datetime import datetime

from standfirst.membership.models import Membership
from standfirst.membership.standing import MembershipFacts


def tell_change(membership: Membership, before: MembershipFacts | None, now: datetime) -> None:
    """What `Membership.apply` has just changed, to the reader whose it is. `before` is None for a new one.

    Called within the transaction of the change, and only where something did change.
    """
