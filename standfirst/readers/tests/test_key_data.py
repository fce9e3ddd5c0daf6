"""What of keys is told, erased, and handed over when two accounts become one."""

import json

import pytest
from django.utils import timezone

from standfirst.readers import key_data
from standfirst.readers.models import AuthenticatorApp, Passkey, RecoveryCode
from standfirst.readers.personal import rooms
from standfirst.readers.tests.device import Device
from standfirst.readers.tests.hand import Hand
from standfirst.readers.tests.mailbox import code_for
from standfirst.readers.tests.test_passkeys import add, show

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture
def device(browser, ana):
    browser.ask(ana.email)
    browser.enter(code_for(ana.email))
    device = Device()
    add(browser, device)
    return device


def give_app(reader):
    AuthenticatorApp.objects.create(reader=reader, secret=SECRET, added_at=timezone.now())
    return RecoveryCode.new_for(reader)


def test_it_tells_of_keys_and_nothing_that_opens(device, ana):
    codes = give_app(ana)
    assert rooms()["keys"] is key_data
    told = key_data.personal_data(ana)
    assert told["passkeys"][0]["name"] == "Passkey"
    assert told["authenticator_app"]["last_used"] is None
    assert told["recovery_codes_left"] == 10
    said = json.dumps(told)
    assert not [it for it in (SECRET, *codes, Passkey.objects.get().digest) if it in said]


def test_it_erases_them_and_may_do_so_twice(device, ana, dee):
    give_app(ana)
    give_app(dee)
    for _twice in range(2):
        key_data.erase(ana, timezone.now())
    assert not Passkey.objects.exists()
    assert AuthenticatorApp.objects.get().reader == dee
    assert key_data.personal_data(ana) == {
        "passkeys": [],
        "authenticator_app": None,
        "recovery_codes_left": 0,
    }


def test_a_passkey_logs_in_to_the_account_that_is_kept(device, ana, dee):
    for _twice in range(2):
        key_data.join(dee, ana, timezone.now())
    ana.delete()
    browser = Hand()
    assert show(browser, device).status_code == 302
    assert browser.reader_id == dee.pk


def test_none_goes_over_to_staff(device, ana, eli):
    """Who has Eli's mailbox alone could join an account of their own to his, and be past the second factor."""
    give_app(ana)
    key_data.join(eli, ana, timezone.now())
    assert not eli.passkeys.exists()
    assert show(Hand(), device).status_code == 400
    assert not AuthenticatorApp.objects.exists()
