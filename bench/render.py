"""What one answer costs that is made anew: `python -m bench.render CALLS`, asks on standard input.

Runs in a process of the site's own, without a server and without the front, but hearing of changes as a web process
does. Asks and answers are JSON: [[path, cookie], ...] and [[CPU ms, queries, bytes], ...].
"""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.apps import apps
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext

WARM_UP = 5
PAUSE = 0.2  # seconds, as in a web process
Application = Callable[..., Iterable[bytes]]


def main(calls: int) -> None:
    application: Application = get_wsgi_application()
    hear()
    asks = json.load(sys.stdin)
    print(json.dumps([cost(application, path, cookie, calls) for path, cookie in asks]))


def hear() -> None:
    """What every page needs is then kept between changes. Of the stock site nothing is."""
    if not apps.is_installed("standfirst.publication"):
        return
    from standfirst.publication.hearing import HERE

    def go_on() -> None:
        while True:
            HERE.read()
            time.sleep(PAUSE)

    HERE.read()
    threading.Thread(target=go_on, daemon=True).start()


def cost(application: Application, path: str, cookie: str, calls: int) -> tuple[float, int, int]:
    for _ in range(WARM_UP):
        answer(application, path, cookie)
    with CaptureQueriesContext(connection) as asked:
        size = len(answer(application, path, cookie))
    queries = len(asked)  # now: the next request empties the log
    began = time.process_time()
    for _ in range(calls):
        answer(application, path, cookie)
    return (time.process_time() - began) / calls * 1000, queries, size


def answer(application: Application, path: str, cookie: str) -> bytes:
    where, _, query = path.partition("?")
    environ: dict[str, Any] = {
        "PATH_INFO": where,
        "QUERY_STRING": query,
        "HTTP_HOST": "127.0.0.1",
        "REMOTE_ADDR": "127.0.0.1",
    }
    if cookie:
        environ["HTTP_COOKIE"] = cookie
    setup_testing_defaults(environ)
    said: list[str] = []
    body = application(environ, lambda status, headers, exc_info=None: said.append(status))
    try:
        whole = b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()
    if not said[0].startswith("200 "):
        raise RuntimeError(f"{path} answered {said[0]}")
    return whole


if __name__ == "__main__":
    main(int(sys.argv[1]))
