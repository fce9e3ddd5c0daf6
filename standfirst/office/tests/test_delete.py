"""Deleting the account: who may, who cannot, and what is so afterwards."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client

from standfirst.office.deleting import delete_account
from standfirst.office.tests.test_data import forget_proof, logged_in
from standfirst.publication.mail.deliver import send_due
from standfirst.publication.models import OutgoingMail
from standfirst.readers.adapter import ReaderAdapter
from standfirst.readers.models import LastPublisher, Reader
from standfirst.readers.tests.mailbox import code_for, last_mail
from standfirst.stories.tests.lantern import Lantern

PAGE = "/account/delete/"
DONE = "/account/deleted/"


@pytest.fixture
def ana(cast: dict[str, Reader]) -> Reader:
    return cast["ana"]


@pytest.fixture
def ana_in(publication: Lantern, ana: Reader) -> Client:
    return logged_in(ana)


@pytest.fixture
def vera(db: None) -> Reader:
    reader = Reader.objects.create_reader("vera@example.com")
    reader.take_role("publisher")
    return reader


def confirm(client: Client, address: str):
    return client.post(PAGE, {"address": address})


def is_in(client: Client) -> bool:
    return 'href="/account/"' in client.get("/").text


def test_it_wants_proof_to_look_and_to_act(ana_in: Client, ana: Reader) -> None:
    forget_proof(ana_in)
    for answer in (ana_in.get(PAGE), confirm(ana_in, ana.email)):
        assert answer.headers["Location"] == "/log-in/confirm/?next=/account/delete/"
    assert Reader.objects.filter(pk=ana.pk).exists()


def test_it_asks_who_is_signed_out_to_log_in(publication: Lantern, client: Client) -> None:
    assert client.post(PAGE).headers["Location"] == "/log-in/?next=/account/delete/"


def test_it_says_what_goes_what_stays_and_what_is_lost(ana_in: Client) -> None:
    page = ana_in.get(PAGE).text
    assert "Basic: you can read everything it covers" in page
    assert "Your membership ends with the account" in page
    assert "The invoices are kept like that, too." in page
    assert "bylines" not in page


def test_it_tells_staff_what_of_their_work_stays(publication: Lantern, vera: Reader) -> None:
    page = logged_in(vera).get(PAGE).text
    assert "bylines" in page
    assert "Your membership ends" not in page


@pytest.mark.parametrize("typed", ["", "ben@example.com", "ana@example", "x" * 300, "a\x7f"])
def test_it_wants_the_accounts_own_address(ana_in: Client, ana: Reader, typed: str) -> None:
    answer = confirm(ana_in, typed)
    assert answer.status_code == 200
    assert answer.context["form"].errors["address"]
    assert Reader.objects.filter(pk=ana.pk).exists()


def test_it_deletes_logs_out_everywhere_and_says_so(ana_in: Client, ana: Reader) -> None:
    other = logged_in(ana)
    answer = confirm(ana_in, " Ana@Example.com ")
    assert answer.headers["Location"] == DONE
    assert "The account is deleted" in ana_in.get(DONE).text
    assert not Reader.objects.filter(pk=ana.pk).exists()
    assert not is_in(ana_in)
    assert not is_in(other)
    assert answer.cookies["known"]["max-age"] == 0


def test_it_tells_the_address_by_a_mail_that_leaves_no_row(
    ana_in: Client, ana: Reader, mailoutbox
) -> None:
    confirm(ana_in, ana.email)
    assert OutgoingMail.objects.get(to=ana.email).kind == "account_deleted"
    send_due(datetime.now(UTC))
    (mail,) = mailoutbox
    assert mail.to == [ana.email]
    assert "is deleted" in mail.subject
    assert "ana@example.com" in mail.body
    assert not OutgoingMail.objects.filter(to=ana.email).exists()


@pytest.mark.parametrize("proved", [False, True])
def test_nobody_else_who_is_logged_in_keeps_the_address(
    publication: Lantern, cast: dict[str, Reader], proved: bool
) -> None:
    ana, dee_in = cast["ana"], logged_in(cast["dee"])
    dee_in.post("/account/addresses/", {"email": ana.email})
    if proved:
        dee_in.post("/account/addresses/code/", {"code": code_for(ana.email)})
    assert ana.email in str(dict(dee_in.session))
    delete_account(ana, datetime.now(UTC))
    assert ana.email not in str(dict(dee_in.session))
    assert is_in(dee_in)


def test_it_lets_the_address_sign_up_anew_as_somebody_else(
    ana_in: Client, ana: Reader, client: Client
) -> None:
    confirm(ana_in, ana.email)
    client.post("/log-in/", {"email": ana.email})
    assert last_mail(ana.email).kind == "unknown_address"
    client.post("/sign-up/", {"email": ana.email})
    client.post("/sign-up/code/", {"code": code_for(ana.email)})
    anew = Reader.objects.get(email=ana.email)
    assert anew.pk != ana.pk
    assert "without a membership" in client.get("/account/").text


def test_it_refuses_the_only_publisher_and_says_the_step(
    publication: Lantern, vera: Reader
) -> None:
    client = logged_in(vera)
    answer = confirm(client, vera.email)
    assert "Make somebody else a publisher first" in answer.text
    assert is_in(client)
    Reader.objects.create_reader("zoe@example.com").take_role("publisher")
    assert confirm(client, vera.email).headers["Location"] == DONE


def test_it_undoes_all_of_it_where_it_is_refused(publication: Lantern, vera: Reader) -> None:
    logged_in(vera)
    before = OutgoingMail.objects.filter(to=vera.email).count()
    with pytest.raises(LastPublisher):
        delete_account(vera, datetime.now(UTC))
    assert OutgoingMail.objects.filter(to=vera.email).count() == before
    assert Reader.objects.get(pk=vera.pk).is_staff


def test_it_does_nothing_the_second_time(publication: Lantern, ana: Reader) -> None:
    for _time in range(2):
        delete_account(ana, datetime.now(UTC))
    assert OutgoingMail.objects.filter(to=ana.email).count() == 1


def test_a_code_sent_before_makes_no_account_anew(
    publication: Lantern, ana: Reader, client: Client
) -> None:
    client.post("/log-in/", {"email": ana.email})
    code = code_for(ana.email)
    delete_account(ana, datetime.now(UTC))
    client.post("/log-in/code/", {"code": code})
    assert not Reader.objects.filter(email=ana.email).exists()
    assert not is_in(client)


def test_a_log_in_that_is_overtaken_ends_at_the_log_in_page(
    publication: Lantern, ana: Reader, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The account goes after its reader was found, and before the session begins."""
    log_in = ReaderAdapter.login

    def overtaken(adapter: ReaderAdapter, request: HttpRequest, user: Reader) -> None:
        delete_account(ana, datetime.now(UTC))
        log_in(adapter, request, user)

    client.post("/log-in/", {"email": ana.email})
    code = code_for(ana.email)
    monkeypatch.setattr(ReaderAdapter, "login", overtaken)
    answer = client.post("/log-in/code/", {"code": code})
    assert answer.headers["Location"] == "/log-in/"
    assert not is_in(client)


@pytest.mark.django_db(transaction=True)
def test_it_is_safe_against_a_log_in_at_once() -> None:
    """Whichever comes first: no error, no account left, nobody logged in."""
    for _time in range(5):
        ana = Reader.objects.create_reader("ana@example.com")
        client = Client()
        client.post("/log-in/", {"email": ana.email})
        code = code_for(ana.email)
        with ThreadPoolExecutor(2) as pool:
            deletion = pool.submit(in_a_thread, delete_account, ana, datetime.now(UTC))
            log_in = pool.submit(in_a_thread, client.post, "/log-in/code/", {"code": code})
        deletion.result()
        assert log_in.result().status_code in {200, 302, 400}  # 400: its session went meanwhile
        assert not Reader.objects.exists()
        assert client.get("/account/").status_code == 302


def in_a_thread(act: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return act(*arguments)
    finally:
        connection.close()
