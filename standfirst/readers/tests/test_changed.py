"""What is told when what a reader may read may have changed, and when a session ends."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from standfirst.publication.changes import reader as of
from standfirst.publication.changes import session as named
from standfirst.publication.tests.telling import topics, wrong_in
from standfirst.readers import addresses, passwords
from standfirst.readers.devices import Device
from standfirst.readers.forgetting import forget
from standfirst.readers.joining import join
from standfirst.readers.models import Reader
from standfirst.readers.roles import Role
from standfirst.readers.sessions import digest_of
from standfirst.readers.tests.hand import Hand
from standfirst.readers.tests.mailbox import code_for

SECOND = "ana.b@example.org"


@pytest.fixture
def in_twice(ana):
    """Two browsers in which Ana has logged in."""
    browsers = Hand(), Hand()
    for browser in browsers:
        browser.ask(ana.email)
        browser.enter(code_for(ana.email))
        assert browser.reader_id == ana.pk
    return browsers


def session_in(browser):
    return named(digest_of(browser.cookies["session"].value))


def again(reader):
    return Reader.objects.get(pk=reader.pk)


def save(reader, **fields):
    it = again(reader)
    for name, value in fields.items():
        setattr(it, name, value)
    it.save(update_fields=list(fields))


def give_password(reader):
    it = again(reader)
    it.set_password("a long and quiet night")
    it.save(update_fields=["password"])


def test_it_tells_of_an_account(ana, dee, eli):
    now, one = timezone.now(), {of(ana.pk)}
    writers = Role.WRITER.group()
    table = {
        "renamed": (lambda: save(ana, name="Ana"), one),
        "password": (lambda: give_password(ana), one),
        "logged out everywhere": (lambda: again(ana).begin_session_epoch(), one),
        "closed": (lambda: again(ana).close(), one),
        "role taken": (lambda: again(ana).take_role("writer"), one),
        "role left": (lambda: again(eli).leave_role(), {of(eli.pk)}),
        "put in a group": (lambda: again(ana).groups.add(writers), one),
        "put in from the group": (lambda: writers.user_set.add(ana, dee), {*one, of(dee.pk)}),
        "group emptied": (
            lambda: Group.objects.get(name="editor").user_set.clear(),
            {of(eli.pk)},
        ),
        "joined": (lambda: join(again(ana), again(dee), now), {*one, of(dee.pk)}),
        "deleted": (lambda: again(ana).delete(), one),
        "seen to log in": (lambda: save(ana, last_login=now), set()),
        "passkey declined": (lambda: again(ana).decline_passkeys(now), set()),
    }
    assert wrong_in(table) == []


def test_it_tells_of_addresses(ana, dee):
    now, one = timezone.now(), {of(ana.pk)}
    addresses.add(ana, SECOND, now)
    dee.addresses.update(verified=False)

    def row():
        return ana.addresses.get(email=SECOND)

    table = {
        "added": (lambda: addresses.add(ana, "ana.c@example.org", now), one),
        "made primary": (lambda: addresses.make_primary(ana, row(), now), one),
        "primary already": (lambda: addresses.make_primary(ana, ana.addresses[0], now), set()),
        "removed": (lambda: addresses.remove(ana, row(), now), one),
        "confirmed": (lambda: dee.confirm_address(dee.email), {of(dee.pk)}),
        "confirmed again": (lambda: ana.confirm_address(SECOND), set()),
    }
    assert wrong_in(table) == []


def test_it_tells_of_sessions_that_end(ana, in_twice):
    one, other = in_twice
    first, second, all_of_hers = session_in(one), session_in(other), of(ana.pk)

    def device_in(browser):
        return Device.objects.get(session_key=browser.cookies["session"].value)

    def with_new_key():
        SessionStore(one.cookies["session"].value).cycle_key()

    table = {
        "device ended": (lambda: device_in(one).end(), {first}),
        "all ended": (lambda: Device.objects.end_all(again(ana)), {first, second, all_of_hers}),
        "key changed": (with_new_key, {first}),
        "all but one": (
            lambda: Device.objects.end_all(again(ana), but=device_in(one)),
            {second, all_of_hers},
        ),
        "logged out": (lambda: one.post("/log-out/"), {first}),
    }
    assert wrong_in(table) == []


def test_it_tells_nothing_of_sessions_that_have_run_out(ana, in_twice):
    later = timezone.now() + timedelta(days=500)
    assert topics(lambda: forget(later)) == set()
    forget(later)
    assert not Device.objects.exists()


def test_it_tells_nothing_of_asking_and_of_wrong_codes(ana, browser):
    def ask():
        browser.ask(ana.email)

    def guess():
        browser.enter("00000000")

    assert topics(ask) == set()
    browser.ask(ana.email)
    assert topics(guess) == set()
    assert browser.reader_id is None


def test_it_tells_of_a_password_kept_by_its_owner(ana, rf, in_twice):
    one, other = in_twice

    def keep():
        request = rf.get("/")
        request.session = SessionStore(one.cookies["session"].value)
        request.user = again(ana)
        passwords.keep(request, request.user, "a long and quiet night", timezone.now())

    assert {of(ana.pk), session_in(other)} <= topics(keep)
