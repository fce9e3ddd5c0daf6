"""Addresses: a page's path; and whole ones, for what is read elsewhere: feeds, sitemaps, other sites, machines."""

from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import iri_to_uri


def below_the_front(url_path: str) -> str:
    """A page's path. Wagtail's begins with the front page's own slug."""
    below = url_path.strip("/").partition("/")[2]
    return f"/{below}/" if below else "/"


def whole(path: str) -> str:
    """The whole address of a path of ours; what is whole already (pictures in a public store) stays."""
    return iri_to_uri(urljoin(f"{settings.ADDRESS}/", path))
