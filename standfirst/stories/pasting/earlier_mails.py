"""Earlier mails below a reply. They are left out, unless there is nothing else: then they are what was meant."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from .markup import classes, said, text_of

CUT = "-----Original Message-----"

_QUOTED = {"gmail_quote", "gmail_quote_container", "yahoo_quoted", "protonmail_quote"}
_HEADER = re.compile(r"From:.{1,200}\b(?:Sent|Date):.{1,200}\b(?:To|Subject):", re.DOTALL)


def take_out_earlier_mails(tree: BeautifulSoup) -> int:
    """How many there were."""
    mails = [tag for tag in tree.find_all(_is_quoted) if not tag.find_parent(_is_quoted)]
    places = [NavigableString("") for _ in mails]
    for tag, place in zip(mails, places, strict=True):
        tag.replace_with(place)
    if text_of(tree):
        return sum(map(_is_mail, mails))
    for tag, place in zip(mails, places, strict=True):
        place.replace_with(tag)
        _unquote(tag)
    return 0


def mark_outlook(tree: BeautifulSoup) -> None:
    """Outlook on the web: everything below this element is the earlier mail."""
    for tag in tree.find_all(id=re.compile(r"(x_)*divRplyFwdMsg")):
        tag.insert_before(CUT)


def starts_earlier_mail(words: str) -> bool:
    """As Outlook heads it: From, Sent, To, Subject."""
    return words.startswith(CUT) or _HEADER.match(words) is not None


def _unquote(mail: Tag) -> None:
    """It quotes nobody: the mail itself is what was pasted."""
    for tag in [mail, *mail.find_all(_is_quoted)]:
        if tag.name == "blockquote":
            tag.name = "div"


def _is_mail(tag: Tag) -> bool:
    return "moz-cite-prefix" not in classes(tag)


def _is_quoted(tag: Tag) -> bool:
    names = classes(tag)
    if tag.name == "blockquote" and said(tag, "type") == "cite":
        return True
    return bool(names & (_QUOTED | {"moz-cite-prefix"}))
