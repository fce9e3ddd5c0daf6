"""The browser that the tests use must be there under CI, and must see what no page may do."""

import subprocess
import sys

import pytest
from django.conf import settings

from standfirst import datadir, testing
from standfirst.tests.browser import BrowserPages


@pytest.mark.browser
def test_it_opens_a_page_of_the_live_server(browser_page: BrowserPages) -> None:
    page = browser_page(width=390)
    answer = page.goto("/no-such-page/")
    assert answer is not None
    assert answer.status == 404
    assert page.url.startswith(settings.ADDRESS)
    assert page.evaluate("window.innerWidth") == 390


@pytest.mark.browser
@pytest.mark.parametrize(
    ("does", "fault"),
    [
        ("new Image().src = 'http://127.0.0.1:9/pixel.png'", "asks another host"),
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
        ("setTimeout(() => { throw new Error('broken') })", "script: broken"),
    ],
)
def test_it_sees_what_no_page_may_do(browser_page: BrowserPages, does: str, fault: str) -> None:
    page = browser_page()
    page.goto("/no-such-page/")
    page.evaluate(f"() => {{ {does} }}")
    page.wait_for_timeout(200)
    assert any(fault in it for it in browser_page.faults), browser_page.faults
    browser_page.faults.clear()


@pytest.mark.parametrize(("under_ci", "outcome"), [("", "1 skipped"), ("true", "1 error")])
def test_it_is_missed_only_where_there_is_no_ci(under_ci: str, outcome: str) -> None:
    wanted = f"{__file__}::{test_it_opens_a_page_of_the_live_server.__name__}"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", wanted],
        cwd=datadir.CHECKOUT,
        env={"PATH": "", "CI": under_ci},
        capture_output=True,
        text=True,
    )
    assert outcome in done.stdout


@pytest.mark.parametrize(
    ("given", "added"),
    [
        ([], ["-n", "2", "--dist", "worksteal"]),
        (["standfirst/gate"], ["-n", "2", "--dist", "worksteal"]),
        (["-n0"], []),
        (["-n", "4"], []),
        (["-x", "--pdb"], []),
    ],
)
def test_it_uses_two_processes_unless_told_otherwise(given: list[str], added: list[str]) -> None:
    assert testing.processes(given) == added
