"""A reader's initials as a small picture, so that staff who edit one story tell each other apart."""

from urllib.parse import quote

from django.utils.html import escape

_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 50">'
    '<rect width="50" height="50" fill="#4a4a55"/>'
    '<text x="25" y="33" fill="#fff" font-family="sans-serif" font-size="22" text-anchor="middle">'
    "{}</text></svg>"
)


def initials_of(name: str) -> str:
    """Of the first word and the last: EW for Eli J. Ward."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def picture_of(name: str) -> str:
    """The address of the picture, which holds the picture itself."""
    return f"data:image/svg+xml,{quote(_PICTURE.format(escape(initials_of(name))))}"
