"""Entities by the first letters of their words, so that a long text full of names is still read quickly."""

from collections import defaultdict

from standfirst.record.suggest.entity import Entity


class Directory:
    def __init__(self) -> None:
        self._letters: dict[str, dict[int, Entity]] = defaultdict(dict)

    def add(self, entity: Entity) -> None:
        """Again, too, when it has got longer words."""
        for word in entity.words:
            for part in word.lower().split("-"):
                self._letters[part[:1]].setdefault(id(entity), entity)

    def near(self, word: str) -> list[Entity]:
        """Those that have a word with this one's first letter, in the order they were added."""
        return list(self._letters[word[:1].lower()].values())
