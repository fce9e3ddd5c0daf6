"""What is sold, who holds it, and every change of it. Knows no payment processor."""

from standfirst.membership.models.event import MembershipEvent
from standfirst.membership.models.grant import Grant, GrantKind
from standfirst.membership.models.membership import Membership
from standfirst.membership.models.plan import Interval, Plan, Price

__all__ = ["Grant", "GrantKind", "Interval", "Membership", "MembershipEvent", "Plan", "Price"]
