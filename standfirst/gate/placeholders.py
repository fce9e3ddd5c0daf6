"""Words with places for facts: "{amount} on {date}". Only bare names are allowed in the braces."""

from collections.abc import Mapping
from string import Formatter


def names_in(text: str) -> frozenset[str]:
    """The placeholders of a text. Raises ValueError when its braces are broken or hold more than a name."""
    names = set()
    for _literal, name, spec, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(
                f"Between braces stands one name and nothing else; {{{name}}} does not."
            )
        names.add(name)
    return frozenset(names)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Raises KeyError for a placeholder without a value: words are checked before they are kept."""
    return text.format_map(values)
