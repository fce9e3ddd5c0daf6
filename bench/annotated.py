"""Annotated news that stands beside the project, and whether a name given to words of it is the right one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLACE = Path("shared/attribution")
NAME = "gum_news.jsonl"


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    UNJUDGED = "not judged"  # the set says neither whose words they are nor that they are nobody's


@dataclass(frozen=True)
class Document:
    """`gold`: as the set's README describes a line."""

    gold: Mapping[str, Any]
    score: ModuleType

    @property
    def text(self) -> str:
        return str(self.gold["text"])

    @property
    def is_news(self) -> bool:
        return str(self.gold["id"]).startswith("GUM_news")

    def quote_at(self, start: int, end: int) -> Mapping[str, Any] | None:
        for it in self.gold["quotes"]:
            if self.score.half_of_both((start, end), (it["start"], it["end"])):
                return dict(it)
        return None

    def is_unscored(self, start: int, end: int) -> bool:
        return any(self.score.overlap((start, end), tuple(it)) for it in self.gold["unscored"])

    def verdict(self, start: int, end: int, name: str) -> Verdict:
        """On the words between two offsets, credited to somebody."""
        quote = self.quote_at(start, end)
        if quote is None:
            return Verdict.UNJUDGED if self.is_unscored(start, end) else Verdict.WRONG
        if not quote["speaker"]:
            return Verdict.UNJUDGED
        return Verdict.RIGHT if self.same(name, quote["speaker"]) else Verdict.WRONG

    def same(self, one: str, other: str) -> bool:
        return bool(self.score.same_name(one, other))


def documents() -> list[Document]:
    """None where the set is not beside the project."""
    folder = next((it / PLACE for it in ROOT.parents if (it / PLACE / NAME).is_file()), None)
    if folder is None:
        return []
    score = _scorer(folder)
    lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    return [Document(json.loads(line), score) for line in lines if line.strip()]


def _scorer(folder: Path) -> ModuleType:
    spec = spec_from_file_location("attribution_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
