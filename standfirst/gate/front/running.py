"""The front of one web process: begun in it, after it was forked."""

import gc
import logging
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error, close_old_connections, connection
from django.template.loader import render_to_string
from django.utils import translation

from standfirst.gate.front import counting
from standfirst.gate.front.behind import Behind, Runner, logged
from standfirst.gate.front.front import Front
from standfirst.publication.hearing import HERE, Hearing
from standfirst.publication.models import PublicationSettings

PAUSE = 0.2  # seconds between two looks at what has changed
SENDERS = 32  # threads that send files, each waiting for one reader's line
AGAIN = 1.0  # where the database does not answer
# Seconds after which Python lets another thread go on. The front must not wait for Django's threads: each of its
# answers takes a hundredth of Python's own 5 ms.
SWITCH = 0.0005

log = logging.getLogger(__name__)


def begin(runner: Runner, threads: int) -> Front:
    """`runner`: has Django answer. `threads`: those Django gets."""
    sys.setswitchinterval(SWITCH)
    gc.freeze()  # what was loaded stays: Python need not look through it, a tenth of a second each time, for garbage
    behind = Behind(
        runner,
        ThreadPoolExecutor(threads, thread_name_prefix="django"),
        ThreadPoolExecutor(SENDERS, thread_name_prefix="sender"),
    )
    front = Front(
        behind,
        host=urlsplit(settings.ADDRESS).netloc,
        hearing=HERE,
        memory=settings.FRONT_MEMORY * 1_000_000,
        trust=settings.FRONT_TRUST,
    )
    front.busy_page = _busy_page()
    threading.Thread(target=_hear, args=(front, HERE), name="hearing", daemon=True).start()
    return front


def _busy_page() -> bytes:
    """In the publication's language, as far as that can be asked for."""
    try:
        language = PublicationSettings.load().language
    except Error:
        language = settings.LANGUAGE_CODE
    finally:
        connection.close()  # this thread asks nothing more
    with translation.override(language):
        return render_to_string("publication/busy.html").encode()


def _hear(front: Front, hearing: Hearing) -> None:
    """For as long as the process lives: without it the front believes nothing."""
    hears = True
    while True:
        hears = _read(hearing, heard=hears)
        logged(counting.tell, len(front.store), front.store.size)
        time.sleep(max(0.0, min(PAUSE, hearing.next_due - time.time())) if hears else AGAIN)


def _read(hearing: Hearing, *, heard: bool) -> bool:
    """Said once, when it begins and when it ends."""
    try:
        close_old_connections()
        hearing.read()
    except Exception as why:
        logged(connection.close)
        if heard:
            log.warning("What has changed cannot be heard.", exc_info=not isinstance(why, Error))
        return False
    if not heard:
        log.warning("What has changed is heard again.")
    return True
