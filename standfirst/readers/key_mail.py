"""A mail to the reader's own address whenever something changes by which one gets in: it may not have been they."""

from datetime import datetime

from standfirst.publication.mail import send
from standfirst.readers.models import Reader


def tell(reader: Reader, what: str, now: datetime) -> None:
    """`what`: a sentence."""
    send(
        to=reader.email,
        template="readers/mail/key_change",
        context={"what": what, "address": reader.email},
        kind="key_change",
        now=now,
    )
