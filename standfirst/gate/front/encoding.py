"""Which of our encodings a browser is sent (RFC 9110, 12.5.3)."""

OFFERED = ("br", "gzip")  # the smaller first
MOST_READ = 1000
LONGEST_READ = 200  # characters

_read: dict[str, str] = {}


def chosen(accepted: str) -> str:
    """By the Accept-Encoding header; empty: the bytes as they are."""
    found = _read.get(accepted)
    return _remember(accepted) if found is None else found


def _remember(accepted: str) -> str:
    found = _choose(accepted)
    if len(accepted) <= LONGEST_READ:
        if len(_read) >= MOST_READ:
            _read.clear()
        _read[accepted] = found
    return found


def _choose(accepted: str) -> str:
    weights = {}
    for part in accepted.lower().split(","):
        name, *parameters = (it.strip() for it in part.split(";"))
        weights[name] = _weight(parameters)
    others = weights.get("*", 0.0)
    best = max(OFFERED, key=lambda name: weights.get(name, others))
    return best if weights.get(best, others) > 0 else ""


def _weight(parameters: list[str]) -> float:
    for it in parameters:
        if it.startswith("q="):
            try:
                return float(it[2:])
            except ValueError:
                return 0.0
    return 1.0
