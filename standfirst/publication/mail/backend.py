"""Mail that Django or Wagtail sends itself goes through the door too: it is queued, and never sent in a request."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from standfirst.publication.mail import send

KIND = "passed_on"


class QueueBackend(BaseEmailBackend):
    """The EMAIL_BACKEND. Its words reach readers in the look of all our mails, from the same sender.

    Raises ValueError for a mail with an attachment, which the outbox has no place for. Of a mail in
    text and HTML the text is passed on: both say the same (RFC 2046, section 5.1.4).
    """

    def __init__(self, fail_silently: bool = False, **of_a_server: Any) -> None:
        super().__init__(fail_silently=fail_silently)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            _queue(message)
        return len(email_messages)


def _queue(message: EmailMessage) -> None:
    if message.attachments:
        raise ValueError("A mail with an attachment cannot be queued. Send a link to the file.")
    words = {"passed_subject": str(message.subject), "passed_text": str(message.body)}
    now = timezone.now()
    for address in message.recipients():
        send(to=address, template="publication/mail/passed_on", context=words, kind=KIND, now=now)
