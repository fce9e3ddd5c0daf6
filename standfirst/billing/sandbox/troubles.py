"""What can be made to go wrong, so that whoever calls and whoever is called can be seen to bear it."""

import re
from dataclasses import asdict, dataclass

from standfirst.billing.sandbox.ids import Json


@dataclass(frozen=True)
class Faults:
    """Of calls: `slow` seconds before each; `fail`: "500", or "timeout", where the connection is held for `hangs`
    seconds and then dropped. `after`: the work is done first, and only the answer is lost. `calls`: which, as a pattern
    of "POST /v1/customers". `times`: for so many, None for all.

    Of events: which types (a pattern) are never sent, or sent twice; whether those that wait are sent in the wrong
    order; seconds before any is sent.
    """

    slow: float = 0
    fail: str = ""
    after: bool = False
    calls: str = ""
    times: int | None = None
    hangs: float = 0
    drop: str = ""
    double: str = ""
    reorder: bool = False
    delay: int = 0

    def of_call(self, method: str, path: str) -> bool:
        """Whether this call is one that fails."""
        wanted = bool(self.fail) and self.times != 0
        return wanted and re.search(self.calls, f"{method} {path}") is not None

    def as_json(self) -> Json:
        return asdict(self)


def of_events(faults: Faults, waiting: list[Json], now: int) -> tuple[list[Json], list[Json]]:
    """What is to be sent now, and what is never to be."""
    ripe = [event for event in waiting if now - event["created"] >= faults.delay]
    dropped = [event for event in ripe if _names(faults.drop, event)]
    sent: list[Json] = []
    for event in ripe:
        if event not in dropped:
            sent += [event, event] if _names(faults.double, event) else [event]
    return (sent[::-1] if faults.reorder else sent), dropped


def _names(pattern: str, event: Json) -> bool:
    return bool(pattern) and re.search(pattern, event["type"]) is not None
