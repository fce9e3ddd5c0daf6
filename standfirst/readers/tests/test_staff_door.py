import pytest

from standfirst.readers.models import Reader
from standfirst.readers.tests.mailbox import code_for


def test_nobody_logged_in_is_led_to_the_log_in_page_and_back(browser, eli):
    seen = browser.get("/admin/pages/", follow=True)
    assert seen.redirect_chain[-1] == ("/log-in/?next=/admin/pages/", 302)
    assert browser.get("/admin/login/")["Location"] == "/log-in/?next=/admin/"

    browser.ask("eli@example.org", place="/admin/")

    assert browser.enter(code_for("eli@example.org"))["Location"] == "/admin/"
    assert browser.get("/admin/").status_code == 200


def test_staff_go_through(browser, eli):
    browser.force_login(eli)
    assert browser.get("/admin/login/")["Location"] == "/admin/"
    assert browser.get("/admin/login/", {"next": "/admin/pages/"})["Location"] == "/admin/pages/"


@pytest.mark.parametrize("page", ["/admin/", "/admin/pages/", "/admin/login/", "/admin/account/"])
def test_a_reader_without_a_role_is_told_so(browser, ana, page):
    browser.force_login(ana)

    seen = browser.get(page, follow=True)

    assert seen.status_code == 403
    said = seen.content.decode()
    assert "This part is for staff" in said
    assert "ana@example.org" in said
    assert len(seen.redirect_chain) <= 1
    assert "no-store" in seen["Cache-Control"]
    assert not browser.cookies["messages"].value if "messages" in browser.cookies else True


def test_another_address_can_be_used_from_there(browser, ana):
    browser.force_login(ana)
    out = browser.post("/log-out/", {"next": "/log-in/?next=/admin/"})
    assert out["Location"] == "/log-in/?next=/admin/"


def test_the_door_knows_no_password(browser, eli):
    eli.set_password("correct horse")
    eli.save()
    for page in ["/admin/login/", "/_util/login/"]:
        fields = {"username": "eli@example.org", "password": "correct horse"}
        browser.post(page, fields, follow=True)
        assert browser.reader_id is None
    assert not browser.login(username="eli@example.org", password="correct horse")


def test_wagtails_own_log_in_page_for_readers_is_ours(browser, db):
    assert browser.get("/_util/login/?next=/world/")["Location"] == "/log-in/?next=/world/"


@pytest.mark.parametrize(
    "page", ["/admin/password_reset/", "/admin/password_reset/confirm/a/b/", "/password/reset/"]
)
def test_no_page_resets_a_password(browser, eli, page):
    assert browser.get(page).status_code == 404
    browser.force_login(eli)
    assert browser.get(page).status_code == 404


@pytest.fixture
def boss(db):
    return Reader.objects.create_reader("boss@example.org", is_staff=True, is_superuser=True)


@pytest.mark.parametrize(
    "page",
    [
        "/admin/users/",
        "/admin/users/new/",
        "/admin/users/edit/{ana}/",
        "/admin/users/delete/{ana}/",
        "/admin/users/history/{ana}/",
        "/admin/bulk/readers/reader/delete/?id={ana}",
        "/admin/bulk/readers/reader/assign_role/?id={ana}",
        "/admin/bulk/readers/reader/set_active_state/?id={ana}",
    ],
)
def test_wagtail_lists_and_edits_no_readers(browser, boss, ana, page):
    browser.force_login(boss)
    path = page.format(ana=ana.pk)
    for answer in [browser.get(path), browser.post(path)]:
        assert answer.status_code in {302, 403, 404}
    assert "ana@example.org" not in browser.get(path, follow=True).content.decode()
    assert Reader.objects.filter(pk=ana.pk).exists()


def test_the_menu_offers_no_readers(browser, boss):
    browser.force_login(boss)
    assert "/admin/users/" not in browser.get("/admin/").content.decode()


def test_groups_can_be_looked_at(browser, boss, eli):
    browser.force_login(boss)
    group = eli.groups.get()
    for page in ["/admin/groups/", f"/admin/groups/edit/{group.pk}/"]:
        assert browser.get(page).status_code == 200


def test_the_account_page_has_the_readers_name_and_no_password(browser, eli):
    browser.force_login(eli)
    page = browser.get("/admin/account/").content.decode()
    assert 'type="password"' not in page
    assert "first_name" not in page
    assert 'value="Eli Edits"' in page

    browser.post(
        "/admin/account/",
        {
            "name-name": "Eli",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "theme-keyboard_shortcuts": "on",
            "notifications-submitted_notifications": "on",
        },
    )

    eli.refresh_from_db()
    assert eli.name == "Eli"
    assert browser.get("/admin/account/").status_code == 200


def test_leaving_the_admin_logs_out(browser, eli):
    browser.force_login(eli)
    left = browser.post("/admin/logout/", follow=True)
    assert left.redirect_chain[-1][0] == "/log-in/?next=/admin/"
    assert browser.reader_id is None
