"""Chromium for tests: `browser_page` opens pages in it, and holds each to what all pages have to keep."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

from standfirst import testing
from standfirst.tests import database

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    path = testing.chromium()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("There is no Chromium here.")
    # Playwright keeps a loop running in this thread. Django takes that for asynchronous code, and gives
    # it a connection of its own, which has to be told what a test that commits begins with.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "on"
    first_rows = database.first_rows()
    with sync_playwright() as playwright:
        setattr(connection, database.FIRST_ROWS, first_rows)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class BrowserPages:
    """Call it for a page in a browser of its own, without cookies: `browser_page(width=390)`.

    Further options are those of Playwright's new_context (`color_scheme="dark"`,
    `java_script_enabled=False`). Addresses are relative to the live server.

    `allow(sandbox.address)`: card pages may ask there too. Which pages do is for the policy to say.
    """

    def __init__(self, chromium: Browser, address: str) -> None:
        self.chromium, self.address = chromium, address
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []
        self.allowed = {urlsplit(address).netloc}

    def allow(self, address: str) -> None:
        self.allowed.add(urlsplit(address).netloc)

    def __call__(self, *, width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = self.chromium.new_context(
            base_url=self.address, viewport={"width": width, "height": height}, **options
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("request", self._see_request)
        page.on("console", self._see_console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        return page

    def _see_request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in {"http", "https"} and asked.netloc not in self.allowed:
            self.faults.append(f"asks another host: {request.url}")

    def _see_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)


@pytest.fixture
def browser_page(chromium: Browser, live_server: Any, settings: Any) -> Iterator[BrowserPages]:
    """The test fails if a page asks anything of another host, breaks the policy, or has a script error."""
    settings.ADDRESS = live_server.url
    pages = BrowserPages(chromium, live_server.url)
    yield pages
    for context in pages.contexts:
        context.close()
    assert not pages.faults
