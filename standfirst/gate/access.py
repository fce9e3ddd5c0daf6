"""Who may read a story: a frozen value, written as one word ("members") or with its plans ("plans:plus,pro")."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    PUBLIC = "public"
    REGISTERED = "registered"
    MEMBERS = "members"
    PLANS = "plans"


@dataclass(frozen=True)
class Access:
    level: Level = Level.MEMBERS
    plans: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if (self.level is Level.PLANS) != bool(self.plans):
            raise ValueError(
                "Access for plans names at least one plan, and no other access names any."
            )

    @classmethod
    def parse(cls, text: str) -> "Access":
        """Read what `str` writes; spaces are allowed. Raises ValueError, saying what is accepted."""
        level, _, names = text.partition(":")
        plans = frozenset(name for part in names.split(",") if (name := part.strip()))
        try:
            return cls(Level(level.strip()), plans)
        except ValueError as wrong:
            raise ValueError(
                f"{text!r} is no access. Give public, registered, members, or plans: and their slugs."
            ) from wrong

    def __str__(self) -> str:
        return f"plans:{','.join(sorted(self.plans))}" if self.plans else str(self.level)


PUBLIC = Access(Level.PUBLIC)
REGISTERED = Access(Level.REGISTERED)
MEMBERS = Access(Level.MEMBERS)
