"""A statement's place in the order of time as one number: so that an index finds the newest without sorting. Pure."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY_BITS, _SECOND_BITS = 29, 34  # together a signed 64-bit number that is not negative
_FIRST = -(1 << 33)  # seconds: the year 1697; what was said before stands with it
KEYS = 1 << _KEY_BITS  # how many statements there is room for
HIGHEST = (1 << (_KEY_BITS + _SECOND_BITS)) - 1


def place_of(at: datetime, pk: int) -> int:
    """By the second, and within one by the key. Raises ValueError for a key beyond 536,870,911."""
    if not 0 <= pk < KEYS:
        raise ValueError(f"There is no place for a statement numbered {pk}.")
    seconds = (at - _EPOCH) // timedelta(seconds=1) - _FIRST
    return min(max(seconds, 0), (1 << _SECOND_BITS) - 1) << _KEY_BITS | pk
