"""Which page is at which address; and what no page is shown without: our own host's name, and for forms the token."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from standfirst.billing.sandbox.answering import Request
from standfirst.billing.sandbox.api import setup_intents
from standfirst.billing.sandbox.api.call import Asked as Call
from standfirst.billing.sandbox.control import (
    acts,
    bank,
    cards,
    customers,
    events,
    faults,
    objects,
    receipts,
)
from standfirst.billing.sandbox.control.desk import Desk, Wrong
from standfirst.billing.sandbox.control.html import link, tag
from standfirst.billing.sandbox.control.shell import TOKEN, note, page
from standfirst.billing.sandbox.errors import Refusal
from standfirst.billing.sandbox.http import Page, Reply
from standfirst.billing.sandbox.pages import Answer, Asked, as_json
from standfirst.billing.sandbox.window import files

View = Callable[..., Answer]
OURS = {"127.0.0.1", "localhost"}
ID = "(?P<id>[A-Za-z0-9_]+)"


def try_field(desk: Desk, asked: Asked) -> Answer:
    return files.answer("try.html")


def begin_trying(desk: Desk, asked: Asked) -> Answer:
    """A setup intent of nobody's."""
    intent = setup_intents.create(desk.world, Call())
    desk.store.save()
    return as_json({"client_secret": intent["client_secret"]})


def icon(desk: Desk, asked: Asked) -> Answer:
    return Answer(204, b"")


READ: dict[str, View] = {
    "/": customers.index,
    f"/customers/{ID}/": customers.one,
    "/numbers/": cards.index,
    "/events/": events.index,
    "/faults/": faults.index,
    f"/objects/{ID}/": objects.object_as_json,
    f"/invoices/{ID}": receipts.invoice,
    f"/invoices/{ID}/pdf": receipts.pdf,
    f"/receipts/{ID}": receipts.receipt,
    "/try/": try_field,
    f"/bank/{ID}": bank.page,
    "/favicon.ico": icon,
}
FORMS: dict[str, View] = {
    f"/customers/{ID}/move/": acts.move,
    f"/customers/{ID}/card/": acts.change_card,
    f"/charges/{ID}/": acts.charge,
    f"/events/{ID}/send/": events.send,
    "/faults/": faults.keep,
}
# Asked by our scripts, in frames. They answer in JSON, errors too.
SCRIPTED: dict[str, View] = {
    "/bank/look/": bank.look,
    "/bank/answer/": bank.answer,
    "/try/begin/": begin_trying,
}


class Pages:
    """Call it with what is asked for, at any address that is none of the API's."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def routes(self) -> list[Page]:
        """For the server."""
        return [(method, "(?!/v1/).*", self.reply) for method in ("GET", "POST")]

    def reply(self, request: Request) -> Reply:
        with self._desk.world.lock:
            given = self(Asked.of(request))
        return given.status, given.headers, given.body

    def __call__(self, asked: Asked) -> Answer:
        file = files.served(asked.path) if asked.method == "GET" else None
        if file is not None:
            return file
        for table, guard in ((READ, None), (FORMS, _check_form), (SCRIPTED, _check_origin)):
            wanted = "GET" if table is READ else "POST"
            found = _found(table, asked.path) if asked.method == wanted else None
            if found:
                view, names = found
                return self._answer(view, asked, names, guard, table is SCRIPTED)
        return _sorry(404, "There is no such page.")

    def _answer(
        self,
        view: View,
        asked: Asked,
        names: dict[str, str],
        guard: Callable[[Asked], None] | None,
        scripted: bool,
    ) -> Answer:
        said = _error if scripted else _sorry
        try:
            _check_host(asked)
            if guard:
                guard(asked)
            return view(self._desk, asked, **names)
        except PermissionError as why:
            return said(403, str(why))
        except LookupError as why:
            return said(404, str(why.args[0]))
        except (Wrong, Refusal) as why:
            return said(422, str(why))


def _found(table: dict[str, View], path: str) -> tuple[View, dict[str, str]] | None:
    for pattern, view in table.items():
        match = re.fullmatch(pattern, path)
        if match:
            return view, match.groupdict()
    return None


def _check_host(asked: Asked) -> None:
    """Another name that leads to this machine is somebody else's page (DNS rebinding)."""
    if urlsplit(f"//{asked.headers.get('host', '')}").hostname not in OURS:
        raise PermissionError("The sandbox answers at 127.0.0.1 and localhost only.")


def _check_origin(asked: Asked) -> None:
    origin = asked.headers.get("origin")
    if origin and urlsplit(origin).netloc != asked.headers.get("host"):
        raise PermissionError("This was sent from a page of another address.")


def _check_form(asked: Asked) -> None:
    _check_origin(asked)
    if asked.form.get("token") != TOKEN:
        raise PermissionError(
            "The sandbox was started anew since this page was made. Load the page again, then do it once more."
        )


def _sorry(status: int, why: str) -> Answer:
    back = tag("p", link("/", "All customers"))
    return page("", "That was not done", note(why, kind="bad"), back, status=status)


def _error(status: int, why: str) -> Answer:
    values: dict[str, Any] = {"error": {"type": "invalid_request_error", "message": why}}
    return as_json(values, status)
