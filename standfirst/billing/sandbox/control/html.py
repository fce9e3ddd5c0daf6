"""Pages, built of calls: what is not `Safe` is escaped. The sandbox has no settings, so no templates either."""

from html import escape


class Safe(str):
    """Markup already."""


def tag(name: str, /, *inside: object, **attributes: object) -> Safe:
    """`tag("p", "Hello", class_="intro", aria_label="x")`; what is None or False is left out."""
    opening = "".join(_attribute(key, value) for key, value in attributes.items())
    return Safe(f"<{name}{opening}>{joined(*inside)}</{name}>")


def void(name: str, /, **attributes: object) -> Safe:
    """An element without an end: input, br, link, meta."""
    return Safe(f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>")


def joined(*inside: object) -> Safe:
    return Safe("".join(_escaped(it) for it in inside))


def link(to: str, /, *words: object, **attributes: object) -> Safe:
    return tag("a", *words, href=to, **attributes)


def _escaped(it: object) -> str:
    if it is None:
        return ""
    if isinstance(it, list | tuple):
        return joined(*it)
    return it if isinstance(it, Safe) else escape(str(it))


def _attribute(key: str, value: object) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
