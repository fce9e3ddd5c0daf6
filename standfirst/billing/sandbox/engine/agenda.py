"""What falls due by itself, and when."""

from collections.abc import Callable, Iterator

from standfirst.billing.sandbox.books import Books, Rules
from standfirst.billing.sandbox.engine import charging, collecting, ending, invoicing, renewing
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import subscription as subscriptions

Step = Callable[[Books, Json], object]
KINDS = ("subscription", "invoice", "payment_intent")


def due(thing: Json, rules: Rules) -> tuple[int, Step] | None:
    """The first thing that happens to it, and when: seconds since 1970. None: nothing does."""
    steps = list(_STEPS[thing["object"]](thing, rules)) if thing["object"] in KINDS else []
    return min(steps, key=lambda step: step[0]) if steps else None


def run(books: Books, until: int, customer: str | None = None) -> None:
    """Do all that falls due up to then, of one customer or of all, in the order of time, with the dates it had."""
    while (found := _first(books, customer)) is not None and found[0] <= until:
        at, step, thing = found
        with books.at(at):
            step(books, thing)


def _first(books: Books, customer: str | None) -> tuple[int, Step, Json] | None:
    first: tuple[int, Step, Json] | None = None
    for thing in _things(books, customer):
        step = _known(books, thing)
        if step and (first is None or step[0] < first[0]):
            first = (*step, thing)
    return first


def _known(books: Books, thing: Json) -> tuple[int, Step] | None:
    """As long as a thing is the same one, so is what falls due."""
    known = books.dues.get(thing["id"])
    if known is None or known[0] is not thing:
        known = books.dues[thing["id"]] = (thing, due(thing, books.rules))
    step: tuple[int, Step] | None = known[1]
    return step


def forget(books: Books) -> None:
    """After the rules have changed."""
    books.dues.clear()


def _things(books: Books, customer: str | None) -> Iterator[Json]:
    for kind in KINDS:
        yield from books.store.of(customer, kind) if customer else books.store.all(kind)


def _of_subscription(thing: Json, rules: Rules) -> Iterator[tuple[int, Step]]:
    """Of two at one time, the one that is named first."""
    if thing["status"] in subscriptions.ENDED:
        return
    if thing["_incomplete_until"] and thing["status"] == "incomplete":
        yield thing["_incomplete_until"], ending.expire
    if thing["pending_update"]:
        yield thing["pending_update"]["expires_at"], _drop_pending
    pause = thing["pause_collection"]
    if pause and pause["resumes_at"]:
        yield pause["resumes_at"], renewing.end_pause
    if thing["cancel_at"]:
        yield thing["cancel_at"], _end_as_asked
    if thing["status"] == "trialing" and thing["_warned_of"] != thing["trial_end"]:
        at = max(thing["trial_start"], thing["trial_end"] - rules.warns_of_trial_end)
        yield at, renewing.warn_of_trial_end
    if thing["status"] not in ("incomplete", "paused"):
        yield subscriptions.period_of(thing)[1], renewing.renew


def _end_as_asked(books: Books, subscription: Json) -> Json:
    return ending.end(books, subscription, reason="cancellation_requested")


def _drop_pending(books: Books, subscription: Json) -> Json:
    return invoicing.void(books, books.find("invoice", subscription["pending_update"]["_invoice"]))


def _of_invoice(thing: Json, rules: Rules) -> Iterator[tuple[int, Step]]:
    if thing["status"] == "draft" and thing["automatically_finalizes_at"]:
        yield thing["automatically_finalizes_at"], collecting.finalize_and_collect
    if thing["status"] == "open" and thing["next_payment_attempt"]:
        yield thing["next_payment_attempt"], _retry


def _retry(books: Books, invoice: Json) -> Json:
    return collecting.collect(books, invoice, scheduled=True)


def _of_intent(thing: Json, rules: Rules) -> Iterator[tuple[int, Step]]:
    if thing["status"] == "processing":
        yield thing["_settles_at"], _settle


def _settle(books: Books, intent: Json) -> Json:
    return collecting.came(books, charging.settle(books, intent), scheduled=True)


_STEPS: dict[str, Callable[[Json, Rules], Iterator[tuple[int, Step]]]] = {
    "subscription": _of_subscription,
    "invoice": _of_invoice,
    "payment_intent": _of_intent,
}
