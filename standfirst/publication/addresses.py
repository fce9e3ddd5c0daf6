"""Whole addresses, for what is read elsewhere: feeds, sitemaps, other sites, machines."""

from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import iri_to_uri


def whole(path: str) -> str:
    """The whole address of a path of ours; what is whole already (pictures in a public store) stays."""
    if path.startswith("/") and not path.startswith("//"):
        return iri_to_uri(settings.ADDRESS + path)
    return iri_to_uri(urljoin(f"{settings.ADDRESS}/", path))
