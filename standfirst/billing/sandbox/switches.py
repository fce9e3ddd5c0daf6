"""What can go wrong with events, each to be switched on. Kept among the objects, so that a restart changes nothing."""

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Self


@dataclass(frozen=True)
class Switches:
    """`delay` in seconds. `reorder`: each comes up to five seconds late, so that later ones overtake it."""

    ID: ClassVar[str] = "switches"

    drop: bool = False
    delay: int = 0
    double: bool = False
    reorder: bool = False

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Self:
        return cls(**{it.name: kept[it.name] for it in fields(cls)})

    def kept(self) -> dict[str, Any]:
        return {"id": self.ID, "object": "switches", **asdict(self)}
