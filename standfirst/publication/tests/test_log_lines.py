"""What the log says, and what it never says."""

import json
import logging
import time

import pytest

from standfirst.publication.log_lines import JsonLines, TextLines, mask

TOKEN = "fR3k9wQ_yZt5LmN0pXcVbA"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Not Found: /log-in/link/abc/", "Not Found: /log-in/link/abc/"),
        (f"Not Found: /log-in/link/{TOKEN}/", "Not Found: /log-in/link/…/"),
        ("/log-in/link/abc1/", "/log-in/link/…/"),
        ("/account/devices/17/end/", "/account/devices/…/end/"),
        ("/account/addresses/ana%40example.org/", "/account/addresses/…/"),
        (f"/somewhere/{TOKEN}", "/somewhere/…"),
        ("/world/?next=/card/&code=12345678", "/world/?…"),
        ("no mail for ana.lopez@example.org today", "no mail for … today"),
        ("cannot reach postgres://news:hunter2@db/news", "cannot reach postgres://news:…/news"),
        ("the code 1234 5678 was wrong", "the code … was wrong"),
        ("session 9f86d081884c7d659a2feaa0c55ad015", "session …"),
        ("signed eyJhIjoxfQ:1tabcd:Zk3_Lq0Fj2mNvXy8abcdEFGH1", "signed eyJhIjoxfQ:1tabcd:…"),
        # and what is to stay readable
        (
            "/world/ceasefire-holds-for-a-2nd-day-2026/",
            "/world/ceasefire-holds-for-a-2nd-day-2026/",
        ),
        ("django.core.exceptions.ImproperlyConfigured: no", None),
        ('File "/srv/standfirst/publication/mail/deliver.py", line 12, in _running_from', None),
        ("[43b12345678dacd6] GET page 200 12 ms 48213 bytes", None),
    ],
)
def test_it_masks_what_has_the_shape_of_a_secret(said: str, written: str | None) -> None:
    assert mask(said) == (said if written is None else written)


@pytest.mark.parametrize(
    "unit", ["a", "A-", "aA1", "0", "f", "a?", "%4", "@", "a@", "a%40/", "/-/", "/log-in", "?"]
)
def test_it_takes_no_longer_for_what_is_made_to_take_long(unit: str) -> None:
    said = unit * (32_000 // len(unit))
    began = time.process_time()
    mask(f"Forbidden: /log-in/link/{said}/")
    mask(said)
    assert time.process_time() - began < 1  # it was eight, and a request line has room for more


def record(**extra: object) -> logging.LogRecord:
    made = logging.LogRecord("standfirst", logging.ERROR, "x.py", 1, "At /a/?q=%s", ("b",), None)
    made.request_id = "0a1b2c3d"
    vars(made).update(extra)
    return made


def test_it_writes_one_object_a_line_with_named_fields_alone() -> None:
    lines = JsonLines("%(levelname)s %(message)s", rename_fields={"levelname": "level"})
    written = lines.format(record(status=200, request="<Request for ana@example.org>", path="/x/"))
    assert json.loads(written) == {
        "level": "ERROR",
        "message": "At /a/?…",
        "request_id": "0a1b2c3d",
        "status": 200,
        "path": "/x/",
    }


@pytest.mark.parametrize("lines", [TextLines("%(message)s"), JsonLines("%(message)s")])
def test_it_masks_tracebacks_too(lines: logging.Formatter) -> None:
    try:
        raise RuntimeError(f"no answer to /log-in/link/{TOKEN}/")
    except RuntimeError as why:
        made = record(exc_info=(type(why), why, why.__traceback__))
    written = lines.format(made)
    assert "RuntimeError: no answer to /log-in/link/" in written
    # The line of code is quoted as it stands in the file, not with what it was given.
    assert TOKEN not in written
