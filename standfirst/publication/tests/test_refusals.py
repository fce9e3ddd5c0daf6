"""A NUL is refused before anything asks PostgreSQL, which would fail on it."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/world/\0/",
        "/theme/\0.css",
        "/search/?q=%00",
        "/search/?q=a%00b",
        "/log-in/?next=/world/%00",
        "/world/?p%00age=2",
        "/static/%00.css",
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_it_refuses_a_nul_in_the_address(address: str, method: str) -> None:
    path, _, query = address.partition("?")
    seen = getattr(Client(), method)(path, QUERY_STRING=query)
    assert seen.status_code == 400
    assert "default-src 'none'" in seen["Content-Security-Policy"]
    assert seen["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("name", ["session", "csrftoken", "anything"])
def test_it_refuses_a_nul_in_a_cookie(name: str) -> None:
    browser = Client()
    browser.cookies[name] = "nul\0nul\0nul"
    seen = browser.get("/log-in/")
    assert seen.status_code == 400
    assert "We couldn't read that request" in seen.content.decode().replace("&#x27;", "'")


def test_it_refuses_nothing_else() -> None:
    browser = Client()
    browser.cookies["session"] = 'odd "quoted" \\ \x01 value'
    seen = browser.get("/log-in/?next=/world/%2500%C3%A9%01")
    assert seen.status_code == 200
