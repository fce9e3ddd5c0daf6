"""The mails that a hand waits for, and the codes in them."""

import re
from datetime import timedelta

from django.utils import timezone

from standfirst.publication.models import OutgoingMail
from standfirst.readers.codes import LogInCode


def last_mail(address):
    return OutgoingMail.objects.filter(to=address).latest("pk")


def code_for(address):
    """The code as the mail shows it, with its dash."""
    return re.search(r"^\d{4}-\d{4}$", last_mail(address).text, re.MULTILINE)[0]


def wrong(code):
    """Eight digits that are not this code's."""
    return code[:-1] + str((int(code[-1]) + 1) % 10)


def pass_minutes(minutes):
    """Codes asked for so far were asked for that much earlier."""
    for row in LogInCode.objects.all():
        row.asked_at = timezone.now() - timedelta(minutes=minutes)
        row.save()


def log_in(hand, address):
    """By a code, so that it is proved lately who sits there."""
    hand.ask(address)
    hand.enter(code_for(address))
    return hand


def add_address(hand, address):
    """Type another address, and enter the code from its mailbox."""
    hand.post("/account/addresses/", {"email": address})
    return hand.enter(code_for(address), "/account/addresses/code/")
