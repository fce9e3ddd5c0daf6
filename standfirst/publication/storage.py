"""Where uploads live: outside any served folder, under names nobody can guess."""

import secrets
from pathlib import PurePath

from django.core.files.storage import FileSystemStorage
from django.urls import reverse


class PrivateStorage(FileSystemStorage):
    """Files under MEDIA_ROOT with random names. `url` is the door in `publication.images`, never the folder."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        path = PurePath(name)
        suffix = PurePath(f"_{path.name}").suffix.lower()  # some names come here as a mere ".png"
        return str(path.with_name(f"{secrets.token_urlsafe(18)}{suffix}"))

    def url(self, name: str | None) -> str:
        return reverse("rendition", args=[PurePath(name or "").name])
