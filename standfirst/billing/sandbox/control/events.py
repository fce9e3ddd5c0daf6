"""Events, and what became of each."""

import time
from urllib.parse import urlencode

from standfirst.billing.sandbox.control.desk import Desk, Wrong, of_kind
from standfirst.billing.sandbox.control.html import Safe, link, tag
from standfirst.billing.sandbox.control.shell import button, form, note, page, quiet
from standfirst.billing.sandbox.control.words import minute
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.pages import Answer, Asked, go

SHOWN = 100


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
            button("Send again", look="link", aria_label=f"Send {event['id']} again"),
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
