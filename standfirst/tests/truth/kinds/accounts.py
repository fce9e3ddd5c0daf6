"""Who is logged in, as whom: what is replayed of a browser that was, gets no more than a stranger."""

from allauth.account.models import EmailAddress
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from standfirst.office.deleting import delete_account
from standfirst.readers import addresses, passwords
from standfirst.readers.devices import Device
from standfirst.readers.models import Reader
from standfirst.readers.noting import end_others
from standfirst.tests.truth.kinds.kind import Look, Steps, of_readers
from standfirst.tests.truth.kinds.made import logged_in, member, now, path_of, registered
from standfirst.tests.truth.kinds.rights import locked_story, locks

GIVES_A_PASS = "Sets pass"  # the one that came was not believed any more


@of_readers
def somebody_logs_out(word: str) -> Steps:
    out, reader = locked_story(word), member(f"reads-{word}")
    look = locks(out, word, reader)
    yield [look]
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.cookies.load(dict(look.cookies))
    assert browser.post("/log-out/").status_code == 302


@of_readers
def somebody_logs_out_everywhere(word: str) -> Steps:
    """From one browser, on all the others."""
    out, reader = locked_story(word), member(f"reads-{word}")
    yield [locks(out, word, reader), locks(out, word, reader)]
    end_others(_elsewhere(reader), reader, now())


@of_readers
def staff_end_all_sessions(word: str) -> Steps:
    out, reader = locked_story(word), member(f"reads-{word}")
    yield [locks(out, word, reader)]
    Device.objects.end_all(reader)


@of_readers
def staff_end_one_device(word: str) -> Steps:
    out, reader = locked_story(word), member(f"reads-{word}")
    look = locks(out, word, reader)
    yield [look]
    Device.objects.get(session_key=look.cookies["session"]).end()


@of_readers
def a_password_is_changed(word: str) -> Steps:
    out, reader = locked_story(word), member(f"reads-{word}")
    yield [locks(out, word, reader)]
    passwords.keep(_elsewhere(reader), reader, f"some {word} or other", now())


@of_readers
def an_address_is_removed(word: str) -> Steps:
    out, reader = locked_story(word), member(f"reads-{word}")
    row = _another_address(reader, word)
    yield [Look(path_of(out), new=GIVES_A_PASS, cookies=logged_in(reader))]
    addresses.remove(reader, row, now())


@of_readers
def another_address_is_made_primary(word: str) -> Steps:
    out, reader = locked_story(word), member(f"reads-{word}")
    row = _another_address(reader, word)
    yield [Look(path_of(out), new=GIVES_A_PASS, cookies=logged_in(reader))]
    addresses.make_primary(reader, row, now())


@of_readers
def an_account_is_deleted(word: str) -> Steps:
    out, reader = locked_story(word), member(f"reads-{word}")
    yield [locks(out, word, reader)]
    delete_account(reader, now())


@of_readers
def an_account_is_closed(word: str) -> Steps:
    out, reader = locked_story(word), member(f"reads-{word}")
    yield [locks(out, word, reader)]
    reader.close()


@of_readers
def a_role_is_given(word: str) -> Steps:
    """Staff read everything."""
    out, reader = locked_story(word), registered(f"reads-{word}")
    yield [Look(path_of(out), new=f"Body{word}", cookies=logged_in(reader))]
    reader.take_role("editor")


@of_readers
def a_role_is_left(word: str) -> Steps:
    out, reader = locked_story(word), registered(f"reads-{word}")
    reader.take_role("editor")
    yield [Look(path_of(out), old=f"Body{word}", cookies=logged_in(reader), kept=False)]
    reader.leave_role()


def _another_address(reader: Reader, word: str) -> EmailAddress:
    return EmailAddress.objects.create(user=reader, email=f"also-{word}@example.com", verified=True)


def _elsewhere(reader: Reader) -> HttpRequest:
    """A request from another browser of theirs."""
    request = HttpRequest()
    request.user, request.session = reader, SessionStore()
    request.session.create()
    return request
