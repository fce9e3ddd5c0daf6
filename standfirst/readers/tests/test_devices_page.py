"""The page of devices: this one first, and the end of one, of all others, of all."""

import pytest

from standfirst.readers.devices import Device
from standfirst.readers.tests.hand import Hand
from standfirst.readers.tests.mailbox import code_for

PAGE = "/account/devices/"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1"


def in_at(reader, said=""):
    browser = Hand(headers={"user-agent": said, "accept-language": "de-AT"})
    browser.ask(reader.email)
    browser.enter(code_for(reader.email), time_zone="Europe/Vienna")
    return browser


@pytest.fixture
def here(ana):
    return in_at(ana, FIREFOX)


@pytest.fixture
def there(ana, here):
    return in_at(ana, SAFARI)


def number(browser):
    return Device.objects.get(session_key=browser.cookies["session"].value).pk


def signed_in(browser):
    return browser.get("/account/").status_code == 200


def test_it_lists_this_one_first_in_words(here, there):
    said = here.get(PAGE).content.decode()
    assert said.index("Firefox on Android, this one") < said.index("Safari on iPhone")
    assert "German (Austria)" in said
    assert "Vienna" in said
    assert "by a code from a mail" in said
    assert here.cookies["session"].value not in said
    assert "Logged in on 2 devices" in here.get("/account/").content.decode()


def test_it_is_for_whoever_is_logged_in(browser, db):
    assert browser.get(PAGE)["Location"].startswith("/log-in/")
    assert browser.post(PAGE, {"end": "all"})["Location"].startswith("/log-in/")


def test_it_ends_one_and_says_so(here, there):
    ended = here.post(PAGE, {"end": number(there)}, follow=True)
    assert "That device is logged out." in ended.content.decode()
    assert (signed_in(here), signed_in(there)) == (True, False)


def test_a_second_click_finds_it_ended(here, there):
    which = number(there)
    here.post(PAGE, {"end": which})
    assert here.post(PAGE, {"end": which})["Location"] == f"{PAGE}?ended=one"


def test_it_ends_no_device_of_somebody_else(here, dee):
    stranger = in_at(dee)
    here.post(PAGE, {"end": number(stranger)})
    assert signed_in(stranger)


def test_it_ends_all_others_and_stays(here, there):
    ended = here.post(PAGE, {"end": "others"}, follow=True)
    assert "All other devices are logged out." in ended.content.decode()
    assert (signed_in(here), signed_in(there)) == (True, False)
    assert "You are logged in nowhere else." in here.get(PAGE).content.decode()


def test_ending_all_others_puts_out_a_copy_of_this_cookie(ana, here, there):
    thief = Hand()
    thief.cookies["session"] = here.cookies["session"].value
    here.post(PAGE, {"end": "others"})
    assert (signed_in(here), signed_in(thief)) == (True, False)
    assert Device.objects.of(ana).get().pk == number(here)
    assert Device.objects.get().how == "code"


def test_it_ends_all_and_lands_where_that_is_said(here, there):
    ended = here.post(PAGE, {"end": "all"}, follow=True)
    assert "Logged out everywhere" in ended.content.decode()
    assert (signed_in(here), signed_in(there)) == (False, False)
    assert not Device.objects.exists()


def test_ending_this_one_is_logging_out(here):
    assert here.post(PAGE, {"end": number(here)})["Location"] == "/log-out/"


@pytest.mark.parametrize("which", ["", "none", "-1", "1.5", "9" * 60])
def test_it_refuses_what_is_no_device(here, which):
    assert here.post(PAGE, {"end": which}).status_code == 400
    assert here.post(PAGE).status_code == 400


def test_it_wants_the_pages_own_form(ana):
    browser = Hand(enforce_csrf_checks=True)
    browser.force_login(ana)
    assert browser.post(PAGE, {"end": "all"}).status_code == 403
    assert signed_in(browser)


def test_it_says_logged_out_everywhere_to_nobody_logged_in(here):
    assert here.get("/log-out/everywhere/")["Location"] == PAGE
    assert Hand().get("/log-out/everywhere/").status_code == 200


def test_it_takes_no_words_from_its_address(here):
    assert "logged out." not in here.get(f"{PAGE}?ended=<b>x").content.decode()
