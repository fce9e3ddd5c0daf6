"""What the pages make happen: to a customer's clock and card, to a payment. Each shows the customer again, with what
came of it in order."""

from collections.abc import Callable
from urllib.parse import urlencode

from standfirst.billing.sandbox.control import reading, words
from standfirst.billing.sandbox.control.desk import Desk, Wrong, customer_of, of_kind
from standfirst.billing.sandbox.control.happened import told
from standfirst.billing.sandbox.control.html import Safe, joined, tag
from standfirst.billing.sandbox.control.numbers import NUMBERS, spaced
from standfirst.billing.sandbox.control.shell import note
from standfirst.billing.sandbox.engine import paying_back
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.pages import Answer, Asked, go

DAY = 86400
FARTHEST = 800  # days


def move(desk: Desk, asked: Asked, id: str) -> Answer:
    customer = customer_of(desk, id)
    by = asked.form.get("by", "")
    days = _to_renewal(desk, customer) if by == "renewal" else _days(by)
    lines = _meanwhile(desk, customer, lambda: desk.world.age(id, days))
    moved = f"{days} day{'s' if days > 1 else ''}"
    said = tag("p", f"{reading.name_of(customer)}: {moved} passed.")
    return _again(desk, id, joined(said, _listed(lines)))


def _days(by: str) -> int:
    if not by.isdecimal() or not 1 <= int(by) <= FARTHEST:
        raise Wrong(f"Days: a whole number from 1 to {FARTHEST}.")
    return int(by)


def _to_renewal(desk: Desk, customer: Json) -> int:
    """Days until the renewal was asked for, which is an hour after the period's end."""
    subscription = reading.current(desk.store, customer)
    if subscription is None:
        raise Wrong("The next renewal: there is no subscription that goes on.")
    at = reading.period_end(subscription) + desk.world.rules.finalizes_after
    return max(1, -(-(at - desk.world.stamp) // DAY))


def change_card(desk: Desk, asked: Asked, id: str) -> Answer:
    customer = customer_of(desk, id)
    number = asked.form.get("number", "")
    if number not in NUMBERS:
        raise Wrong("Test card: choose one of the list.")
    if reading.card(desk.store, customer) is None:
        raise Wrong("Test card: there is no card on file.")
    desk.world.replace_card_behaviour(id, number)
    method = words.method(reading.card(desk.store, customer_of(desk, id)))
    return _again(
        desk, id, tag("p", f"{method} now behaves like {spaced(number)}. {NUMBERS[number]}")
    )


def charge(desk: Desk, asked: Asked, id: str) -> Answer:
    """Refund, dispute, lose or win, as the button says."""
    found = of_kind(desk, "charge", id)
    act = ACTS.get(asked.form.get("act", ""))
    if act is None:
        raise Wrong(f"What to do: one of {', '.join(ACTS)}.")
    customer = customer_of(desk, found["customer"] or "")
    lines = _meanwhile(desk, customer, lambda: act(desk, found))
    return _again(desk, customer["id"], _listed(lines))


def _refund(desk: Desk, found: Json) -> None:
    paying_back.refund(desk.world, found, None, "requested_by_customer", {})
    desk.store.save()


def _dispute(desk: Desk, found: Json) -> None:
    desk.world.dispute(found["id"])


def _close(desk: Desk, found: Json, *, won: bool) -> None:
    dispute = reading.dispute_of(desk.store, found)
    if dispute is None:
        raise Wrong("What to do: nobody disputes this payment.")
    desk.world.close_dispute(dispute["id"], won=won)


ACTS: dict[str, Callable[[Desk, Json], object]] = {
    "refund": _refund,
    "dispute": _dispute,
    "lose": lambda desk, found: _close(desk, found, won=False),
    "win": lambda desk, found: _close(desk, found, won=True),
}


def _meanwhile(desk: Desk, customer: Json, act: Callable[[], object]) -> list[str]:
    """What happened to this customer while it was done."""
    before = {it["id"] for it in desk.store.of(customer["id"], "event")}
    act()
    return told(it for it in desk.store.of(customer["id"], "event") if it["id"] not in before)


def _listed(lines: list[str]) -> Safe:
    if not lines:
        return tag("p", "Nothing fell due.")
    return tag("ol", *(tag("li", it) for it in lines))


def _again(desk: Desk, id: str, said: Safe) -> Answer:
    """By another address, so that to load the page again does nothing again."""
    return go(f"/customers/{id}/?{urlencode({'told': desk.remember(note(said, kind='good'))})}")
