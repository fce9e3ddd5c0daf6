"""The second factor before the admin: asked for when the publisher decides it, shown once a session, and lost."""

import re
from itertools import product

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from standfirst.publication.models import OutgoingMail
from standfirst.readers.authenticator_app import code_in, period_of
from standfirst.readers.factors import Door, decide_door
from standfirst.readers.models import AuthenticatorApp, Passkey, Reader, RecoveryCode, StaffLogIn
from standfirst.readers.tests.device import Device
from standfirst.readers.tests.hand import Hand
from standfirst.readers.tests.mailbox import code_for, last_mail
from standfirst.readers.tests.test_passkeys import add, show

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
EDITED = "/admin/pages/"
SHOW = f"/log-in/factor/?next={EDITED}"


def log_in_by_code(browser, reader):
    browser.ask(reader.email)
    browser.enter(code_for(reader.email))
    return browser


def now_code(later=0):
    return code_in(SECRET, period_of(timezone.now()) + later)


def wrong_code():
    near = {now_code(it) for it in range(-3, 4)}
    return next(it for it in ("000000", "111111", "222222", "333333", "444444") if it not in near)


@pytest.fixture
def two(db):
    """The publisher asks for a second factor."""
    asked = StaffLogIn.load()
    asked.ways = "two"
    asked.save()


@pytest.fixture
def app(eli):
    return AuthenticatorApp.objects.create(reader=eli, secret=SECRET, added_at=timezone.now())


@pytest.fixture
def eli_in(browser, eli):
    return log_in_by_code(browser, eli)


YES, NO = True, False


@pytest.mark.parametrize(
    ("doubted", "required", "holds", "shown", "door"),
    [
        (NO, NO, NO, NO, Door.OPEN),
        (NO, NO, YES, NO, Door.OPEN),
        (NO, YES, NO, NO, Door.ADD),
        (NO, YES, YES, NO, Door.SHOW),
        (YES, NO, NO, NO, Door.CONFIRM),
        (YES, NO, YES, NO, Door.CONFIRM),
        (YES, YES, NO, NO, Door.CONFIRM),
        (YES, YES, YES, NO, Door.SHOW),
        *[(*rest, YES, Door.OPEN) for rest in product([YES, NO], repeat=3)],
    ],
)
def test_what_the_door_asks_for(doubted, required, holds, shown, door):
    found = decide_door(doubted=doubted, required=required, holds=holds, shown=shown)
    assert found is door


def test_nobody_is_asked_until_the_publisher_decides_it(eli_in, app):
    assert eli_in.get(EDITED).status_code == 200


def test_readers_are_never_asked(browser, ana, two):
    log_in_by_code(browser, ana)
    assert browser.get("/account/").status_code == 200
    assert browser.get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize("page", [EDITED, "/admin/", "/admin/account/", "/admin/api/main/pages/"])
def test_every_page_of_the_admin_waits_for_it(eli_in, app, two, page):
    for answer in (eli_in.get(page), eli_in.post(page)):
        assert answer["Location"] == f"/log-in/factor/?next={page}"
    assert eli_in.get("/account/").status_code == 200


def test_a_code_of_the_app_opens_the_admin_for_this_session(eli_in, app, two, eli):
    shown = eli_in.post(SHOW, {"code": f" {now_code()[:3]} {now_code()[3:]} "})
    assert shown["Location"] == EDITED
    assert eli_in.get(EDITED).status_code == 200
    eli_in.post("/log-out/")
    log_in_by_code(eli_in, eli)
    assert eli_in.get(EDITED)["Location"] == SHOW


def test_a_code_is_taken_once(eli_in, app, two, eli, other_browser):
    eli_in.post(SHOW, {"code": now_code()})
    log_in_by_code(other_browser, eli)
    again = other_browser.post(SHOW, {"code": now_code()})
    assert "no code that works now" in again.content.decode()
    assert other_browser.get(EDITED).status_code == 302


def test_another_readers_code_does_not_do(eli_in, two, eli, dee):
    AuthenticatorApp.objects.create(reader=dee, secret=SECRET, added_at=timezone.now())
    AuthenticatorApp.objects.create(reader=eli, secret="A" * 32, added_at=timezone.now())
    eli_in.post(SHOW, {"code": now_code()})
    assert eli_in.get(EDITED).status_code == 302


def test_nobody_guesses_it(eli_in, app, two, eli):
    answers = [eli_in.post(SHOW, {"code": wrong_code()}).status_code for _time in range(6)]
    assert answers == [200] * 5 + [429]
    other = log_in_by_code(Hand(REMOTE_ADDR="198.51.100.9"), eli)
    assert other.post(SHOW, {"code": now_code()}).status_code == 429


