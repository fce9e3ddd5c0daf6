"""Which addresses may be linked, in one spelling each."""

import re
from urllib.parse import quote, urlsplit

_WEB = re.compile(r"(https?)://", re.IGNORECASE)
_MAIL = re.compile(r"mailto:(?=.*@)", re.IGNORECASE)
# Browsers ignore these wherever they stand in an address: "java\nscript:" runs.
_IGNORED = re.compile(r"[\x00-\x08\x09\x0a\x0d\x0e-\x1f\x7f]")
# A backslash would be read as a slash ("/\evil.example"); the rest would end the address early.
_UNSAFE = re.compile(r"[\s\"<>\\^`{|}]")


def canonical_href(url: str) -> str | None:
    """http(s), mailto or a path from the site's root; None for anything else."""
    url = _UNSAFE.sub(lambda match: quote(match[0]), _IGNORED.sub("", url).strip())
    if _WEB.match(url):
        return _canonical_web(url)
    if _MAIL.match(url):
        return "mailto:" + url[len("mailto:") :]
    return url if url.startswith("/") and not url.startswith("//") else None


def web_address(text: str) -> str | None:
    """An http(s) address with nothing in it that needs mending; None for anything else."""
    if _IGNORED.search(text) or _UNSAFE.search(text) or not _WEB.match(text):
        return None
    return _canonical_web(text)


def _canonical_web(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    scheme, rest = url.split("://", 1)
    return f"{scheme.lower()}://{rest}" if host else None
