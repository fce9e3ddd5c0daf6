"""A decision with everything it came from, as plain values ready for JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from standfirst.gate.access import Access
from standfirst.gate.rules import decide
from standfirst.membership.standing import GrantFacts, MembershipFacts, Standing


def explanation(
    access: Access,
    standing: Standing,
    rows: Iterable[MembershipFacts | GrantFacts],
    now: datetime,
) -> dict[str, Any]:
    """The standing, the rows it came from, each rule asked with its answer, and the decision."""
    decision = decide(access, standing, now)
    return {
        "standing": plain(standing),
        "rows": [plain(row) for row in rows],
        "rules": [plain(answer) for answer in decision.answers],
        "decision": {
            "open": decision.open,
            "reason": plain(decision.reason),
            "warning": plain(decision.warning),
            "remedy": plain(decision.remedy),
            "facts": plain(decision.facts),
        },
    }


def plain(value: Any) -> Any:
    """Frozen values as JSON knows them: objects, lists, words, numbers; times in ISO 8601."""
    if is_dataclass(value):
        return {it.name: plain(getattr(value, it.name)) for it in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, str) else value
