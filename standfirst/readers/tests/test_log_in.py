import re

import pytest

from standfirst.readers.models import LogInCode, Reader
from standfirst.readers.tests.mailbox import code_for, last_mail, pass_minutes, wrong

PLACE = "/world/kursk/#s1a2b3c4"


def test_it_logs_in_by_the_code_in_the_mail(browser, ana):
    asked = browser.ask("ana@example.org")
    assert (asked.status_code, asked["Location"]) == (302, "/log-in/code/")
    assert browser.reader_id is None

    entered = browser.enter(code_for("ana@example.org"))

    assert (entered.status_code, entered["Location"]) == (302, "/")
    assert browser.reader_id == ana.pk


def test_it_has_no_password_field_and_takes_a_pasted_code(browser, ana):
    page = browser.get("/log-in/").content.decode()
    assert 'type="password"' not in page
    assert 'autocomplete="username webauthn"' in page

    browser.ask("ana@example.org")
    page = browser.get("/log-in/code/").content.decode()

    field = re.search(r'<input[^>]*name="code"[^>]*>', page)[0]
    assert 'type="text"' in field
    assert 'autocomplete="one-time-code"' in field
    assert 'inputmode="numeric"' in field
    assert 'type="password"' not in page


@pytest.mark.parametrize(
    "shape",
    ["{code}", " {spaced} ", "{plain}", "{code} is your code for The Relay", "{en_dash}"],
)
def test_it_takes_a_code_however_it_was_copied(browser, ana, shape):
    browser.ask("ana@example.org")
    code = code_for("ana@example.org")
    variants = {
        "code": code,
        "spaced": code.replace("-", " "),
        "plain": code.replace("-", ""),
        "en_dash": code.replace("-", "–"),
    }

    browser.enter(shape.format(**variants))

    assert browser.reader_id == ana.pk


def test_it_knows_the_address_in_any_case(browser, ana):
    browser.ask(" ANA@Example.ORG ")
    browser.enter(code_for("ana@example.org"))
    assert browser.reader_id == ana.pk


def test_it_puts_the_code_first_in_the_subject_and_says_how_long_it_works(browser, ana):
    browser.ask("ana@example.org")
    mail = last_mail("ana@example.org")

    assert mail.kind == "log_in_code"
    assert mail.subject.startswith(f"{code_for('ana@example.org')} is your code for ")
    assert "10 minutes" in mail.text
    assert "ignore this mail" in mail.text
    assert code_for("ana@example.org") in mail.html
    assert (mail.expires_at - mail.created_at).total_seconds() == 600


def test_it_returns_to_the_same_place_in_the_story(browser, ana):
    browser.ask("ana@example.org", place=PLACE)
    page = "/log-in/code/?next=/world/kursk/%23s1a2b3c4"
    code = code_for("ana@example.org")

    assert browser.get(page).status_code == 200
    assert PLACE in browser.enter(wrong(code), page).content.decode()
    entered = browser.enter(code, "/log-in/code/", next=PLACE)

    assert entered["Location"] == PLACE


def test_it_returns_there_after_another_mail_and_from_a_link_without_the_place(browser, ana):
    browser.ask("ana@example.org", place=PLACE)
    again = browser.again(next=PLACE)
    assert again["Location"] == "/log-in/code/?next=/world/kursk/%23s1a2b3c4"

    entered = browser.enter(code_for("ana@example.org"), "/log-in/code/")

    assert entered["Location"] == PLACE


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "world/",
    ],
)
def test_it_never_leads_to_another_site(browser, ana, elsewhere):
    browser.ask("ana@example.org", place=elsewhere)
    page = browser.get("/log-in/code/", {"next": elsewhere}).content.decode()
    assert "evil.example" not in page
    entered = browser.enter(code_for("ana@example.org"), next=elsewhere)
    assert entered["Location"] == "/"
    assert browser.get("/log-in/", {"next": elsewhere})["Location"] == "/"
    assert browser.post("/log-out/", {"next": elsewhere})["Location"] == "/"


def test_it_works_only_in_the_browser_that_asked(browser, other_browser, ana):
    browser.ask("ana@example.org")
    code = code_for("ana@example.org")

    said = other_browser.post("/log-in/code/", {"code": code}, follow=True).content.decode()

    assert "No code is waiting in this browser" in said
    assert 'href="/log-in/"' in said
    assert other_browser.reader_id is None
    browser.enter(code)
    assert browser.reader_id == ana.pk


def test_it_works_once(browser, ana):
    browser.ask("ana@example.org")
    code = code_for("ana@example.org")
    browser.enter(code)
    browser.post("/log-out/")

    said = browser.post("/log-in/code/", {"code": code}, follow=True).content.decode()

    assert "No code is waiting in this browser" in said
    assert browser.reader_id is None


def test_a_second_click_ends_where_the_first_one_did(browser, ana):
    """The second request comes with the session as it was before the first one logged in."""
    browser.ask("ana@example.org", place=PLACE)
    before = browser.cookies["session"].value
    code = code_for("ana@example.org")
    page = "/log-in/code/?next=/world/kursk/%23s1a2b3c4"
    browser.enter(code, page)
    logged_in = browser.cookies["session"].value

    browser.cookies["session"] = before
    second = browser.enter(code, page)
    browser.cookies["session"] = logged_in

    assert second["Location"] == page
    assert browser.get(page)["Location"] == PLACE


def test_it_says_when_the_code_was_not_right_and_how_many_tries_are_left(browser, ana):
    browser.ask("ana@example.org")
    code = code_for("ana@example.org")

    said = browser.enter(wrong(code)).content.decode()

    assert "That is not the code in the mail we sent at " in said
    assert "You have 4 more tries." in said
    assert 'aria-invalid="true"' in said
    assert wrong(code) not in said
    browser.enter(code)
    assert browser.reader_id == ana.pk


