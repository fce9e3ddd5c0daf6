"""Whole addresses, for what is read elsewhere: feeds, sitemaps, other sites, machines."""

from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri
from wagtail.models import Site


def whole(path: str) -> str:
    """The whole address of a path of ours; what is whole already (pictures in a public store) stays."""
    return iri_to_uri(urljoin(f"{settings.ADDRESS}/", path))


def name_site(address: str) -> None:
    """Wagtail makes whole addresses of pages from its site. Where there is none yet, there is nothing to name."""
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    for site in Site.objects.filter(is_default_site=True):
        site.hostname, site.port = parts.hostname, port
        site.save()
