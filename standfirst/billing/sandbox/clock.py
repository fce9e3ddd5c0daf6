"""What time it is in a world: stands still until it is moved, or follows the wall clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass
class Clock:
    """`stands`: the moment it shows; None: the wall clock's, and `ahead` of it."""

    stands: datetime | None = None
    ahead: timedelta = timedelta()

    @property
    def now(self) -> datetime:
        return self.stands if self.stands is not None else datetime.now(UTC) + self.ahead

    def move(self, by: timedelta) -> None:
        if self.stands is not None:
            self.stands += by
        else:
            self.ahead += by


def standing(at: datetime | None = None) -> Clock:
    return Clock((at or datetime.now(UTC)).replace(microsecond=0))


def running() -> Clock:
    return Clock()
