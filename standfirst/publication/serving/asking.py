"""A version is asked, before any reader can ask it, whether it can answer."""

import io
import sys
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.utils import timezone

from standfirst.publication import health

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


def ask(application: Application) -> None:
    """Raises ImproperlyConfigured with what is wrong. Leaves nothing open: processes are to be forked from this one."""
    try:
        _check_settings()
        for it in health.unmet(timezone.now()):
            if it is not health.Need.WORKER:  # which comes after us
                raise ImproperlyConfigured(it.advice)
        if (status := _front_page(application)) >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ImproperlyConfigured(f"The front page answers {status}; what it said is above.")
    finally:
        connections.close_all()


def _check_settings() -> None:
    wrong = [it for it in checks.run_checks() if it.is_serious(checks.ERROR)]
    if wrong:
        raise ImproperlyConfigured(" ".join(it.msg for it in wrong))
    if not settings.STORAGES["staticfiles"]["BACKEND"].endswith("ManifestStaticFilesStorage"):
        return
    if not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        raise ImproperlyConfigured(
            "The static files are not collected. Run `standfirst upgrade` first"
        )


def _front_page(application: Application) -> int:
    """As a reader gets it, by the proxy or without."""
    address = urlsplit(settings.ADDRESS)
    asked: dict[str, Any] = {
        "PATH_INFO": "/",
        "HTTP_HOST": address.netloc,
        "HTTP_X_FORWARDED_PROTO": address.scheme,
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    setup_testing_defaults(asked)
    statuses: list[int] = []
    answer = application(asked, lambda status, *rest: statuses.append(int(status.split()[0])))
    for _ in answer:
        pass
    answer.close()
    return statuses[0]
