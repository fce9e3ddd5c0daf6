"""How often the gate gave which answer, for the operator: reasons alone, never a reader or a story."""

from prometheus_client import Counter

from standfirst.gate.decision import Decision

OPEN = "open"

_decisions = Counter("standfirst_decisions", "What the gate said of stories asked for.", ["answer"])


def answer_of(decision: Decision) -> str:
    return str(decision.reason or decision.warning or OPEN)


def counted(decision: Decision) -> Decision:
    """Where a reader asks for a page; not where a list or a preview asks."""
    count(answer_of(decision), 1)
    return decision


def count(answer: str, times: int) -> None:
    _decisions.labels(answer).inc(times)
