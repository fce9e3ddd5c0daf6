"""What an element's own style says, as far as it matters here."""

import re

from bs4 import Tag

from .markup import classes, said

Style = dict[str, str]

_BOLD = {"b", "strong"}
_ITALIC = {"i", "em", "cite"}
_FOR_SCREEN_READERS = {"sr-only", "visually-hidden", "screen-reader-text"}
_NOTHING = re.compile(r"0(?:\.0+)?(?:px|pt|em|rem|%)?")


def style_of(tag: Tag) -> Style:
    """Names and values in small letters; the last of two wins."""
    pairs = (part.partition(":") for part in said(tag, "style").split(";"))
    return {
        name.strip(): value.replace("!important", "").strip()
        for name, colon, value in pairs
        if colon
    }


def is_bold(tag: Tag, style: Style, inherited: bool) -> bool:
    """Google Docs says bold in styles alone, and wraps all it copies in a <b> that is not bold."""
    weight = style.get("font-weight", "")
    if weight.isdigit():
        return int(weight) >= 600
    if weight in {"normal", "lighter"}:
        return False
    return inherited or weight in {"bold", "bolder"} or tag.name in _BOLD


def is_italic(tag: Tag, style: Style, inherited: bool) -> bool:
    slant = style.get("font-style", "")
    if slant == "normal":
        return False
    return inherited or slant.startswith(("italic", "oblique")) or tag.name in _ITALIC


def is_hidden(tag: Tag, style: Style) -> bool:
    """Preheaders of mails, Word's hidden text, lines for screen readers."""
    return (
        tag.has_attr("hidden")
        or style.get("display") == "none"
        or style.get("visibility") in {"hidden", "collapse"}
        or style.get("mso-hide") == "all"
        or any(_NOTHING.fullmatch(style.get(it, "")) for it in ("opacity", "max-height"))
        or _has_no_size(tag, style)
        or bool(classes(tag) & _FOR_SCREEN_READERS)
    )


def _has_no_size(tag: Tag, style: Style) -> bool:
    """Layouts of mails set the size to nothing and give it back further in."""
    if not _NOTHING.fullmatch(style.get("font-size", "")):
        return False
    return not any("font-size" in style_of(inner) for inner in tag.find_all(style=True))


def is_struck(tag: Tag, style: Style) -> bool:
    """Words somebody took out, and left to be seen."""
    lines = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    return tag.name in {"del", "s", "strike"} or "line-through" in lines