def test_it_ends_a_code_after_five_tries(browser, ana):
    browser.ask("ana@example.org")
    code = code_for("ana@example.org")
    for _try in range(4):
        assert "Five codes were tried" not in browser.enter(wrong(code)).content.decode()
    fifth = browser.enter(wrong(code)).content.decode()
    right_but_late = browser.enter(code).content.decode()

    assert "Five codes were tried" in fifth
    assert "Send a new code" in fifth
    assert "Five codes were tried" in right_but_late
    assert browser.reader_id is None


def test_it_does_not_count_an_entry_that_cannot_be_a_code(browser, ana):
    browser.ask("ana@example.org")
    for typed in ["", "1234", "123456789", "abcd-efgh"]:
        assert "aria-invalid" in browser.enter(typed).content.decode()
    assert LogInCode.objects.get().tries == 0


def test_it_ends_a_code_after_ten_minutes(browser, ana):
    browser.ask("ana@example.org")
    code = code_for("ana@example.org")
    pass_minutes(10)

    said = browser.enter(code).content.decode()

    assert "It has expired" in said
    assert "Send a new code" in said
    assert browser.reader_id is None


def test_it_takes_a_code_just_before_ten_minutes(browser, ana):
    browser.ask("ana@example.org")
    pass_minutes(9.9)
    browser.enter(code_for("ana@example.org"))
    assert browser.reader_id == ana.pk


def test_a_code_whose_row_was_forgotten_has_expired(browser, ana):
    browser.ask("ana@example.org")
    code = code_for("ana@example.org")
    session = browser.session
    session["pending_code"]["asked_at"] = "2026-01-01T07:00:00+00:00"
    session.save()
    LogInCode.objects.all().delete()

    assert "It has expired" in browser.get("/log-in/code/").content.decode()
    assert "It has expired" in browser.enter(code).content.decode()


def test_it_sends_another_code_and_ends_the_first(browser, ana):
    browser.ask("ana@example.org")
    first = code_for("ana@example.org")

    browser.again()
    second = code_for("ana@example.org")

    assert first != second
    said = browser.get("/log-in/code/").content.decode()
    assert "Codes from earlier mails no longer work." in said
    assert "You have 4 more tries." in browser.enter(first).content.decode()
    browser.enter(second)
    assert browser.reader_id == ana.pk


def test_it_sends_another_code_after_the_first_is_over(browser, ana):
    browser.ask("ana@example.org", place=PLACE)
    pass_minutes(11)
    browser.get("/log-in/code/")

    browser.again()

    assert browser.enter(code_for("ana@example.org"))["Location"] == PLACE


def test_another_code_without_a_first_says_that_none_is_waiting(browser, db):
    said = browser.post("/log-in/code/again/", follow=True).content.decode()
    assert "No code is waiting in this browser" in said


def test_it_offers_another_address_and_the_other_page_with_the_place(browser, ana):
    where = "?next=/world/kursk/%23s1a2b3c4"
    assert f'href="/sign-up/{where}"' in browser.get(f"/log-in/{where}").content.decode()
    assert f'href="/log-in/{where}"' in browser.get(f"/sign-up/{where}").content.decode()
    browser.ask("ana@example.org", place=PLACE)
    assert f'href="/log-in/{where}"' in browser.get(f"/log-in/code/{where}").content.decode()


def test_it_asks_for_a_whole_address(browser, db):
    for typed in ["", "ana", "ana@"]:
        said = browser.ask(typed)
        assert said.status_code == 200
        assert "aria-invalid" in said.content.decode()


def test_it_leads_whoever_is_logged_in_to_where_they_go(browser, ana):
    browser.force_login(ana)
    for page in ["/log-in/", "/log-in/code/", "/sign-up/", "/sign-up/code/"]:
        assert browser.get(page)["Location"] == "/"
        assert browser.get(page, {"next": PLACE})["Location"] == PLACE


def test_it_turns_a_closed_account_away_and_says_so(browser, ana):
    ana.is_active = False
    ana.save()
    browser.ask("ana@example.org")

    entered = browser.post("/log-in/code/", {"code": code_for("ana@example.org")}, follow=True)

    assert entered.status_code == 403
    assert "This account is closed" in entered.content.decode()
    assert browser.reader_id is None


def test_it_confirms_the_address(browser, db):
    ben = Reader.objects.create_reader("ben@example.org", verified=False)
    browser.ask("ben@example.org")
    browser.enter(code_for("ben@example.org"))
    assert ben.emailaddress_set.get().verified


def test_it_leaves_no_flash_message_and_no_page_to_keep(browser, ana):
    browser.ask("ana@example.org")
    pages = [browser.get(it) for it in ["/log-in/", "/sign-up/", "/log-in/code/", "/sign-up/code/"]]
    entered = browser.enter(code_for("ana@example.org"))
    assert all("no-store" in it["Cache-Control"] for it in [*pages, entered])
    assert "messages" not in browser.cookies
    assert "_messages" not in browser.session


def test_a_look_at_its_pages_starts_no_session(browser, db):
    for page in ["/log-in/", "/sign-up/", "/log-in/code/", "/log-out/"]:
        browser.get(page)
    assert "session" not in browser.cookies


def test_log_out_takes_a_press_of_its_button(browser, ana):
    browser.force_login(ana)

    page = browser.get("/log-out/")

    assert page.content.decode().count("<button") == 1
    assert browser.reader_id == ana.pk
    assert browser.post("/log-out/", {"next": "/world/"})["Location"] == "/world/"
    assert browser.reader_id is None
