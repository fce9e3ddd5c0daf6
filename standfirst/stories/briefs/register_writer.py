"""A register → the text of register.yaml that reads back as the same register."""

from dataclasses import fields
from typing import Any

import yaml

from .register import Listed, ListedPost, ListedSource, ListedTenure, Register

_WRITTEN = {"starts": "from", "ends": "to"}  # what the file calls otherwise
_ENDLESS = 1_000_000_000  # columns; a value stays on its line


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as they look."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_str(self, data: str) -> yaml.ScalarNode:
        style = "|" if "\n" in data else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_Dumper.add_representer(str, _Dumper.represent_str)


def write_register(register: Register) -> str:
    said = {
        name: [_written(it) for it in getattr(register, name)]
        for name in ("parties", "people", "posts", "sources")
    }
    rows = {name: those for name, those in said.items() if those}
    return yaml.dump(rows, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_ENDLESS)


def _written(it: Listed | ListedPost | ListedTenure | ListedSource) -> dict[str, Any]:
    """Only what it says."""
    named = {each.name: getattr(it, each.name) for each in fields(it) if each.compare}
    return {_WRITTEN.get(name, name): _plain(value) for name, value in named.items() if value}


def _plain(value: Any) -> Any:
    if not isinstance(value, tuple):
        return value
    return [it if isinstance(it, str) else _written(it) for it in value]
