"""Refunds, and disputes that end (docs.stripe.com/refunds, docs.stripe.com/disputes/how-disputes-work)."""

from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.errors import invalid
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import refund as refunds


def refund(
    books: Books, charge: Json, amount: int | None, reason: str | None, metadata: Json
) -> Json:
    """All that is left, or a part of it. Raises Refusal."""
    left = charge["amount_captured"] - charge["amount_refunded"]
    if charge["refunded"]:
        raise invalid(
            f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded"
        )
    if charge["disputed"]:
        raise invalid(
            f"Charge {charge['id']} has been charged back; cannot issue a refund.",
            code="charge_disputed",
        )
    if not charge["paid"]:
        raise invalid(f"Charge {charge['id']} has not been paid.", param="charge")
    amount = left if amount is None else amount
    if not 0 < amount <= left:
        raise invalid(
            f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})",
            param="amount",
        )
    made = books.add(refunds.new(books.stamp, charge, amount, reason, metadata), "refund.created")
    total = charge["amount_refunded"] + amount
    books.change(
        charge,
        "charge.refunded",
        amount_refunded=total,
        refunded=total == charge["amount_captured"],
    )
    return made


def close_dispute(books: Books, dispute: Json, *, won: bool) -> Json:
    """Won: the money stays. Lost: it is gone."""
    if dispute["status"] in ("won", "lost"):
        raise invalid(f"Dispute {dispute['id']} is already closed.")
    dispute = books.change(dispute, status="won" if won else "lost")
    if won:
        books.emit("charge.dispute.funds_reinstated", dispute)
    books.emit("charge.dispute.closed", dispute)
    return dispute
