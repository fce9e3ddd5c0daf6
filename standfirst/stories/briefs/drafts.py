"""Lists while their HTML is being read, however crooked; then frozen in the form we keep."""

from dataclasses import dataclass, field

from .blocks import Item, List, merged
from .runs import PLAIN, Char, settle


@dataclass
class DraftItem:
    chars: list[Char] = field(default_factory=list)
    lists: "list[DraftList]" = field(default_factory=list)


@dataclass
class DraftList:
    ordered: bool
    items: list[DraftItem] = field(default_factory=list)
    is_open: bool = False

    def open_item(self) -> None:
        self.items.append(DraftItem())
        self.is_open = True

    def close_item(self) -> None:
        self.is_open = False

    def add(self, chars: list[Char]) -> None:
        """A second paragraph of an item follows a line break; text after its lists, a new item."""
        if not self.is_open or self.items[-1].lists:
            self.open_item()
        item = self.items[-1]
        item.chars += [("\n", PLAIN), *chars] if item.chars else chars

    def below(self) -> "list[DraftList]":
        """A list inside a list but in no item (old Word does this) belongs to the item before."""
        if not self.items:
            self.items.append(DraftItem())
        return self.items[-1].lists


def frozen(draft: DraftList) -> tuple[List, ...]:
    """Empty lists vanish."""
    items = tuple(item for each in draft.items for item in _items(each))
    return (List(draft.ordered, items),) if items else ()


def _items(draft: DraftItem) -> tuple[Item, ...]:
    """An item without text gives way to the items below it."""
    below = [block for each in draft.lists for block in frozen(each)]
    lists = tuple(block for block in merged(below) if isinstance(block, List))
    if runs := settle(draft.chars):
        return (Item(runs, lists),)
    return tuple(item for each in lists for item in each.items)
