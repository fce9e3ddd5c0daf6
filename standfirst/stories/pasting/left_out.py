"""What a paste leaves out, and how much of each is worth telling."""

import re
from collections import Counter
from enum import Enum, auto

from bs4 import BeautifulSoup, Tag

from .markup import classes, said, text_of
from .styles import Style, is_hidden, is_struck, style_of
from .tables import is_data


class Kind(Enum):
    SILENT = auto()  # nothing a writer put there
    IMAGE = auto()
    TABLE = auto()
    MEDIA = auto()
    FORM = auto()
    ASIDE = auto()
    HIDDEN = auto()
    STRUCK = auto()
    COMMENT = auto()
    FOOTNOTE = auto()
    SIGNATURE = auto()
    EARLIER_MAIL = auto()
    LINK = auto()


LeftOut = Counter[Kind]

_BY_NAME = {
    **dict.fromkeys(
        ("head", "script", "style", "meta", "link", "title", "noscript", "template", "xml", "base"),
        Kind.SILENT,
    ),
    **dict.fromkeys(("img", "svg", "picture", "canvas", "map", "v:imagedata"), Kind.IMAGE),
    **dict.fromkeys(("video", "audio", "iframe", "object", "embed", "applet"), Kind.MEDIA),
    **dict.fromkeys(("form", "input", "select", "textarea", "button", "datalist"), Kind.FORM),
    **dict.fromkeys(("nav", "aside", "menu", "dialog"), Kind.ASIDE),
    "figcaption": Kind.SILENT,  # goes with its image
    "math": Kind.MEDIA,
}
_OF_WORD = re.compile(r"(comment)|(?:footnote|endnote)|(?:header|footer)")
_ADVERTISEMENT = re.compile(r"ads?|advert\w*|adsbygoogle|sponsored|promo|google_ads\w*")
_NOTE_LINK = re.compile(r"#_?(?:ftn|edn|sdfootnote|sdendnote)\w*|#cmnt\w*|#_msocom\w*")
_SMALL = re.compile(r"[01](?:px|pt)?")


def prune(tree: BeautifulSoup) -> LeftOut:
    """Takes out of the tree what no story keeps."""
    counted: LeftOut = Counter()
    gone: set[int] = set()
    for tag in tree.find_all(True):
        kind = None if id(tag) in gone else _kind(tag)
        if kind and not (kind is Kind.IMAGE and _is_sign(tag)):
            counted[kind] += 1
            gone.update(map(id, tag.descendants))
            tag.extract()
    del counted[Kind.SILENT]
    return counted


def _kind(tag: Tag) -> Kind | None:
    style = style_of(tag)
    if tag.name in _BY_NAME:
        return Kind.SILENT if _is_pixel(tag, style) else _BY_NAME[tag.name]
    if is_hidden(tag, style):
        return Kind.HIDDEN if text_of(tag) else Kind.SILENT
    if is_struck(tag, style):
        return Kind.STRUCK if text_of(tag) else Kind.SILENT
    return _of_word_processor(tag, style) or _of_page(tag)


def _of_word_processor(tag: Tag, style: Style) -> Kind | None:
    element = _OF_WORD.match(style.get("mso-element", ""))
    if element:
        return Kind.COMMENT if element[1] else Kind.FOOTNOTE
    if style.get("mso-list") == "ignore" or _NOTE_LINK.match(said(tag, "href")):
        return Kind.SILENT
    if classes(tag) & {"msocommentreference", "gmail_signature_prefix"}:
        return Kind.SILENT
    return Kind.FOOTNOTE if re.match(r"sd(?:foot|end)note\d", said(tag, "id")) else None


def _of_page(tag: Tag) -> Kind | None:
    names = classes(tag) | {said(tag, "id")}
    if any(_ADVERTISEMENT.fullmatch(it) for it in names):
        return Kind.ASIDE
    if tag.name == "footer" and tag.find_parent("blockquote") is None:
        return Kind.ASIDE
    if names & {"gmail_signature", "moz-signature", "signature"}:
        return Kind.SIGNATURE
    return Kind.TABLE if tag.name == "table" and is_data(tag) else None


def _is_pixel(tag: Tag, style: Style) -> bool:
    """A tracking pixel: an image nobody is meant to see."""
    if tag.name != "img":
        return False
    sizes = (
        said(tag, "width") or style.get("width", ""),
        said(tag, "height") or style.get("height", ""),
    )
    return any(_SMALL.fullmatch(it) for it in sizes) or is_hidden(tag, style)


def _is_sign(tag: Tag) -> bool:
    """An emoji sent as an image stays, as the sign it stands for."""
    sign = tag.get("alt") if tag.name == "img" else None
    if not isinstance(sign, str) or not 0 < len(sign) <= 8 or not sign.isprintable():
        return False
    if any(char.isascii() or char.isalnum() for char in sign):
        return False
    tag.replace_with(sign)
    return True
