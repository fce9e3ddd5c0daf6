"""Passkeys: added, shown in the place of a code, and refused wherever an answer is not the one asked for."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from standfirst.publication.models import OutgoingMail
from standfirst.readers.ceremony import MOST_PASSKEYS
from standfirst.readers.makers import name_of
from standfirst.readers.models import Passkey, Reader
from standfirst.readers.tests.device import FLAG, Device
from standfirst.readers.tests.hand import Hand
from standfirst.readers.tests.mailbox import code_for, last_mail

PLACE = "/world/kursk/#s1"


def log_in_by_code(browser, reader):
    browser.ask(reader.email)
    return browser.enter(code_for(reader.email))


@pytest.fixture
def ana_in(browser, ana):
    log_in_by_code(browser, ana)
    return browser


def new_options(browser):
    return browser.post("/account/keys/passkeys/options/").json()


def add(browser, device, **fields):
    answer = device.create(new_options(browser))
    return browser.post("/account/keys/passkeys/", {"credential": answer, **fields})


def options(browser):
    return browser.post("/log-in/passkey/options/").json()


def show(browser, device, page="/log-in/passkey/", **fields):
    return browser.post(page, {"credential": device.get(options(browser)), **fields})


@pytest.fixture
def device(ana_in):
    """Ana's, added."""
    device = Device()
    assert add(ana_in, device)["Location"] == "/account/keys/"
    return device


def age(browser, minutes, key="proved_at"):
    session = browser.session
    held = session[key]
    if isinstance(held, dict):
        session[key] = held | {"at": held["at"] - minutes * 60}
    else:
        session[key] = held - minutes * 60
    session.save()


# Added


def test_it_is_added_named_and_told_by_mail(ana_in, ana, device):
    passkey = ana.passkeys.get()
    assert (passkey.name, passkey.used_at) == ("Passkey", None)
    assert "A passkey was added: Passkey." in last_mail(ana.email).text
    page = ana_in.get("/account/keys/").content.decode()
    assert "Not used yet." in page


def test_it_is_renamed_and_removed(ana_in, ana, device):
    path = f"/account/keys/passkeys/{ana.passkeys.get().pk}/"
    assert ana_in.post(path, {"name": "My telephone"})["Location"] == "/account/keys/"
    assert ana.passkeys.get().name == "My telephone"
    assert "Give the passkey a name." in ana_in.post(path, {"name": " "}).content.decode()
    assert "at most 60 characters" in ana_in.post(path, {"name": "x" * 61}).content.decode()

    ana_in.post(path, {"remove": "on"})

    assert not ana.passkeys.exists()
    assert "A passkey was removed: My telephone." in last_mail(ana.email).text
    assert ana_in.post(path, {"name": "Back"}).status_code == 404


def test_nobody_changes_anothers(ana_in, ana, device, other_browser, dee):
    log_in_by_code(other_browser, dee)
    path = f"/account/keys/passkeys/{ana.passkeys.get().pk}/"
    assert other_browser.post(path, {"remove": "on"}).status_code == 404
    assert ana.passkeys.exists()


@pytest.mark.parametrize("path", ["", "passkeys/", "passkeys/options/", "passkeys/1/"])
def test_a_log_in_of_long_ago_is_not_enough(ana_in, path):
    age(ana_in, 31)
    away = ana_in.post(f"/account/keys/{path}")["Location"]
    assert away == f"/log-in/confirm/?next=/account/keys/{path}"
    assert Hand().post(f"/account/keys/{path}")["Location"].startswith("/log-in/?next=")


def test_the_same_one_is_not_added_twice_by_nobody(ana_in, device, other_browser, dee):
    log_in_by_code(other_browser, dee)
    for browser in (ana_in, other_browser):
        assert "It has been added before." in add(browser, device).content.decode()
    assert Passkey.objects.count() == 1


def test_there_is_an_end_to_how_many(ana_in, ana, device):
    one = ana.passkeys.get()
    for number in range(MOST_PASSKEYS - 1):
        one.pk, one.digest = None, str(number)
        one.save()
    assert "20 passkeys, the most it can have" in add(ana_in, Device()).content.decode()
    assert ana.passkeys.count() == MOST_PASSKEYS


