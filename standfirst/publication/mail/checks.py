"""Said at start, not at the first mail: a provider's option is missing or misspelt."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection


def check_mail_url(**kwargs: Any) -> list[CheckMessage]:
    try:
        get_connection(settings.MAIL_BACKEND)
    except ImproperlyConfigured as error:
        return [Error(f"MAIL_URL is not usable: {error}", id="publication.E001")]
    return []
