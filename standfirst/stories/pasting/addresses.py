"""Where a pasted link leads, without what only tracks whoever follows it."""

import re
from urllib.parse import parse_qs, urlsplit

from standfirst.stories.briefs.links import canonical_href

# Query keys of the large senders of mail and advertisements.
_TRACKING = re.compile(
    r"utm_\w+|mc_[ce]id|_hs(?:enc|mi)|(?:fb|g|dc?|ms|y|tw|tt)clid|gclsrc|gbraid|wbraid|igsh(?:id)?|"
    r"mkt_tok|vero_(?:id|conv)|oly_(?:anon|enc)_id|ref_(?:src|url)|li_fat_id|s_cid|_g[al]",
    re.IGNORECASE,
)
_WRAPPERS = {  # host and path of addresses that only lead on, and the key that says where to
    re.compile(r"(?:www\.)?google\.[a-z.]+/url"): "q",
    re.compile(r"[\w.]*safelinks\.protection\.outlook\.com/.*"): "url",
}
_MOST_WRAPPERS = 3  # one inside the other


def pasted_href(url: str) -> str:
    """http(s) or mailto, in its one spelling; "" for anything else: a path leads nowhere from here."""
    href = canonical_href(url) or ""
    for _ in range(_MOST_WRAPPERS):
        href = _unwrapped(href)
    if href.startswith("/"):
        return ""
    return without_tracking(href)


def without_tracking(href: str) -> str:
    address, mark, fragment = href.partition("#")
    path, _, query = address.partition("?")
    if not query or href.startswith("mailto:"):
        return href
    kept = [pair for pair in query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0])]
    return f"{path}{'?' if kept else ''}{'&'.join(kept)}{mark}{fragment}"


def _unwrapped(href: str) -> str:
    try:
        parts = urlsplit(href)
        place = f"{parts.hostname or ''}{parts.path}"
        key = next((key for it, key in _WRAPPERS.items() if it.fullmatch(place)), None)
        inner = parse_qs(parts.query).get(key or "", [""])[0]
    except ValueError:  # not an address that can be taken apart, or more fields than are read
        return href
    inner = canonical_href(inner) or ""
    return inner if inner.startswith("http") else href