@pytest.mark.parametrize(
    "other",
    [
        {"origin": "https://testserver"},
        {"origin": "http://evil.testserver"},
        {"origin": "http://testserver.evil.example"},
        {"host": "evil.example"},
    ],
)
def test_none_is_added_from_another_address(ana_in, other):
    answer = add(ana_in, Device(**other))
    assert answer.status_code == 400
    assert "not the answer we asked for" in answer.content.decode()
    assert not Passkey.objects.exists()


def test_none_is_added_for_whom_the_device_has_not_looked_at(ana_in):
    present = Device().create(new_options(ana_in), flags=FLAG.USER_PRESENT | FLAG.ATTESTED)
    assert ana_in.post("/account/keys/passkeys/", {"credential": present}).status_code == 400


def test_it_is_named_after_who_keeps_it():
    google = bytes.fromhex("ea9b8d664d011d213ce4b6b48cb575d4")
    assert name_of(google) == "Google Password Manager"
    assert name_of(bytes(16)) == "Passkey"


# Shown


def test_it_logs_in_without_an_address_and_goes_back_to_the_place(ana, device):
    browser = Hand()
    before = browser.session.session_key
    done = show(browser, device, next=PLACE)
    assert done["Location"] == PLACE
    assert browser.reader_id == ana.pk
    assert browser.session.session_key != before
    assert browser.cookies["known"].value
    assert ana.passkeys.get().used_at is not None
    assert browser.get("/account/keys/").status_code == 200  # proved


def test_what_it_is_asked_names_no_reader(ana, device):
    asked = options(Hand())["publicKey"]
    assert set(asked) == {"challenge", "rpId", "userVerification"}
    assert asked["userVerification"] == "required"


def test_an_answer_is_good_once(ana, device):
    browser = Hand()
    answer = device.get(options(browser))
    kept = browser.session["passkey_showing"]
    browser.post("/log-in/passkey/", {"credential": answer})
    browser.post("/log-out/")
    again = browser.post("/log-in/passkey/", {"credential": answer})
    assert again.status_code == 400
    assert "was used already" in again.content.decode()

    # Two requests at once: both find the challenge in the session.
    session = browser.session
    session["passkey_showing"] = kept
    session.save()
    assert browser.post("/log-in/passkey/", {"credential": answer}).status_code == 400
    assert browser.reader_id is None


def test_a_challenge_is_gone_after_a_wrong_answer(ana, device):
    browser = Hand()
    right = device.get(options(browser))
    browser.post("/log-in/passkey/", {"credential": "{}"})
    assert browser.post("/log-in/passkey/", {"credential": right}).status_code == 400
    assert browser.reader_id is None


def test_an_answer_works_in_no_other_browser(ana, device):
    asked, other = Hand(), Hand()
    answer = device.get(options(asked))
    options(other)
    assert other.post("/log-in/passkey/", {"credential": answer}).status_code == 400
    assert Hand().post("/log-in/passkey/", {"credential": answer}).status_code == 400


def test_a_challenge_is_good_for_half_an_hour(ana, device):
    browser = Hand()
    answer = device.get(options(browser))
    age(browser, 31, "passkey_showing")
    late = browser.post("/log-in/passkey/", {"credential": answer, "next": PLACE})
    assert "open for too long" in late.content.decode()
    assert 'href="/log-in/?next=/world/kursk/%23s1"' in late.content.decode()


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://evil.example", "testserver"),
        ("http://testserver:8000", "testserver"),
        ("http://testserver", "evil.example"),
    ],
)
def test_one_shown_elsewhere_is_refused(ana, device, origin, host):
    browser = Hand()
    device.origin, device.host = origin, host
    assert show(browser, device).status_code == 400
    assert browser.reader_id is None


def test_a_device_has_to_look_at_who_uses_it(ana, device):
    browser = Hand()
    answer = device.get(options(browser), flags=FLAG.USER_PRESENT)
    assert browser.post("/log-in/passkey/", {"credential": answer}).status_code == 400


def test_another_key_does_not_sign_for_it(ana, device):
    forged = Device()
    forged.id = device.id
    assert show(Hand(), forged).status_code == 400


def test_one_that_was_removed_is_not_known(ana, device):
    ana.passkeys.all().delete()
    gone = show(Hand(), device)
    assert gone.status_code == 400
    assert "it was removed from its account here" in gone.content.decode()


