"""Codes and links log in, and no password does, through whatever form it may come."""

from typing import Any

from django.contrib.auth.backends import ModelBackend


class ReaderBackend(ModelBackend):
    """Readers and their permissions, without passwords."""

    def authenticate(self, *args: Any, **kwargs: Any) -> None:
        return None
