"""Chromium for tests. `browser_page` opens pages; see there for what it holds every one of them to."""

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, Request, sync_playwright

from standfirst import testing

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

FIRST_ROWS = "_test_serialized_contents"  # where Django's test database keeps them


@pytest.fixture(scope="session")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    path = testing.chromium()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("There is no Chromium here.")
    # Playwright keeps a loop running in this thread. Django takes that for asynchronous code, and gives
    # it a connection of its own, which has to be told what a test that commits begins with.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "on"
    first_rows = getattr(connection, FIRST_ROWS, "[]")
    with sync_playwright() as playwright:
        setattr(connection, FIRST_ROWS, first_rows)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser_page(
    chromium: Browser, live_server: Any, settings: Any
) -> Iterator[Callable[..., Page]]:
    """Opens a page in a browser of its own: `browser_page(width=390, color_scheme="dark")`.

    Further options are those of Playwright's new_context. Addresses are relative to the live server, which
    settings.ADDRESS names too. The test fails if a page asks anything of another host, breaks the
    content security policy, or has an error in its script.
    """
    settings.ADDRESS = live_server.url
    faults: list[str] = []
    contexts = []

    def open_page(*, width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: faults.extend(_third_party(request, live_server.url)))
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on(
            "console", lambda it: faults.extend([it.text] if "Security Policy" in it.text else [])
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


def _third_party(request: Request, ours: str) -> list[str]:
    address = urlsplit(request.url)
    other = (
        address.scheme in {"http", "https", "ws", "wss"} and address.netloc != urlsplit(ours).netloc
    )
    return [f"asks another host: {request.url}"] if other else []
