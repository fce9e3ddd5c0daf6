"""What the front did, for the operator. Counted in memory, and told to Prometheus by the thread that hears changes."""

import threading
from collections import defaultdict

from prometheus_client import Counter, Gauge

from standfirst.gate.counting import count
from standfirst.gate.front.variant import Tally
from standfirst.publication import metrics

_answers = Counter(
    "standfirst_front_answers",
    "What the front did. Those that waited for a render, or were admitted, are among the kept.",
    ["answer"],
)
_variants = Gauge("standfirst_variants", "Variants kept.", multiprocess_mode="livesum")
_bytes = Gauge("standfirst_variants_bytes", "Bytes of variants.", multiprocess_mode="livesum")

_tallies: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
_told: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
_lock = threading.Lock()


def tally_of(route: str, decision: str) -> Tally:
    """Of a route's pages about which the gate said this; of all others it said nothing."""
    with _lock:
        return _tallies[route, decision]


def waited() -> None:
    _answers.labels("waited").inc()


def admitted() -> None:
    _answers.labels("admitted").inc()


def turned_away() -> None:
    _answers.labels("turned away").inc()


def tell(variants: int, size: int) -> None:
    _variants.set(variants)
    _bytes.set(size)
    with _lock:
        tallies = list(_tallies.items())
    for key, tally in tallies:
        _tell(key, Tally(tally.sent, tally.unchanged), _told[key])


def _tell(key: tuple[str, str], now: Tally, told: Tally) -> None:
    route, decision = key
    sent, unchanged = now.sent - told.sent, now.unchanged - told.unchanged
    if not sent and not unchanged:
        return
    for status, times, answer in ((200, sent, "kept"), (304, unchanged, "not modified")):
        if times:
            _answers.labels(answer).inc(times)
            metrics.count_requests(route, status, times)
    if decision:
        count(decision, sent + unchanged)
    _told[key] = now
