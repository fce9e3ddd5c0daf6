"""The WSGI application, and the front before it that granian calls in our own web processes."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")

application = get_wsgi_application()


def begin_front(runner: Any, threads: int) -> Any:
    """In the process that is to serve: see standfirst.gate.front.running."""
    from standfirst.gate.front.running import begin  # needs settings

    return begin(runner, threads)
