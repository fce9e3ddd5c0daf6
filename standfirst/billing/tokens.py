"""What a mailed link names: a membership and a purpose. It logs nobody in, expires, and is over once that is mended."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.core import signing

from standfirst.billing.paying import Paying, paying_for
from standfirst.membership.models import Membership

GOOD_FOR = timedelta(days=30)


class Purpose(StrEnum):
    MEND = "mend"
    APPROVE = "approve"


class Over(Exception):
    """The link does nothing any more, or never did."""


@dataclass(frozen=True)
class _Link:
    """`was`: what is no longer so once it is mended: until when it is paid, or, where nothing is owed, the card."""

    membership: int
    subscription: str
    owes: bool
    was: str


def token_for(paying: Paying, purpose: Purpose) -> str:
    owes = paying.membership.failure is not None
    named = {
        "m": paying.membership.pk,
        "s": paying.subscription.stripe_id,
        "o": owes,
        "w": _now(paying.membership, owes=owes),
    }
    return signing.dumps(named, salt=_salt(purpose), compress=True)


def read(token: str, purpose: Purpose) -> Paying:
    """Whose it is. Raises Over for one that is not ours, too old, or of something that is mended."""
    link = _read(token, purpose)
    membership = Membership.objects.filter(pk=link.membership).first()
    paying = paying_for(membership) if membership else None
    if paying is None or paying.subscription.stripe_id != link.subscription:
        raise Over
    if _now(paying.membership, owes=link.owes) != link.was or _replaced(paying.membership):
        raise Over
    return paying


def _read(token: str, purpose: Purpose) -> _Link:
    try:
        named: dict[str, Any] = signing.loads(token, salt=_salt(purpose), max_age=GOOD_FOR)
        return _Link(named["m"], named["s"], named["o"], named["w"])
    except (signing.BadSignature, KeyError, TypeError) as why:
        raise Over from why


def _now(membership: Membership, *, owes: bool) -> str:
    if owes:
        return membership.paid_until.isoformat() if membership.paid_until else ""
    card = membership.card
    return f"{card.brand} {card.last4} {card.exp_month} {card.exp_year}" if card else ""


def _replaced(membership: Membership) -> bool:
    """Somebody who joined anew, or mended by another link, has a later one."""
    later = Membership.objects.filter(
        reader=membership.reader, started_at__gt=membership.started_at
    )
    return later.exists()


def _salt(purpose: Purpose) -> str:
    return f"{__name__}.{purpose}"
