"""What Stripe told of a customer, taken into our rows. Called in a transaction, under the customer's lease."""

from dataclasses import replace
from datetime import datetime

from standfirst.billing import letters, receiving
from standfirst.billing.cards import fingerprint_of, method_on_file
from standfirst.billing.changes import Change
from standfirst.billing.models import Customer, Subscription
from standfirst.billing.models.customer import OVER
from standfirst.billing.reduce import Told
from standfirst.billing.truth import Truth
from standfirst.membership.models import Membership
from standfirst.membership.snapshot import EndCause, Money, Snapshot, State
from standfirst.membership.standing import MembershipFacts
from standfirst.readers.models import Reader


def apply(customer: Customer, told: list[Told], truth: Truth, now: datetime) -> list[Change]:
    """Receipts first: letters name them. Then what ended, as it makes room; and of several that run, one that was paid
    for before one that was not."""
    ours = {it.subscription_id for it in told}
    found = receiving.read(truth, ours)
    if customer.close_at:
        found = [replace(it, web_page="", pdf="") for it in found]  # they name who paid
    kept = receiving.keep(customer, found)
    changes = [it.change for it in kept if it.change.before != it.change.after]
    for it in sorted(told, key=_rank):
        changes += _take(customer, it, now)
    for one in kept:
        if one.back > 0:
            letters.tell_refunded(one.invoice, Money(one.back, one.invoice.currency), now)
    if not customer.close_at:
        customer.know_card(_fingerprint(truth))
    if truth.customer.get("deleted") and not customer.subscriptions.running().exists():
        customer.note_closed(now)  # in Stripe's own pages: no card can ever be saved to it again
    return changes


def _rank(it: Told) -> tuple[bool, bool, datetime, str]:
    state = it.snapshot.state
    return (
        state is not State.ENDED,
        state is State.INCOMPLETE,
        it.made_at,
        it.subscription_id,
    )


def _fingerprint(truth: Truth) -> str:
    running = (it for it in truth.subscriptions if it["status"] not in OVER)
    return fingerprint_of(method_on_file(next(running, None), truth.customer))


def _take(customer: Customer, it: Told, now: datetime) -> list[Change]:
    row, _ = Subscription.objects.select_related("membership__plan").get_or_create(
        stripe_id=it.subscription_id,
        defaults={"customer": customer, "status": it.status, "made_at": it.made_at},
    )
    before = _word(row.membership, row)
    row.status, row.open_invoice = it.status, it.open_invoice
    if row.membership:
        _go_on(row, row.membership, _fit(it.snapshot, customer), now)
    elif customer.reader and it.begins and not customer.close_at and not row.doubled:
        _begin(row, it.snapshot, now)
    row.save()
    after = _word(row.membership, row)
    return [Change(customer.stripe_id, row.stripe_id, before, after)] if before != after else []


def _go_on(row: Subscription, membership: Membership, snapshot: Snapshot, now: datetime) -> None:
    """One that had ended may run again: a dispute was won, something was paid after all. Not beside another."""
    if snapshot.state is not State.ENDED:
        if row.doubled:
            return  # it gave way to another, and is about to end
        reader = membership.reader if membership.state == State.ENDED else None
        if reader and not _has_room(reader, snapshot, now):
            row.doubled = True
            return
    before = membership.facts()
    if membership.apply(snapshot, now):
        letters.tell_change(membership, before, now)
        if snapshot.state is State.ENDED and membership.reader:
            _make_room(membership.reader, now)


def _make_room(reader: Reader, now: datetime) -> None:
    """What was doubled beside it is a second no more, and need not wait for the worker to find that out."""
    if Membership.objects.of(reader).paid_or_current(now).exists():
        return
    seconds = Subscription.objects.running().doubled().filter(membership=None)
    for second in seconds.filter(customer__reader=reader).select_related("customer"):
        second.undouble()
        Customer.objects.ring(second.customer.stripe_id, now)


def _begin(row: Subscription, snapshot: Snapshot, now: datetime) -> None:
    reader = row.customer.reader
    assert reader
    if snapshot.state is not State.ENDED and not _has_room(reader, snapshot, now):
        row.doubled = True
        return
    row.membership = Membership.begin(reader, snapshot, now)
    row.save()
    letters.tell_change(row.membership, None, now)


def _has_room(reader: Reader, snapshot: Snapshot, now: datetime) -> bool:
    """A reader has one: a second is doubled, and ends with the money back. What was paid for does not give way to a
    first payment that never came; that one gives way to it."""
    other = Membership.objects.of(reader).current().first()
    if other is None:
        return True
    if not _is_paid(snapshot.state) or other.state != State.INCOMPLETE:
        return False
    _give_way(other, snapshot.fetched_at, now)
    return True


def _is_paid(state: State) -> bool:
    return state not in {State.INCOMPLETE, State.ENDED}


def _give_way(other: Membership, fetched_at: datetime, now: datetime) -> None:
    """It never was paid, and another was: it ends here, and then at Stripe."""
    Subscription.objects.filter(membership=other).update(doubled=True)
    facts = other.facts()
    other.apply(
        Snapshot(
            state=State.ENDED,
            plan=facts.plan,
            money=facts.money,
            fetched_at=max(fetched_at, other.confirmed_at),
            started_at=other.started_at,
            card=facts.card,
            ended_at=now,
            end_cause=EndCause.UNPAID,
        ),
        now,
    )


def _fit(snapshot: Snapshot, customer: Customer) -> Snapshot:
    """Of a deleted account nothing personal comes back."""
    return replace(snapshot, card=None) if customer.close_at else snapshot


def _word(membership: Membership | None, row: Subscription) -> str:
    if row.doubled:
        return "doubled"
    if membership is None:
        return "nobody's"
    return _in_words(membership.facts())


def _in_words(it: MembershipFacts) -> str:
    until = f", paid until {it.paid_until:%Y-%m-%d}" if it.paid_until else ""
    cause = f" ({it.end_cause})" if it.end_cause else ""
    failure = f", {it.failure.kind}" if it.failure else ""
    return f"{it.state}{cause} on {it.plan}{until}{failure}"
