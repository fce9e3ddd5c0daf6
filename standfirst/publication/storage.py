"""Where uploads live: outside any served folder, under names nobody can guess."""

import secrets
from pathlib import PurePath

from django.core.files.storage import FileSystemStorage
from django.urls import reverse


class PrivateStorage(FileSystemStorage):
    """Files under MEDIA_ROOT with random names. `url` is their door, never the folder.

    Originals of images have none: the one for sizes knows no file of their names.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        path = PurePath(name)
        suffix = PurePath(f"_{path.name}").suffix.lower()  # some names come here as a mere ".png"
        return str(path.with_name(f"{secrets.token_urlsafe(18)}{suffix}"))

    def url(self, name: str | None) -> str:
        path = PurePath(name or "")
        door = "document" if path.parent.name == "documents" else "rendition"
        return reverse(door, args=[path.name])
