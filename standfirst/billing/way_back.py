"""Back to where a reader came from, with one line for them alone (publication.sharing.TOLD)."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from standfirst.publication.sharing import TOLD


def told(place: str, word: str) -> str:
    """`place` with the word in its query, before the #fragment; the front page where there is none."""
    parts = urlsplit(place or "/")
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name != TOLD]
    query = urlencode([*asked, (TOLD, word)], safe="/")
    return urlunsplit(("", "", parts.path, query, parts.fragment))