@pytest.mark.parametrize("code", ["", "x" * 41, "12345", "١٢٣٤٥٦", "ab-cd"])
def test_it_takes_no_nonsense(eli_in, app, two, code):
    answer = eli_in.post(SHOW, {"code": code})
    assert answer.status_code == 200
    assert 'class="errorlist"' in answer.content.decode()


def test_a_recovery_code_stands_in_once_and_is_told(eli_in, app, two, eli, other_browser):
    code = RecoveryCode.new_for(eli)[0]
    assert eli_in.post(SHOW, {"code": code})["Location"] == EDITED
    assert "A recovery code was used. You have 9 left." in last_mail(eli.email).text
    log_in_by_code(other_browser, eli)
    other_browser.post(SHOW, {"code": code})
    assert other_browser.get(EDITED).status_code == 302


def test_a_passkey_log_in_is_both(eli_in, eli, two):
    device = Device()
    eli_in.get("/log-in/factor/add/")
    assert add(eli_in, device)["Location"] == "/account/keys/"
    browser = Hand()
    show(browser, device)
    assert browser.get(EDITED).status_code == 200


def test_a_passkey_is_shown_after_a_code_too(eli_in, eli, two, other_browser):
    device = Device()
    add(eli_in, device)
    log_in_by_code(other_browser, eli)
    assert 'action="/log-in/confirm/passkey/"' in other_browser.get(SHOW).content.decode()
    show(other_browser, device, "/log-in/confirm/passkey/", next=EDITED)
    assert other_browser.get(EDITED).status_code == 200


def test_who_has_none_is_led_to_add_one(eli_in, eli, two):
    assert eli_in.get(EDITED)["Location"] == f"/log-in/factor/add/?next={EDITED}"
    page = eli_in.get(f"/log-in/factor/add/?next={EDITED}").content.decode()
    assert f'href="/account/keys/app/?next={EDITED}"' in page
    page = eli_in.get(f"/account/keys/app/?next={EDITED}").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret = re.search(r'class="key">([A-Z2-7 ]+)<', page)[1].replace(" ", "")

    path = f"/account/keys/app/?next={EDITED}"
    assert "not the app" in eli_in.post(path, {"code": "12"}).content.decode()
    added = eli_in.post(path, {"code": code_in(secret, period_of(timezone.now()))})

    codes = re.findall(r'class="key">([a-z2-9-]{11})<', added.content.decode())
    assert len(codes) == 10
    assert eli_in.get(EDITED).status_code == 200
    assert "An authenticator app was added." in last_mail(eli.email).text
    assert eli_in.get(path)["Location"] == EDITED
    log_in_by_code(other := Hand(), eli)
    assert other.post(SHOW, {"code": codes[3]})["Location"] == EDITED


def test_who_is_led_there_is_not_offered_a_passkey_before(browser, eli, two):
    browser.ask(eli.email, place=EDITED)
    assert browser.enter(code_for(eli.email), passkeys="can")["Location"] == EDITED


def test_a_mailbox_alone_adds_none_beside_it(eli_in, app, two, eli):
    """Who reads Eli's mail has a code: that must not be enough to bring a factor of their own."""
    options = eli_in.post("/account/keys/passkeys/options/")
    assert options["Location"].startswith("/log-in/factor/")
    for path in ["", "passkeys/", "passkeys/1/", "app/", "recovery/", "password/"]:
        assert eli_in.get(f"/account/keys/{path}")["Location"].startswith("/log-in/factor/")
        assert eli_in.post(f"/account/keys/{path}")["Location"].startswith("/log-in/factor/")
    assert eli_in.get("/log-in/factor/add/")["Location"] == "/"
    assert not Passkey.objects.exists()


@pytest.mark.parametrize("page", ["/account/addresses/", "/account/delete/"])
def test_a_mailbox_alone_takes_no_account_of_staff_over(eli_in, app, two, page):
    assert eli_in.get(page)["Location"] == f"/log-in/factor/?next={page}"
    eli_in.post("/account/addresses/", {"email": "thief@example.net"})
    assert not OutgoingMail.objects.filter(to="thief@example.net").exists()
    assert eli_in.post("/account/data/").status_code == 302
    eli_in.post(SHOW, {"code": now_code()})
    assert eli_in.get(page).status_code == 200


