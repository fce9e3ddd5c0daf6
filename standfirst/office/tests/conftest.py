"""The Lantern and its cast, from the stories' own tests; and those who work with readers.

Models are imported inside: pytest reads this file before Django has loaded its apps.
"""

from collections.abc import Callable

import pytest
from django.test import Client

from standfirst.stories.tests.conftest import cast, publication

__all__ = ["cast", "publication"]


@pytest.fixture
def logged_in(db: None) -> Callable[[str], Client]:
    """A browser of somebody with that role, whose address begins with it."""
    from standfirst.readers.models import Reader

    def log_in(role: str) -> Client:
        staff = Reader.objects.create_reader(f"{role}@example.com", name=role.title())
        staff.take_role(role)
        client = Client()
        client.force_login(staff)
        return client

    return log_in


@pytest.fixture
def sue(logged_in: Callable[[str], Client]) -> Client:
    return logged_in("support")


@pytest.fixture
def vera(logged_in: Callable[[str], Client]) -> Client:
    return logged_in("publisher")
