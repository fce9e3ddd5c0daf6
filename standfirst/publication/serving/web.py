"""The web processes of one version: granian on a socket it inherits.

The site is loaded, and asked for its front page, before granian starts: a version that cannot answer never gets a
reader. Its processes are then forked, so that one in the place of another that died is there at once.
"""

import argparse
import importlib
import multiprocessing
import os
import sys
from collections.abc import Callable
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import mp
from granian.server.mp import MPServer
from granian.wsgi import _callback_wrapper as in_wsgi

from standfirst.publication.serving.doorstep import BACKLOG
from standfirst.publication.serving.version import READY

DRAIN = 30  # seconds a request that is under way may take once we are told to stop
# What granian says goes where all else goes.
OUR_LOGS = {"handlers": {}, "loggers": {"_granian": {"propagate": True}}}
Application = Callable[..., Any]


class Web(MPServer):
    """granian, told of a socket that is open already: closing it loses none of those who wait in it."""

    def __init__(self, listening: int, **options: Any) -> None:
        super().__init__(**options)
        self._listening = listening

    def _init_shared_socket(self) -> None:
        """In the place of granian's own, which opens one. Its stubs do not have what its holder takes."""
        holder: Any = SocketHolder
        held = holder(self._listening, False, BACKLOG)
        vars(self).update(_sso=None, _shd=held, _sfd=self._listening)


def main() -> None:
    options = _options()
    with os.fdopen(options.tell, "w") as tell:
        try:
            application = _load()
        except Exception as why:
            tell.write(f"{type(why).__name__}: {why}" if str(why) else type(why).__name__)
            sys.exit(1)
        tell.write(READY)
    multiprocessing.set_start_method("fork")  # the application goes along, and so does the socket
    _put_front_before(options.threads)
    Web(
        options.listening,
        target="standfirst.wsgi:application",
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,  # as proxies speak to us; in another a body may come unannounced
        workers=options.workers,
        blocking_threads=18,  # most of which may wait for slow senders (gate/front/bodies.py)
        websockets=False,
        log_level=LogLevels.error,
        log_dictconfig=OUR_LOGS,
        respawn_failed_workers=True,
        workers_kill_timeout=DRAIN,
    ).serve(target_loader=lambda target: application)


def _put_front_before(threads: int) -> None:
    """granian hands each request to what this makes of the application, and waits for no return: only for the answer,
    from whichever thread it comes."""

    def wrapper(application: Application, scope: Any, log_format: Any = None) -> Application:
        front: Application = importlib.import_module("standfirst.wsgi").begin_front(
            in_wsgi(application, scope, log_format), threads
        )
        return front

    vars(mp).update(_wsgi_call_wrap=wrapper)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    for name in ("listening", "tell", "workers", "threads"):
        parser.add_argument(f"--{name}", type=int, required=True)
    return parser.parse_args()


def _load() -> Application:
    """By name: what is wrong with settings has to be said like all else that is wrong."""
    application: Application = importlib.import_module("standfirst.wsgi").application
    importlib.import_module("standfirst.publication.serving.asking").ask(application)
    return application


if __name__ == "__main__":
    main()
