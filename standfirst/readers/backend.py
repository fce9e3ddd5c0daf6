"""Django's and Wagtail's forms take no password. Those that readers set are taken by one page of ours (`passwords`)."""

from typing import Any

from django.contrib.auth.backends import ModelBackend


class ReaderBackend(ModelBackend):
    """Readers and their permissions."""

    def authenticate(self, *args: Any, **kwargs: Any) -> None:
        return None
