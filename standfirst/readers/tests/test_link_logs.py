"""Whoever reads the logs cannot log in with what stands there."""

import logging
import logging.config
from io import StringIO

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from standfirst.readers.models import LogInLink
from standfirst.readers.tests.hand import Hand


@pytest.fixture
def written():
    """What the site's own handler writes; Django's are gone, so there is no other."""
    found = [logging.getLogger(name) for name in ("", "django", "django.server")]
    handlers = {handler for logger in found for handler in logger.handlers}
    (ours,) = (it for it in handlers if it.name in settings.LOGGING["handlers"])
    assert not [it for it in handlers if it.name and it is not ours]
    written = StringIO()
    before = ours.setStream(written)
    yield written
    ours.setStream(before)


@pytest.fixture
def token(ana):
    return LogInLink.token_for(ana, timezone.now())


def test_a_refused_post_leaves_no_live_link_in_the_log(written, token):
    Hand(enforce_csrf_checks=True).post(reverse("log_in_link", args=[token]))

    assert LogInLink.objects.get().used_at is None
    assert "POST log_in_link 403" in written.getvalue()
    assert token not in written.getvalue()


def test_neither_does_a_page_that_fails(written, token, browser, monkeypatch):
    def fail(self, now):
        raise RuntimeError(f"no answer to {reverse('log_in_link', args=[token])}")

    monkeypatch.setattr(LogInLink, "state", fail)
    browser.raise_request_exception = False
    assert browser.get(reverse("log_in_link", args=[token])).status_code == 500
    assert "RuntimeError: no answer to /log-in/link/…/" in written.getvalue()
    assert token not in written.getvalue()


def test_an_address_that_finds_nothing_is_not_written_at_all(written, browser, db):
    browser.get("/log-in/nowhere/?next=/card/")
    assert "GET page 404" in written.getvalue()
    assert "nowhere" not in written.getvalue()
    assert "card" not in written.getvalue()
