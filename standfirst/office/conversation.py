"""A reader writes from "Still can't read this?", and staff answer: each a row and a mail, in one transaction."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from standfirst.office.models import SupportCase, SupportMessage
from standfirst.publication.mail import send
from standfirst.readers.models import Reader
from standfirst.stories.moving import path_of


@transaction.atomic
def ask(case: SupportCase, text: str, reply_to: str, now: datetime) -> SupportCase:
    """The case the message stands in. A mail says that it came; it repeats no word of it.

    Whoever is signed out may have typed somebody else's address: the mail must be of no use for spam.
    """
    message = case.ask(text, reply_to, now)
    if message.at == now:  # else it came before, by a first click
        _mail(message.case, "message_received", {}, now)
    return message.case


@transaction.atomic
def answer(case: SupportCase, text: str, by: Reader, now: datetime) -> SupportMessage:
    """The answer goes out by mail; what the reader writes back reaches the contact address, not the case."""
    asked = case.messages.filter(from_staff=False).last()
    message = case.answer(text, by, now)
    if message.at == now:
        words = {"answer": text, "asked": asked.text if asked else ""}
        _mail(case, "support_answer", words, now)
    return message


def _mail(case: SupportCase, kind: str, words: dict[str, str], now: datetime) -> None:
    context = {
        "code": case.code,
        "headline": case.story.title,
        "story_url": f"{settings.ADDRESS}{path_of(case.story)}",
        **words,
    }
    send(to=case.answer_to, template=f"office/mail/{kind}", context=context, kind=kind, now=now)
