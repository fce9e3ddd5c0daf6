"""Sending what is due, outside any transaction: a slow server must not block a write."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from time import monotonic

from anymail.backends.base import AnymailBaseBackend
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from standfirst.publication.mail.failure import Failure, read_failure
from standfirst.publication.metrics import count_mail
from standfirst.publication.outgoing import OutgoingMail

log = logging.getLogger(__name__)


def send_due(now: datetime, limit: int = 20) -> int:
    """Sends up to `limit` due mails over one connection; returns how many left.

    If the worker dies after the server took a mail and before the row says so, it is sent again:
    twice is better than never, and both carry one Message-ID, by which mail programs show one.
    """
    clock = _running_from(now)
    connection = get_connection(settings.MAIL_BACKEND)
    sent = 0
    try:
        for _attempt in range(limit):
            mail = OutgoingMail.objects.claim_next(clock())
            if mail is None:
                break
            failure = _send(connection, mail)
            if failure is None:
                mail.mark_sent(clock())
                count_mail("sent")
                sent += 1
                continue
            _record(mail, failure, clock())
            if failure.general:
                break
    finally:
        with suppress(OSError):
            connection.close()
    return sent


def forget_finished(now: datetime) -> int:
    return OutgoingMail.objects.forget_finished(now)


def as_message(mail: OutgoingMail) -> EmailMultiAlternatives:
    """RFC 3834: `auto-generated` keeps answering machines from answering."""
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=mail.sender,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(mail.html, "text/html")
    return message


def message_id(mail: OutgoingMail) -> str:
    domain = settings.MAIL_FROM.rpartition("@")[2]
    return f"<{mail.created_at:%Y%m%d%H%M%S%f}.{mail.pk}@{domain}>"


def _send(connection: BaseEmailBackend, mail: OutgoingMail) -> Failure | None:
    message = as_message(mail)
    # Providers make their own, and some refuse a mail that brings one.
    if not isinstance(connection, AnymailBaseBackend):
        message.extra_headers["Message-ID"] = message_id(mail)
    try:
        connection.open()
        connection.send_messages([message])
    except Exception as error:  # whatever a server, a provider or the network comes up with
        return read_failure(error)
    return None


def _record(mail: OutgoingMail, failure: Failure, now: datetime) -> None:
    log.warning("Mail %s (%s) was not sent: %s", mail.pk, mail.kind, failure.error)
    if failure.final:
        mail.fail(failure.error)
        count_mail("refused")
    else:
        mail.put_off(failure.error, now)
        count_mail("put_off")


def _running_from(now: datetime) -> Callable[[], datetime]:
    """A clock that starts at `now`: a lease must not count from before a slow server answered."""
    started = monotonic()
    return lambda: now + timedelta(seconds=monotonic() - started)
