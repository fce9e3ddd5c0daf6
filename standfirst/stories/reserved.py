"""Addresses that are the site's own: no page below the front may stand at one, or it would be hidden behind it."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.urls import URLResolver, get_resolver
from django.utils.translation import gettext as _


def reserved() -> frozenset[str]:
    """The first part of every address that is written down in the site's urls."""
    return frozenset(_first_parts(get_resolver()))


def refuse_reserved(slug: str) -> None:
    """Raises ValidationError for an address such as /search/, which stands before every page's."""
    if slug in reserved():
        raise ValidationError({"slug": _("The site uses this address itself. Choose another.")})


def _first_parts(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        first, slash, _ = str(entry.pattern).lstrip("^").partition("/")
        if isinstance(entry, URLResolver) and not slash:
            yield from _first_parts(entry)
        elif re.fullmatch(r"[\w.-]+", first):
            yield first