def test_a_password_alone_opens_no_admin_and_adds_no_factor(browser, eli, two):
    eli.set_password("seven quiet tides")
    eli.save()
    browser.post("/log-in/password/", {"email": eli.email, "password": "seven quiet tides"})
    assert browser.reader_id == eli.pk
    assert browser.get(EDITED)["Location"] == f"/log-in/confirm/?next={EDITED}"
    assert browser.get("/log-in/factor/add/")["Location"].startswith("/log-in/confirm/")

    StaffLogIn.objects.update(ways="code")
    assert browser.get(EDITED)["Location"] == f"/log-in/confirm/?next={EDITED}"
    browser.post("/log-in/confirm/", {"next": EDITED})
    browser.enter(code_for(eli.email), f"/log-in/confirm/code/?next={EDITED}")
    assert browser.get(EDITED).status_code == 200


def test_staff_remove_the_app_and_what_stood_in_for_it(eli_in, app, eli):
    RecoveryCode.new_for(eli)
    assert "10 codes left" in eli_in.get("/account/keys/").content.decode()
    eli_in.post("/account/keys/app/", {"remove": "on"})
    assert not AuthenticatorApp.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert "The authenticator app was removed." in last_mail(eli.email).text


def test_new_recovery_codes_are_shown_once(eli_in, app, eli):
    made = eli_in.post("/account/keys/recovery/").content.decode()
    assert len(re.findall(r'class="key">', made)) == 10
    assert "New recovery codes were made" in last_mail(eli.email).text
    assert "no-store" in eli_in.post("/account/keys/recovery/")["Cache-Control"]
    assert eli_in.get("/account/keys/recovery/")["Location"] == "/account/keys/"
    AuthenticatorApp.objects.all().delete()
    assert eli_in.post("/account/keys/recovery/")["Location"] == "/account/keys/"


# Lost


@pytest.fixture
def vera_in(db):
    vera = Reader.objects.create_reader("vera@example.org", name="Vera")
    vera.take_role("publisher")
    return log_in_by_code(Hand(), vera)


def test_a_publisher_takes_a_lost_one_away(vera_in, eli, app):
    RecoveryCode.new_for(eli)
    page = vera_in.get("/admin/staff/").content.decode()
    assert "Has a second factor" in page
    path = f"/admin/staff/{eli.pk}/factors/"
    assert path in page

    said = vera_in.post(path, follow=True).content.decode()

    assert "eli@example.org has no second factor any more" in said
    assert "Vera took the second factor from eli@example.org." in " ".join(said.split())
    assert not AuthenticatorApp.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert "A publisher took your passkeys and second factor away." in last_mail(eli.email).text
    assert ModelLogEntry.objects.get(action="readers.drop_factors").user.email == "vera@example.org"


def test_whoever_found_it_is_out_with_it(vera_in, eli_in, eli, app, two):
    eli_in.post(SHOW, {"code": now_code()})
    assert eli_in.get(EDITED).status_code == 200
    StaffLogIn.objects.update(ways="code")
    vera_in.post(f"/admin/staff/{eli.pk}/factors/")
    assert eli_in.get(EDITED)["Location"].startswith("/admin/login/")


def test_it_is_for_publishers_alone(eli_in, app, eli):
    assert eli_in.post(f"/admin/staff/{eli.pk}/factors/").status_code == 302
    assert AuthenticatorApp.objects.exists()


def test_a_reader_without_a_role_is_none_of_that_pages(vera_in, ana):
    assert vera_in.post(f"/admin/staff/{ana.pk}/factors/").status_code == 404
    assert vera_in.get(f"/admin/staff/{ana.pk}/factors/")["Location"] == "/admin/staff/"


def test_whoever_has_the_shell_is_never_locked_out(eli, app, two, capsys):
    call_command("login_link", eli.email, "--drop-factors")
    link = capsys.readouterr().out.strip().removeprefix("http://testserver")
    browser = Hand()
    browser.post(link)
    assert browser.get(EDITED)["Location"] == f"/log-in/factor/add/?next={EDITED}"
    assert ModelLogEntry.objects.get(action="readers.drop_factors").user is None


def test_a_link_alone_takes_no_factor_away(eli, app, two, capsys):
    call_command("login_link", eli.email)
    browser = Hand()
    browser.post(capsys.readouterr().out.strip().removeprefix("http://testserver"))
    assert browser.get(EDITED)["Location"] == SHOW


def test_it_is_the_publishers_to_decide(vera_in, eli_in):
    page = f"/admin/settings/readers/stafflogin/{StaffLogIn.load().pk}/"
    assert vera_in.get(page).status_code == 200
    eli_in.post(page, {"ways": "two"})
    assert not StaffLogIn.load().two
    vera_in.post(page, {"ways": "two"})
    assert StaffLogIn.load().two
    assert vera_in.get("/admin/")["Location"] == "/log-in/factor/add/?next=/admin/"
