"""A browser driven by hand."""

from urllib.parse import urlencode

from django.test import Client


class Hand(Client):
    """Fills in the pages' own forms."""

    def ask(self, address, page="/log-in/", place=""):
        query = f"?{urlencode({'next': place})}" if place else ""
        return self.post(page + query, {"email": address})

    def enter(self, code, page="/log-in/code/", **fields):
        return self.post(page, {"code": code, **fields})

    def again(self, **fields):
        return self.post("/log-in/code/again/", fields)

    @property
    def reader_id(self):
        """Who is logged in here, or None."""
        found = self.session.get("_auth_user_id")
        return int(found) if found else None
