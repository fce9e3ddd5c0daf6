"""Addresses that are the site's own: no desk may stand at one, or its stories would be hidden behind it."""

import re
from collections.abc import Iterator

from django.urls import URLResolver, get_resolver


def reserved() -> frozenset[str]:
    """The first part of every address that is written down in the site's urls."""
    return frozenset(_first_parts(get_resolver()))


def _first_parts(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        first, slash, _ = str(entry.pattern).lstrip("^").partition("/")
        if isinstance(entry, URLResolver) and not slash:
            yield from _first_parts(entry)
        elif re.fullmatch(r"[\w.-]+", first):
            yield first