def test_a_copy_shows_by_its_counter(ana, device):
    assert show(Hand(), device).status_code == 302
    device.count -= 1
    copy = show(Hand(), device)
    assert copy.status_code == 400
    assert "as a copy of it would be" in copy.content.decode()


def test_one_that_counts_nothing_is_believed(ana, ana_in):
    synced = Device(counts=False)
    add(ana_in, synced)
    for _time in range(2):
        assert show(Hand(), synced).status_code == 302


def test_a_closed_account_stays_closed(ana, device):
    Reader.objects.filter(pk=ana.pk).update(is_active=False)
    browser = Hand()
    assert show(browser, device)["Location"] == "/log-in/closed/"
    assert browser.reader_id is None


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "x",
        "[]",
        "null",
        "{}",
        '{"rawId": 1}',
        '{"id":"AA","rawId":"AA","response":{}}',
        "[" * 99,
    ]
    + ["{" + '"a":' * 20_000],
)
def test_it_takes_no_nonsense(browser, ana, answer):
    options(browser)
    assert browser.post("/log-in/passkey/", {"credential": answer}).status_code == 400


def test_one_client_cannot_ask_without_end(browser, settings):
    settings.ACCOUNT_RATE_LIMITS = {"use_passkey": "2/m/ip"}
    answers = [browser.post("/log-in/passkey/options/").status_code for _ in range(3)]
    assert answers == [200, 200, 429]


# Where they can be


def test_pages_have_them_only_where_browsers_can(browser, settings):
    assert 'data-passkey="get"' in browser.get("/log-in/").content.decode()
    settings.ALLOWED_HOSTS = ["*"]
    for address in ["http://127.0.0.1:8000", "https://www.example.org"]:
        settings.ADDRESS = address
        assert "data-passkey" not in browser.get("/log-in/").content.decode()


def test_a_form_of_them_is_hidden_until_the_script_finds_that_it_works(browser):
    page = browser.get("/log-in/").content.decode()
    form = page[page.index('action="/log-in/passkey/"') :]
    assert "hidden>" in form[: form.index(">") + 1]


# Confirming with one


def test_it_confirms_who_is_here(ana_in, device):
    age(ana_in, 31)
    assert 'action="/log-in/confirm/passkey/"' in ana_in.get("/log-in/confirm/").content.decode()
    done = show(ana_in, device, "/log-in/confirm/passkey/", next="/account/keys/")
    assert done["Location"] == "/account/keys/"
    assert ana_in.get("/account/keys/").status_code == 200


def test_anothers_confirms_nothing(ana_in, device, other_browser, dee):
    log_in_by_code(other_browser, dee)
    age(other_browser, 31)
    refused = show(other_browser, device, "/log-in/confirm/passkey/")
    assert refused.status_code == 400
    assert "belongs to another account" in refused.content.decode()
    assert other_browser.get("/account/keys/").status_code == 302


# Offered


def enter_with_script(browser, reader, place=PLACE):
    browser.ask(reader.email, place=place)
    return browser.enter(code_for(reader.email), passkeys="can")["Location"]


def test_it_is_offered_once_after_a_code(browser, ana):
    offer = "/log-in/passkey/offer/?next=/world/kursk/%23s1"
    assert enter_with_script(browser, ana) == offer
    assert "Log in without mail next time" in browser.get(offer).content.decode()
    assert browser.post(offer, {"next": PLACE})["Location"] == PLACE
    browser.post("/log-out/")
    assert enter_with_script(browser, ana) == PLACE
    assert enter_with_script(Hand(), ana) == PLACE
    assert browser.get(offer)["Location"] == PLACE


def test_without_the_script_nobody_is_asked(browser, ana):
    browser.ask(ana.email, place=PLACE)
    assert browser.enter(code_for(ana.email))["Location"] == PLACE


def test_who_has_one_is_not_offered_another(ana, device):
    assert enter_with_script(Hand(), ana) == PLACE


def test_adding_one_from_the_offer_goes_on_to_the_place(ana_in):
    assert add(ana_in, Device(), next=PLACE)["Location"] == PLACE


def test_no_mail_holds_a_key(ana, device):
    kept = json.dumps(list(OutgoingMail.objects.values("text", "html", "subject")))
    assert Passkey.objects.get().digest not in kept


def test_used_at_is_the_hour_of_the_log_in(ana, device):
    show(Hand(), device)
    assert timezone.now() - ana.passkeys.get().used_at < timedelta(minutes=1)
