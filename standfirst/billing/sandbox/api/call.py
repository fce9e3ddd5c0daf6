"""What a call is: who asks for what, in which words, and how lists are answered."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.errors import Refusal, invalid, missing
from standfirst.billing.sandbox.form import Shape, integer, span, text, within
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.rendering import listed

LIST = {
    "limit": integer,
    "starting_after": text,
    "ending_before": text,
    "created": span,
}


@dataclass(frozen=True)
class Asked:
    """`id`: from the address. `sent`: only what was sent, read by the call's shape; None unsets. `public`: by a
    browser, with the publishable key."""

    id: str = ""
    sent: Json = field(default_factory=dict)
    public: bool = False
    path: str = ""

    def get(self, name: str, otherwise: Any = None) -> Any:
        return self.sent.get(name, otherwise)

    def some(self, *names: str) -> Json:
        """Those of them that were sent."""
        return {name: self.sent[name] for name in names if name in self.sent}


Handler = Callable[[Books, Asked], Json]


@dataclass(frozen=True)
class Route:
    """`path` with `{id}` for a name. `public`: a browser may call it, with the publishable key."""

    method: str
    path: str
    handler: Handler
    shape: Shape = field(default_factory=Shape)
    public: bool = False

    def match(self, method: str, path: str) -> str | None:
        """The id in the address, empty where it has none; None: another call."""
        pattern = re.escape(self.path).replace(r"\{id\}", "([^/]+)")
        found = re.fullmatch(pattern, path) if method == self.method else None
        return None if found is None else (found.group(1) if found.groups() else "")


def page_of(asked: Asked, things: Iterable[Json], url: str) -> Json:
    """The newest first, `limit` of them, and whether there are more (docs.stripe.com/api/pagination)."""
    limit = asked.get("limit", 10)
    if not 1 <= limit <= 100:
        raise invalid("Invalid limit: must be between 1 and 100.", param="limit")
    found = [thing for thing in things if within(thing["created"], asked.get("created"))]
    found = sorted(found, key=lambda thing: int(thing["created"]))[::-1]
    after, before = asked.get("starting_after"), asked.get("ending_before")
    if before:
        earlier = found[: _place(found, before, "ending_before")]
        return listed(url, earlier[-limit:], has_more=len(earlier) > limit)
    if after:
        found = found[_place(found, after, "starting_after") + 1 :]
    return listed(url, found[:limit], has_more=len(found) > limit)


def _place(found: list[Json], id: str, param: str) -> int:
    for place, thing in enumerate(found):
        if thing["id"] == id:
            return place
    raise missing("object", id, param, status=400)


def check_secret(asked: Asked, intent: Json) -> None:
    """A browser shows the intent's own secret (docs.stripe.com/api/payment_intents/confirm)."""
    if asked.public and asked.get("client_secret") != intent["client_secret"]:
        raise Refusal(
            400,
            "invalid_request_error",
            "The client_secret provided does not match the client_secret associated with this intent.",
            param="client_secret",
        )
