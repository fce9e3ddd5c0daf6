"""Confirming once more who one is: by a code, in a session that a log-in of long ago began."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from standfirst.readers import proof
from standfirst.readers.models import LogInLink, Reader
from standfirst.readers.tests.mailbox import code_for, last_mail, pass_minutes, wrong

PLACE = "/account/"


@pytest.fixture
def ana_in(browser, ana):
    browser.ask(ana.email)
    browser.enter(code_for(ana.email))
    return browser


def age(browser, minutes):
    """Let the browser's session have proved itself that much earlier."""
    session = browser.session
    session["proved_at"] -= minutes * 60
    session.save()


def test_a_log_in_is_good_for_a_while(ana_in):
    assert ana_in.get(f"/log-in/confirm/?next={PLACE}")["Location"] == PLACE
    age(ana_in, 31)
    assert ana_in.get(f"/log-in/confirm/?next={PLACE}").status_code == 200


def test_it_sends_a_code_only_when_asked_and_comes_back(ana_in, ana):
    age(ana_in, 31)
    before = last_mail(ana.email).pk
    ana_in.get(f"/log-in/confirm/?next={PLACE}")
    assert last_mail(ana.email).pk == before

    asked = ana_in.post("/log-in/confirm/", {"next": PLACE})
    assert asked["Location"] == f"/log-in/confirm/code/?next={PLACE}"
    assert last_mail(ana.email).kind == "confirm_code"
    refused = ana_in.enter(wrong(code_for(ana.email)), asked["Location"])
    assert refused.status_code == 200
    assert ana_in.get("/log-in/confirm/").status_code == 200

    key = ana_in.session.session_key
    done = ana_in.enter(code_for(ana.email), asked["Location"])
    assert done["Location"] == PLACE
    assert ana_in.get("/log-in/confirm/")["Location"] == "/"
    assert ana_in.session.session_key == key
    assert Session.objects.get(pk=key).expire_date > timezone.now() + timedelta(days=300)


def test_a_late_code_says_so_and_sends_another(ana_in, ana):
    age(ana_in, 31)
    ana_in.post("/log-in/confirm/", {"next": PLACE})
    pass_minutes(11)
    late = ana_in.enter(code_for(ana.email), "/log-in/confirm/code/")
    assert "expired" in late.content.decode()
    again = ana_in.again(next=PLACE)
    assert again["Location"] == f"/log-in/confirm/code/?next={PLACE}"
    assert ana_in.enter(code_for(ana.email), again["Location"])["Location"] == PLACE


def test_nobody_confirms_without_a_log_in(browser, ana):
    assert browser.get("/log-in/confirm/")["Location"].startswith("/log-in/")
    browser.ask(ana.email)
    assert browser.get("/log-in/confirm/code/").status_code == 200  # it is the log-in's own code


def test_a_guarded_view_is_reached_only_by_who_proved_it_lately(ana):
    view = proof.recently_proven(lambda request: HttpResponse("in"))
    request = RequestFactory().get("/account/data/?all=1")
    request.user, request.session = ana, {}
    away = view(request)
    assert away["Location"] == "/log-in/confirm/?next=/account/data/%3Fall%3D1"
    proof.prove(request, timezone.now())
    assert view(request).content == b"in"
    request.session["proved_at"] += 3600
    assert view(request).status_code == 302


def test_an_address_removed_meanwhile_proves_nothing(ana_in, ana):
    age(ana_in, 31)
    ana_in.post("/log-in/confirm/", {"next": PLACE})
    code = code_for(ana.email)
    ana.addresses.update(primary=False)
    EmailAddress.objects.create(user=ana, email="new@example.org", verified=True, primary=True)
    ana.addresses.filter(primary=False).delete()
    Reader.objects.filter(pk=ana.pk).update(email="new@example.org")

    away = ana_in.enter(code, "/log-in/confirm/code/")
    assert away["Location"] == f"/log-in/confirm/?next={PLACE}"
    assert ana_in.get("/log-in/confirm/").status_code == 200


def test_another_code_goes_to_the_address_that_is_primary_by_then(ana_in, ana):
    age(ana_in, 31)
    ana_in.post("/log-in/confirm/", {"next": PLACE})
    ana.addresses.update(email="new@example.org")
    Reader.objects.filter(pk=ana.pk).update(email="new@example.org")
    ana_in.again(next=PLACE)
    done = ana_in.enter(code_for("new@example.org"), "/log-in/confirm/code/")
    assert done["Location"] == PLACE


def test_it_confirms_an_address_that_staff_had_typed(browser, db):
    uma = Reader.objects.create_reader("uma@example.org", verified=False)
    browser.post(f"/log-in/link/{LogInLink.token_for(uma, timezone.now())}/")
    age(browser, 31)
    asked = browser.post("/log-in/confirm/", {"next": PLACE})
    assert browser.enter(code_for(uma.email), asked["Location"])["Location"] == PLACE
    assert uma.addresses.get().verified
