"""Every way to get stuck at log-in says what happened and has a next step."""

import re

import pytest
from django.conf import settings

from standfirst.readers.tests.hand import Hand
from standfirst.readers.tests.mailbox import code_for, pass_minutes, wrong

ON_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
ON_ANDROID = "Mozilla/5.0 (Linux; Android 15; wv) AppleWebKit/537.36 Version/4.0 Chrome/140.0 Mobile Safari/537.36"
FORM_PAGES = [
    "/log-in/",
    "/log-in/code/",
    "/log-in/code/again/",
    "/log-in/approval/ask/",
    "/sign-up/",
    "/log-out/",
]


def main_of(response):
    return re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)[0]


def steps(response):
    """The addresses that its words lead to."""
    return re.findall(r'(?:href|action)="([^"]*)"', main_of(response))


@pytest.mark.parametrize("page", FORM_PAGES)
def test_cookies_refused_are_told_from_a_form_left_open(db, page):
    refuses = Hand(enforce_csrf_checks=True)
    refused = refuses.post(f"{page}?next=/world/", {"email": "ana@example.org"})
    assert refused.status_code == 403
    assert "Your browser sent no cookie" in main_of(refused)
    assert steps(refused) == [f"{page}?next=/world/", "/help/reading/"]

    keeps = Hand(enforce_csrf_checks=True)
    keeps.get("/log-in/")
    expired = keeps.post(f"{page}?next=/world/", {"email": "ana@example.org"})
    assert expired.status_code == 403
    assert "This form has expired" in main_of(expired)
    assert steps(expired)[0] == f"{page}?next=/world/"


@pytest.mark.parametrize("page", FORM_PAGES)
def test_the_form_it_offers_again_is_a_page(db, page):
    assert Hand().get(f"{page}?next=/help/reading/", follow=True).status_code == 200


def test_a_late_code_says_so_and_offers_another(browser, ana):
    browser.ask(ana.email)
    pass_minutes(11)
    late = browser.enter(code_for(ana.email))
    assert "It has expired" in main_of(late)
    assert "/log-in/code/again/" in steps(late)
    assert "/log-in/" in steps(late)


def test_a_code_of_an_earlier_mail_is_told_from_a_wrong_one(browser, ana):
    browser.ask(ana.email)
    first = code_for(ana.email)
    browser.again()
    latest = code_for(ana.email)

    said = main_of(browser.enter(first))
    assert "That code is from an earlier mail." in said
    assert "You have 4 more tries." in said
    assert "That is not the code" in main_of(browser.enter(wrong(latest)))
    browser.enter(latest)
    assert browser.reader_id == ana.pk


def test_an_earlier_code_of_somebody_elses_browser_is_a_wrong_one(browser, other_browser, ana):
    other_browser.ask(ana.email)
    theirs = code_for(ana.email)
    browser.ask(ana.email)
    browser.again()
    assert "That is not the code" in main_of(browser.enter(theirs))


def test_without_cookies_the_code_page_says_what_may_have_happened(browser, db):
    alone = browser.get("/log-in/code/")
    assert "this browser has dropped our cookie" in main_of(alone)
    assert "inside the app where you began" in main_of(alone)
    assert steps(alone) == ["/log-in/", "/sign-up/", "/help/reading/"]


@pytest.mark.parametrize("page", ["/log-in/", "/sign-up/", "/log-in/code/"])
@pytest.mark.parametrize(
    ("said", "app", "way"),
    [
        (
            f"{ON_IPHONE} Mobile/15E148 Instagram 380.0 (iPhone16,1)",
            "inside Instagram",
            "Open in Safari",
        ),
        (f"{ON_ANDROID} [FB_IAB/FB4A;FBAV/510.0;]", "inside Facebook", "Open in browser"),
        (ON_ANDROID, "inside another app", "Open in browser"),
    ],
)
def test_inside_an_app_it_says_that_the_code_works_and_the_way_out(ana, page, said, app, way):
    browser = Hand(headers={"user-agent": said})
    browser.ask(ana.email, place="/world/kursk/#s1")
    seen = main_of(browser.get(f"{page}?next=/world/kursk/%23s1"))
    assert app in seen
    assert "The code works right here." in seen
    assert way in seen
    assert f'value="{settings.ADDRESS}/log-in/?next=/world/kursk/%23s1"' in seen


def test_in_a_browser_proper_it_says_nothing_of_apps(ana):
    browser = Hand(headers={"user-agent": f"{ON_IPHONE} Version/18.5 Mobile/15E148 Safari/604.1"})
    assert "The code works right here." not in main_of(browser.get("/log-in/"))
