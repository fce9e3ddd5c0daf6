"""Several addresses on one account: added by a code from the mailbox, each of them logs in, one is primary."""

import re
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from standfirst.publication.models import OutgoingMail
from standfirst.readers import addresses
from standfirst.readers.addresses import AddressNeeded, Proved
from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import Role, ensure_roles
from standfirst.readers.staff import give_role
from standfirst.readers.tests.mailbox import (
    add_address,
    code_for,
    last_mail,
    log_in,
    pass_minutes,
    wrong,
)
from standfirst.readers.words import veiled

NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)
PAGE, CODE = "/account/addresses/", "/account/addresses/code/"
MAKE_PRIMARY, REMOVE = "/account/addresses/primary/", "/account/addresses/remove/"
SECOND = "ana.b@example.net"


@pytest.fixture
def ana_in(browser, ana):
    return log_in(browser, ana.email)


@pytest.fixture
def two(ana):
    """Ana's second address, verified."""
    addresses.add(ana, SECOND, NOW)
    OutgoingMail.objects.all().delete()
    return ana.addresses.get(email=SECOND)


def kept(reader):
    return [(row.email, row.verified, row.primary) for row in reader.addresses]


def told():
    return sorted(OutgoingMail.objects.filter(kind=addresses.KIND).values_list("to", flat=True))


def test_it_adds_an_address_by_the_code_from_its_mailbox(ana_in, ana):
    asked = ana_in.post(PAGE, {"email": " Ana.B@Example.net"})
    assert asked["Location"] == CODE
    assert kept(ana) == [(ana.email, True, True)], "nothing of it is kept before the code"
    assert last_mail(SECOND).kind == "add_code"

    assert "Nothing changes before it is entered." in ana_in.get(CODE).text
    assert ana_in.enter(wrong(code_for(SECOND)), CODE).status_code == 200
    assert ana_in.enter(code_for(SECOND), CODE)["Location"] == PAGE

    assert kept(ana) == [(ana.email, True, True), (SECOND, True, False)]
    assert f"{SECOND} logs you in from now on." in ana_in.get(PAGE).text
    assert "from now on" not in ana_in.get(PAGE).text
    assert told() == [SECOND, ana.email]
    assert "If this wasn't you" in last_mail(ana.email).text


def test_the_mail_names_nobody_to_a_stranger(ana_in, ana):
    ana_in.post(PAGE, {"email": "zoe@example.net"})
    mail = last_mail("zoe@example.net")
    assert ana.email not in mail.text + mail.html + mail.subject
    assert ana.name not in mail.text + mail.html
    assert "a…@e….org" in mail.text
    assert "without the code nothing changes" in mail.text


@pytest.mark.parametrize(
    ("address", "veil"),
    [("ana@example.org", "a…@e….org"), ("x@a.b.co.uk", "x…@a….uk"), ("x@local", "x…@….local")],
)
def test_it_veils_an_address(address, veil):
    assert veiled(address) == veil


def test_a_code_works_only_where_it_was_asked_for_and_in_time(ana_in, other_browser, dee, ana):
    ana_in.post(PAGE, {"email": SECOND})
    log_in(other_browser, dee.email)
    assert other_browser.enter(code_for(SECOND), CODE)["Location"] == PAGE
    pass_minutes(11)
    assert "It has expired" in ana_in.enter(code_for(SECOND), CODE).text
    assert kept(ana) == [(ana.email, True, True)]
    assert kept(dee) == [(dee.email, True, True)]
    assert ana_in.again()["Location"] == CODE
    ana_in.enter(code_for(SECOND), CODE)
    assert (SECOND, True, False) in kept(ana)


def test_it_answers_alike_whosever_address_it_is(ana_in, ana, dee, two):
    """Free, ours already, somebody else's: the mailbox alone learns which."""
    answers = []
    for address in ("free@example.net", SECOND, dee.email):
        asked = ana_in.post(PAGE, {"email": address})
        page = re.sub("<time.*?</time>", "", ana_in.get(CODE).text.replace(address, "ADDRESS"))
        answers.append((asked.status_code, asked["Location"], page.partition("<main")[2][:1500]))
    assert answers[0][:2] == answers[1][:2] == answers[2][:2]
    strip = [page.partition('value="')[0] for *_, page in answers]
    assert strip[0] == strip[1] == strip[2]
    assert last_mail("free@example.net").kind == "add_code"
    assert last_mail(dee.email).kind == "add_code_taken"


def test_one_of_ours_changes_nothing(ana_in, ana, two):
    before = kept(ana)
    assert add_address(ana_in, SECOND)["Location"] == PAGE
    assert kept(ana) == before
    assert told() == []


def test_it_logs_in_with_each(ana, two, browser, other_browser):
    for hand, address in ((browser, SECOND.upper()), (other_browser, ana.email)):
        hand.ask(address)
        hand.enter(code_for(address.lower()))
        assert hand.reader_id == ana.pk


def test_it_is_found_by_each_everywhere(ana, two, browser, capsys):
    assert Reader.objects.with_address(SECOND).get() == ana
    assert Reader.objects.find_or_create(SECOND) == ana
    browser.ask(SECOND, "/sign-up/")
    assert last_mail(SECOND).kind == "already_registered"
    browser.enter(code_for(SECOND), "/sign-up/code/")
    assert browser.reader_id == ana.pk
    call_command("login_link", SECOND)
    assert LogInLink.objects.get().reader == ana
    ensure_roles()
    give_role(SECOND, Role.WRITER)
    ana.refresh_from_db()
    assert (ana.role, Reader.objects.count()) == (Role.WRITER, 1)


