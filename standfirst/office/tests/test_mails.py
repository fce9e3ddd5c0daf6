"""Which mails went to a reader, and what became of each, in words."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from standfirst import datadir
from standfirst.billing.letters_due import Kind
from standfirst.office.mails import KINDS, mails_in_short
from standfirst.publication.models import OutgoingMail
from standfirst.publication.outgoing import State
from standfirst.readers.models import Reader
from standfirst.stories.tests.lantern import Lantern

LETTER = "letter"  # the one template of all letters about memberships: each has a kind of its own
NOW = datetime(2026, 11, 29, 7, 12, tzinfo=UTC)


@pytest.fixture
def dee(publication: Lantern, cast: dict[str, Reader]) -> Reader:
    return cast["dee"]


def mail(to: str, kind: str = "log_in_code", **fields: object) -> OutgoingMail:
    return OutgoingMail.objects.create(
        to=to, kind=kind, created_at=NOW, next_attempt_at=NOW, **fields
    )


def page_of(client: Client, reader: Reader) -> str:
    client.force_login(reader)
    return client.get("/account/mails/").text


def test_it_asks_who_is_signed_out_to_log_in(publication: Lantern, client: Client) -> None:
    answer = client.get("/account/mails/")
    assert answer.headers["Location"] == "/log-in/?next=/account/mails/"


def test_it_says_that_there_was_none(dee: Reader, client: Client) -> None:
    assert "None was sent to you." in page_of(client, dee)
    assert mails_in_short(dee) == "0 in the last 30 days."


@pytest.mark.parametrize(
    ("state", "error", "words"),
    [
        (State.SENT, "", "<p>Sent</p>"),
        (State.QUEUED, "", "Waiting to be sent."),
        (State.QUEUED, "451 4.4.1", "Waiting to be sent. The mail server there could not"),
        (State.FAILED, "550 5.1.1 x", "Could not be delivered. The mail server there says that"),
        (State.EXPIRED, "", "Not sent: it would have come too late"),
    ],
)
def test_it_says_what_became_of_each(
    dee: Reader, client: Client, state: str, error: str, words: str
) -> None:
    mail(dee.email, state=state, error=error)
    page = page_of(client, dee)
    assert words in page
    assert "Code to log in" in page
    assert "29 Nov 2026, 07:12" in page


def test_it_has_words_for_every_kind_there_is() -> None:
    letters = (datadir.CHECKOUT / "standfirst").glob("*/templates/*/mail/*.subject.txt")
    kinds = {it.name.removesuffix(".subject.txt") for it in letters} - {LETTER}
    assert kinds | set(Kind) <= set(KINDS)


def test_it_has_words_for_kinds_to_come(dee: Reader, client: Client) -> None:
    mail(dee.email, kind="something_new")
    assert "Notice about your account" in page_of(client, dee)


def test_it_shows_nobody_elses_and_no_words(
    dee: Reader, cast: dict[str, Reader], client: Client
) -> None:
    mail("ben@example.com", kind="test")
    mail(dee.email, subject="Your code is 1234-5678", text="1234-5678")
    page = page_of(client, dee)
    assert "ben@example.com" not in page
    assert "1234" not in page


def test_it_shows_the_newest_hundred(dee: Reader, client: Client) -> None:
    for number in range(101):
        older = mail(dee.email, kind="test")
        OutgoingMail.objects.filter(pk=older.pk).update(created_at=NOW - timedelta(hours=number))
    page = page_of(client, dee)
    assert page.count("<time ") == 100
    assert "These are the newest 100." in page


def test_the_account_says_it_in_short(dee: Reader, client: Client) -> None:
    mail(dee.email, state=State.SENT)
    assert mails_in_short(dee) == "1 in the last 30 days."
    mail(dee.email, state=State.FAILED, error="550")
    client.force_login(dee)
    assert "1 of the last 30 days could not be delivered." in client.get("/account/").text
