"""An embargo as an editor sets it, to the second, with the worker as a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import expect

from standfirst import datadir
from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.stories.tests import lantern
from standfirst.stories.tests.factories import make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AHEAD = timedelta(seconds=25)  # for an editor's clicks in a browser on a busy machine
LATE = 15  # seconds a busy machine may be late by
WORD = "glimmerhead"
PATH = "/world/embargoed/"
LISTS = ("/", "/world/", "/feed.xml", "/sitemap.xml", f"/search/?q={WORD}")


@contextmanager
def worker() -> Iterator[None]:
    """On the database of this test."""
    name = connection.settings_dict["NAME"]
    url = os.environ.get("DATABASE_URL", "sqlite:///")
    url = (
        f"sqlite:///{name}"
        if url.startswith("sqlite")
        else urlsplit(url)._replace(path=f"/{name}").geturl()
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "worker"],
        cwd=datadir.CHECKOUT,
        env={**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(datadir.CHECKOUT)},
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


@pytest.fixture
def eli():
    ensure_roles()
    reader = Reader.objects.create_reader("eli@example.com", name="Eli")
    reader.take_role("editor")
    return reader


def logged_in(browser_page, reader):
    page = browser_page(height=1000)
    page.goto(f"/log-in/link/{LogInLink.token_for(reader, datetime.now(UTC))}/")
    page.get_by_role("main").get_by_role("button").click()
    return page


def schedule(page, story, second):
    """Through the form's own dialog, as an editor does."""
    page.goto(f"/admin/pages/{story.pk}/edit/")
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(f"Time in {settings.TIME_ZONE}.").first).to_be_visible()
    field = dialog.get_by_label("Go live date/time")
    # Wagtail saves by itself a moment later; both at once, and it would ask which of two versions is meant.
    with page.expect_response(lambda it: it.request.method == "POST" and it.url.endswith("/edit/")):
        field.fill(f"{second:%Y-%m-%d %H:%M:%S}")
    expect(field).to_have_value(f"{second:%Y-%m-%d %H:%M:%S}")
    dialog.get_by_role("button", name="Save schedule").press("Enter")  # the picker may lie over it
    page.get_by_role("button", name="Schedule to publish").click()
    expect(page.get_by_text("has been scheduled for publishing")).to_be_visible()


def shown(page, path):
    answer = page.request.get(path)
    return answer.status, answer.text().replace(f"q={WORD}", "").replace(f'value="{WORD}"', "")


def test_it_is_nowhere_before_its_second_and_everywhere_after(browser_page, eli):
    publication = lantern.publish()
    story = make_story(
        publication.world,
        f"The {WORD} accord",
        slug="embargoed",
        standfirst=f"What the {WORD} says.",
        live=False,
        published_at=None,
    )
    cy = browser_page(width=390)
    with worker():
        second = (datetime.now(UTC) + AHEAD).replace(microsecond=0)
        schedule(logged_in(browser_page, eli), story, second)
        before = {path: shown(cy, path) for path in (PATH, *LISTS)}
        assert datetime.now(UTC) < second, "The editor took too long: nothing was seen before."
        assert before[PATH][0] == 404
        assert not [path for path, (_, text) in before.items() if "accord" in text and WORD in text]
        while datetime.now(UTC) < second - timedelta(seconds=1):
            time.sleep(0.2)
            assert cy.request.get(PATH).status == 404
        deadline = second + timedelta(seconds=LATE)
        while cy.request.get(PATH).status != 200:
            assert datetime.now(UTC) < deadline, "The worker has not published it."
            time.sleep(0.2)
    for path in (PATH, *LISTS):
        status, text = shown(cy, path)
        assert status == 200
        assert "embargoed" in text, path
    story.refresh_from_db()
    assert second <= story.published_at <= deadline