def test_a_browser_is_known_by_the_address_that_was_typed(browser, two, settings):
    """Strangers can use up what all may ask for; a browser that logged in with it still may."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "ask_code_here": "1/h/key"}
    log_in(browser, SECOND)
    browser.post("/log-out/")
    assert browser.ask(SECOND).status_code == 302


def test_the_database_keeps_one_row_for_an_address_in_any_case(ana, dee, two):
    """If this fails, an upgrade of allauth has made its table anew, and our index with it must be made anew."""
    for address, verified in ((SECOND.upper(), True), (ana.email, False)):
        with pytest.raises(IntegrityError), transaction.atomic():
            EmailAddress.objects.create(user=dee, email=address, verified=verified)


def test_the_index_is_one_of_the_table(db):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "account_emailaddress")
    assert found["readers_one_row_per_address"]["unique"]


def test_an_address_merely_typed_blocks_nobody(ana_in, ana, other_browser):
    ana_in.post(PAGE, {"email": "cyr@example.org"})
    other_browser.ask("cyr@example.org", "/sign-up/")
    other_browser.enter(code_for("cyr@example.org"), "/sign-up/code/")
    cyr = Reader.objects.get(email="cyr@example.org")
    assert other_browser.reader_id == cyr.pk


def test_one_that_was_taken_meanwhile_is_anothers(ana, dee):
    assert addresses.add(ana, "both@example.net", NOW) is Proved.NEW
    assert addresses.add(dee, "both@example.net", NOW) is Proved.ANOTHERS
    assert addresses.add(ana, "both@example.net", NOW) is Proved.OURS


def test_it_makes_another_primary_and_tells_both(ana_in, ana, two):
    assert ana_in.post(MAKE_PRIMARY, {"address": two.pk})["Location"] == PAGE
    ana.refresh_from_db()
    assert ana.email == SECOND
    assert kept(ana) == [(SECOND, True, True), ("ana@example.org", True, False)]
    assert told() == [SECOND, "ana@example.org"]
    assert f"goes to {SECOND}" in ana_in.get(PAGE).text
    assert ana_in.reader_id == ana.pk


def test_it_removes_one_and_tells_both_and_its_links_end(ana_in, ana, two, other_browser):
    link = LogInLink.token_for(ana, NOW)
    assert ana_in.post(REMOVE, {"address": two.pk})["Location"] == PAGE
    assert kept(ana) == [(ana.email, True, True)]
    assert told() == [SECOND, ana.email]
    assert not Reader.objects.with_address(SECOND).exists()
    assert other_browser.get(f"/log-in/link/{link}/").status_code == 404


def test_the_primary_one_stays_until_another_is_primary(ana_in, ana, two):
    primary = ana.addresses.get(primary=True)
    said = ana_in.post(REMOVE, {"address": primary.pk}).text
    assert "The primary address stays until another one is made primary" in said
    assert len(kept(ana)) == 2
    ana_in.post(MAKE_PRIMARY, {"address": two.pk})
    ana_in.post(REMOVE, {"address": primary.pk})
    assert kept(ana) == [(SECOND, True, True)]


def test_the_last_verified_one_stays(db):
    ida = Reader.objects.create_reader("ida@example.org", verified=False)
    addresses.add(ida, SECOND, NOW)
    with pytest.raises(AddressNeeded):
        addresses.remove(ida, ida.addresses.get(email=SECOND), NOW)


def test_one_that_was_never_confirmed_is_made_no_primary_and_goes_when_another_is(db, dee):
    ida = Reader.objects.create_reader("ida@example.org", verified=False)
    addresses.add(ida, SECOND, NOW)
    addresses.make_primary(ida, ida.addresses.get(email=SECOND), NOW)
    assert kept(ida) == [(SECOND, True, True)], "its owner may want it"
    loose = EmailAddress.objects.create(user=dee, email="loose@example.net")
    with pytest.raises(AddressNeeded):
        addresses.make_primary(dee, loose, NOW)


@pytest.mark.parametrize("page", [MAKE_PRIMARY, REMOVE])
@pytest.mark.parametrize("sent", ["", "x", "0", "99999999999999999999", "theirs"])
def test_it_refuses_what_is_not_ones_own(ana_in, ana, dee, two, page, sent):
    theirs = dee.addresses.get()
    said = ana_in.post(page, {"address": theirs.pk if sent == "theirs" else sent})
    assert said.status_code == 200
    assert 'class="note bad"' in said.text
    assert kept(dee) == [(dee.email, True, True)]
    assert len(kept(ana)) == 2
    assert ana_in.get(page).status_code == 405


@pytest.mark.parametrize("typed", ["", "ana", "ana@", "a@b", "x" * 250 + "@example.org"])
def test_it_asks_for_a_whole_address(ana_in, typed):
    assert 'aria-invalid="true"' in ana_in.post(PAGE, {"email": typed}).text


def test_it_keeps_ten_at_most(ana_in, ana):
    for number in range(9):
        addresses.add(ana, f"{number}@example.net", NOW)
    assert "ten addresses at most" in ana_in.post(PAGE, {"email": SECOND}).text


def test_its_pages_want_a_log_in_and_a_proof(browser, ana, two):
    pages = [PAGE, CODE, MAKE_PRIMARY, REMOVE]
    for page in pages:
        assert browser.post(page, {"address": two.pk})["Location"].startswith("/log-in/?")
    browser.force_login(ana)
    for page in pages:
        assert browser.post(page, {"address": two.pk})["Location"].startswith("/log-in/confirm/?")
    assert len(kept(ana)) == 2


def test_it_limits_how_often_codes_are_asked_for(ana_in):
    answers = [ana_in.post(PAGE, {"email": SECOND}).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]


def test_its_pages_are_kept_by_no_cache(ana_in):
    assert "no-store" in ana_in.get(PAGE)["Cache-Control"]
