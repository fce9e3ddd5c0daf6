"""Fixtures of the record. Models are imported inside: pytest reads this file before Django has loaded its apps."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client
    from wagtail.models import Page


@pytest.fixture
def story(db: None) -> "Page":
    from standfirst.record.tests.rows import make_page

    return make_page("A signing")


@pytest.fixture
def staff(db: None) -> "Client":
    """Eli edits, and so reads everything."""
    from django.test import Client

    from standfirst.readers.models import Reader

    client = Client()
    client.force_login(Reader.objects.create_reader("eli@example.org", is_staff=True))
    return client


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests ask faster than a client may."""
    from standfirst.record.exports.pace import MACHINES

    monkeypatch.setattr(MACHINES, "most", 10_000)
