"""How allauth fits this house."""

from allauth.account.adapter import DefaultAccountAdapter


class ReaderAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    pass
