"""A reader is told by mail of a log-in in a browser that was not known, with a link that ends all sessions."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from standfirst.publication.mail import send
from standfirst.readers.devices import Device
from standfirst.readers.links import LogOutLink


def worth_telling(*, first: bool, known: bool, staff: bool) -> bool:
    """`first`: the reader's first log-in of all. Staff can change what all others read: of each of theirs."""
    return staff or not (first or known)


@transaction.atomic
def tell(device: Device, now: datetime) -> None:
    token = LogOutLink.token_for(device.reader, now)
    send(
        to=device.reader.email,
        template="readers/mail/logged_in",
        context={
            "device": device,
            "log_out": f"{settings.ADDRESS}{reverse('log_out_link', args=[token])}",
        },
        kind="logged_in",
        now=now,
    )
