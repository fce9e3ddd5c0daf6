from standfirst.readers.models import Reader
from standfirst.readers.tests.mailbox import code_for, last_mail, pass_minutes, wrong

PLACE = "/world/kursk/#s1a2b3c4"


def test_it_makes_the_reader_once_the_code_is_entered(browser, db):
    asked = browser.ask("dee@example.org", "/sign-up/", PLACE)
    assert asked["Location"] == "/sign-up/code/?next=/world/kursk/%23s1a2b3c4"
    assert not Reader.objects.exists()

    entered = browser.enter(code_for("dee@example.org"), "/sign-up/code/")

    dee = Reader.objects.get()
    assert (dee.email, dee.name, dee.has_usable_password()) == ("dee@example.org", "", False)
    address = dee.emailaddress_set.get()
    assert (address.verified, address.primary) == (True, True)
    assert browser.reader_id == dee.pk
    assert entered["Location"] == PLACE
    assert last_mail("dee@example.org").kind == "sign_up_code"


def test_it_makes_no_reader_of_a_wrong_or_expired_code(browser, db):
    browser.ask("dee@example.org", "/sign-up/")
    code = code_for("dee@example.org")
    browser.enter(wrong(code), "/sign-up/code/")
    pass_minutes(10)
    said = browser.enter(code, "/sign-up/code/").content.decode()
    assert "It has expired" in said
    assert 'href="/sign-up/"' in said
    assert not Reader.objects.exists()


def test_it_logs_in_whoever_has_an_account_already(browser, ana):
    browser.ask("ana@example.org", "/sign-up/")
    mail = last_mail("ana@example.org")
    assert mail.kind == "already_registered"
    assert "You already have an account" in mail.text

    browser.enter(code_for("ana@example.org"), "/sign-up/code/")

    assert browser.reader_id == ana.pk
    assert Reader.objects.count() == 1


def test_it_finds_the_reader_made_meanwhile_in_another_browser(browser, other_browser, db):
    browser.ask("dee@example.org", "/sign-up/")
    first = code_for("dee@example.org")
    other_browser.ask("dee@example.org", "/sign-up/")

    other_browser.enter(code_for("dee@example.org"), "/sign-up/code/")
    browser.enter(first, "/sign-up/code/")

    assert browser.reader_id == other_browser.reader_id == Reader.objects.get().pk


def test_it_sends_again_as_a_sign_up(browser, db):
    browser.ask("dee@example.org", "/sign-up/", PLACE)
    assert browser.again(next=PLACE)["Location"].startswith("/sign-up/code/")
    assert last_mail("dee@example.org").kind == "sign_up_code"
    assert browser.enter(code_for("dee@example.org"), "/sign-up/code/")["Location"] == PLACE
