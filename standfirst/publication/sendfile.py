"""STANDFIRST_SENDFILE: whether the web server in front sends uploads, once we have said who may have them.

x-accel:/uploads/
    nginx, which finds the media folder under that internal address:
        location /uploads/ {
            internal;
            alias /var/lib/standfirst/media/;
            add_header X-Content-Type-Options nosniff always;
            add_header Content-Security-Policy "default-src 'none'; sandbox" always;
        }
    It keeps the type, the disposition and the caching we set, and none of our other headers: hence the two.
x-sendfile:
    Apache (mod_xsendfile) and others that take a path on their own disk.

Not set, we send them ourselves. Read by settings.py, before any app is loaded.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile


@dataclass(frozen=True)
class Sendfile:
    """`place` is the internal address of the media folder; empty where the server takes paths."""

    place: str = ""

    def header(self, file: "FieldFile") -> tuple[str, str]:
        if self.place:
            return "X-Accel-Redirect", self.place + quote(file.name or "")
        return "X-Sendfile", file.path


def read_sendfile(text: str) -> Sendfile | None:
    """Raises ImproperlyConfigured with the variable's name, what is wrong and an example."""
    kind, _, place = text.partition(":")
    if not text:
        return None
    if kind == "x-sendfile" and not place:
        return Sendfile()
    if kind == "x-accel" and len(place) > 2 and place.startswith("/") and place.endswith("/"):
        return Sendfile(place)
    raise ImproperlyConfigured(
        f"STANDFIRST_SENDFILE is {text!r}; it must be x-sendfile: or x-accel: with an internal address "
        "that begins and ends with a slash, for example STANDFIRST_SENDFILE=x-accel:/uploads/"
    )
