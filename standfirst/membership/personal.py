"""What this room keeps of a reader: memberships with every change of them, and grants."""

from datetime import datetime
from typing import Any

from standfirst.membership.models import Grant, Membership
from standfirst.readers.joining import CannotJoin, Why
from standfirst.readers.models import Reader
from standfirst.readers.personal import plain

FIELDS = frozenset(
    {
        *(
            f"membership.Membership.{name}"
            for name in (
                "reader",
                "currency",
                "end_cause",
                "card_brand",
                "card_last4",
                "failure_kind",
            )
        ),
        "membership.MembershipEvent.change",
        "membership.MembershipEvent.state",
        *(f"membership.Grant.{name}" for name in ("reader", "through", "why")),
    }
)


def personal_data(reader: Reader) -> dict[str, Any]:
    memberships = Membership.objects.of(reader).select_related("plan").prefetch_related("events")
    grants = Grant.objects.of(reader).select_related("plan")
    return {
        "memberships": [_membership(it) for it in memberships.order_by("started_at", "pk")],
        "grants": [_grant(it) for it in grants],
    }


def erase(reader: Reader, now: datetime) -> None:
    """What was paid stays, as the law on accounts wants it, and is nobody's; a grant is of no more use."""
    for membership in Membership.objects.of(reader):
        membership.part_with_reader()
    Grant.objects.of(reader).delete()


def join(kept: Reader, other: Reader, now: datetime) -> None:
    """Every membership with its history, and every grant. Raises CannotJoin where both have a current one.

    Neither is ended here: that would take what somebody pays for (docs/decisions/013).
    """
    if Membership.objects.both_current(kept, other):
        raise CannotJoin(Why.MEMBERSHIPS)
    for membership in Membership.objects.select_for_update().of(other):
        membership.pass_to(kept, now)
    Grant.objects.pass_on(other, kept)


def _membership(it: Membership) -> dict[str, Any]:
    """Amounts in minor units, as they are kept."""
    return {
        "plan": it.plan.name,
        "state": it.state,
        "amount_in_minor_units": it.amount,
        "currency": it.currency,
        "began": plain(it.started_at),
        "paid_until": plain(it.paid_until),
        "ended": plain(it.ended_at),
        "why_ended": it.end_cause,
        "card": " ".join(filter(None, [it.card_brand, it.card_last4])),
        "card_good_to": f"{it.card.exp_year}-{it.card.exp_month:02}" if it.card else "",
        "failed_payment": it.failure_kind,
        "failed": plain(it.failed_at),
        "changes": [
            {"at": plain(event.at), "state": event.state, "what_changed": event.change}
            for event in it.events.all()
        ],
    }


def _grant(it: Grant) -> dict[str, Any]:
    return {
        "plan": it.plan.name,
        "kind": str(it.get_kind_display()),
        "given_by": it.through,
        "why": it.why,
        "given": plain(it.given_at),
        "from": plain(it.starts_at),
        "to": plain(it.ends_at),
    }
