"""Events, what became of each, and the switches for what can go wrong with them."""

import time
from urllib.parse import urlencode

from standfirst.billing.sandbox.control.desk import Desk, Wrong, of_kind
from standfirst.billing.sandbox.control.html import Safe, link, tag, void
from standfirst.billing.sandbox.control.shell import button, form, note, page, quiet
from standfirst.billing.sandbox.control.words import minute
from standfirst.billing.sandbox.deliver import switches_of
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.pages import Answer, Asked, go
from standfirst.billing.sandbox.switches import Switches

SHOWN = 100
LONGEST_DELAY = 86400  # seconds


def index(desk: Desk, asked: Asked) -> Answer:
    found = list(reversed(desk.store.all("event")))
    older = tag("p", f"And {len(found) - SHOWN} older ones.", class_="quiet")
    rows = tag("ul", *(_row(desk, it) for it in found[:SHOWN]), class_="rows")
    return page(
        "/events/",
        "Events",
        _said(asked),
        tag("p", _to(desk), class_="intro"),
        rows if found else note("Nothing has happened yet."),
        older if len(found) > SHOWN else None,
    )


def _said(asked: Asked) -> Safe | None:
    again = asked.query.get("again", "")
    return note(f"{again} is sent again.", kind="good") if again.startswith("evt_") else None


def _to(desk: Desk) -> str:
    addresses = [it.url for it in desk.deliveries.targets]
    return (
        f"Sent to {', '.join(addresses)}." if addresses else "Sent to nobody: no address was given."
    )


def _row(desk: Desk, event: Json) -> Safe:
    tries = [_delivery(it) for it in desk.deliveries.of(event["id"])]
    name = link(f"/objects/{event['id']}/", event["id"], class_="number")
    return tag(
        "li",
        tag("h2", event["type"]),
        tag("p", f"{minute(event['created'])}, ", name),
        *tries,
        form(
            f"/events/{event['id']}/send/",
            button("Send again", aria_label=f"Send {event['id']} again"),
        ),
    )


def _delivery(delivery: Json) -> Safe:
    tries = [f"{minute(it['at'])}: {it['status'] or 'no answer'}" for it in delivery["attempts"]]
    due = f", next {minute(delivery['due'])}" if delivery["due"] else ""
    return quiet(f"{delivery['state'].capitalize()}{due}. ", "; ".join(tries))


def send(desk: Desk, asked: Asked, id: str) -> Answer:
    event = of_kind(desk, "event", id)
    try:
        desk.deliveries.send_again(event, time.time())
    except LookupError as nobody:
        raise Wrong(str(nobody)) from nobody
    return go(f"/events/?{urlencode({'again': id})}")


def faults(desk: Desk, asked: Asked) -> Answer:
    on = switches_of(desk.store)
    delay = void(
        "input",
        id="delay",
        name="delay",
        type="number",
        min="0",
        max=LONGEST_DELAY,
        value=on.delay,
        required=True,
    )
    return page(
        "/faults/",
        "Faults",
        note("Kept.", kind="good") if asked.query.get("kept") else None,
        tag(
            "p",
            "What can go wrong on the way from Stripe to the site. For events from now on.",
            class_="intro",
        ),
        form(
            "/faults/",
            _tick("drop", "Events are lost", on.drop),
            _tick("double", "Each event comes twice", on.double),
            _tick("reorder", "Events overtake one another", on.reorder),
            tag("p", tag("label", "Late by (seconds) ", for_="delay"), delay),
            button("Keep", first=True),
        ),
    )


def _tick(name: str, said: str, on: bool) -> Safe:
    return tag(
        "label",
        void("input", type="checkbox", name=name, value="on", checked=on),
        said,
        class_="tick",
    )


def keep_faults(desk: Desk, asked: Asked) -> Answer:
    delay = asked.form.get("delay", "0")
    if not delay.isdecimal() or int(delay) > LONGEST_DELAY:
        raise Wrong(f"Late by: whole seconds, up to {LONGEST_DELAY}.")
    ticked = {name: asked.form.get(name) == "on" for name in ("drop", "double", "reorder")}
    desk.store.put(Switches(delay=int(delay), **ticked).kept())
    desk.store.save()
    return go("/faults/?kept=1")
