"""Whether mail can leave, and whether whoever gets it can see that it is ours."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.mail import get_connection

from standfirst.office.doctor import dns
from standfirst.office.doctor.finding import Finding, not_ready, ok
from standfirst.publication.mail.failure import read_failure

SUBJECT = "mail"
# What dns.py can ask for there; others are named with --dkim-selector.
NO_DOMAIN = ("localhost", "local", "test", "example", "invalid", "internal")


def look(now: datetime) -> Iterator[Finding]:
    yield _door()
    domain = settings.MAIL_FROM.rpartition("@")[2]
    if domain.rpartition(".")[2] in NO_DOMAIN or domain.replace(".", "").isdecimal():
        yield not_ready(
            SUBJECT,
            f"Mail comes from {settings.MAIL_FROM}, and nobody can answer to {domain}",
            "Set MAIL_FROM to an address of your domain, for example MAIL_FROM=news@example.org",
        )
        return
    yield from dns.look(domain, settings.EMAIL_HOST)


def _door() -> Finding:
    """As far as it goes without sending: for SMTP that is connecting, TLS and logging in."""
    if not settings.EMAIL_HOST:
        return ok(
            SUBJECT,
            "Mail leaves through a provider's interface: only --send-test-mail ADDRESS shows whether it does",
        )
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    connection = get_connection(settings.MAIL_BACKEND)
    try:
        connection.open()
        connection.close()
    except Exception as error:  # whatever a server or the network comes up with
        return not_ready(
            SUBJECT,
            f"The mail server {where} does not take us: {read_failure(error).error}",
            "Compare MAIL_URL with what your provider says: server, port, tls, user and password",
        )
    how = "with TLS" if settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL else "without TLS"
    logged_in = ", logged in" if settings.EMAIL_HOST_USER else ""
    return ok(SUBJECT, f"The mail server {where} takes us, {how}{logged_in}")
