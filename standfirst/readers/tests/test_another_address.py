from standfirst.readers.tests.mailbox import code_for

PLACE = "/world/kursk/#s1a2b3c4"
PAGE = "/log-in/another-address/?next=/world/kursk/%23s1a2b3c4"


def test_it_changes_to_another_address_and_returns_to_the_same_place(browser, ana, dee):
    browser.force_login(dee)
    page = browser.get(PAGE)
    assert "dee@example.org" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    log_in = "/log-in/?next=/world/kursk/%23s1a2b3c4"
    assert f'name="next" value="{log_in}"' in page.content.decode()

    assert browser.post("/log-out/", {"next": log_in})["Location"] == log_in
    browser.ask("ana@example.org", place=PLACE)
    entered = browser.enter(
        code_for("ana@example.org"), "/log-in/code/?next=/world/kursk/%23s1a2b3c4"
    )

    assert entered["Location"] == PLACE
    assert browser.reader_id == ana.pk


def test_it_leads_whoever_is_not_logged_in_to_the_log_in_page(browser, db):
    assert browser.get(PAGE)["Location"] == "/log-in/?next=/world/kursk/%23s1a2b3c4"
