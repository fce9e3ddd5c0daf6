"""The page of who works here: roles given, changed and taken away by publishers, and by nobody else."""

import pytest
from django.core import mail as django_mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from standfirst.publication.mail.deliver import send_due
from standfirst.readers.models import Reader
from standfirst.readers.tests.mailbox import code_for, last_mail

PAGE = "/admin/staff/"


@pytest.fixture
def vera(db):
    vera = Reader.objects.create_reader("vera@example.org", name="Vera")
    vera.take_role("publisher")
    return vera


@pytest.fixture
def desk(browser, vera):
    browser.force_login(vera)
    return browser


def give(browser, email, role):
    return browser.post(PAGE, {"email": email, "role": role}, follow=True)


def take(browser, email):
    return browser.post(PAGE, {"email": email, "role": "editor", "take": "on"}, follow=True)


def role_of(email):
    return Reader.objects.get(email=email).role


def acts():
    log = ModelLogEntry.objects.filter(action__startswith="readers.").order_by("pk")
    return [(it.action.partition(".")[2], it.data["role"], it.user and it.user.email) for it in log]


def test_it_gives_a_role_to_an_address_nobody_had(desk, other_browser):
    said = give(desk, " New@Example.org ", "editor").content.decode()

    assert "new@example.org has the role Editor now." in said
    assert role_of("new@example.org") == "editor"
    mail = last_mail("new@example.org")
    assert "Your role: Editor." in mail.text
    assert "http://testserver/log-in/?next=/admin/" in mail.text
    assert send_due(timezone.now()) == 1
    assert django_mail.outbox[0].to == ["new@example.org"]
    other_browser.ask("new@example.org", place="/admin/")
    assert other_browser.enter(code_for("new@example.org"))["Location"] == "/admin/"
    assert other_browser.get("/admin/").status_code == 200


def test_it_changes_a_role(desk, eli):
    give(desk, "eli@example.org", "writer")
    assert role_of("eli@example.org") == "writer"
    assert acts()[-1] == ("take_role", "writer", "vera@example.org")


def test_it_does_nothing_for_a_role_held_already(desk, eli):
    assert "has the role Editor already" in give(desk, "eli@example.org", "editor").content.decode()
    assert ("take_role", "editor", "vera@example.org") not in acts()


def test_it_ends_admin_rights_with_the_next_click(desk, other_browser, eli):
    other_browser.force_login(eli)
    assert other_browser.get("/admin/").status_code == 200

    said = take(desk, "eli@example.org").content.decode()

    assert "eli@example.org has no role here any more." in said
    assert other_browser.get("/admin/", follow=True).status_code == 403
    assert not Reader.objects.get(email="eli@example.org").is_staff
    assert acts()[-1] == ("leave_role", "editor", "vera@example.org")


def test_it_keeps_the_last_publisher(desk, vera):
    for said in (take(desk, "vera@example.org"), give(desk, "vera@example.org", "editor")):
        assert "This is the only publisher." in said.content.decode()
    assert role_of("vera@example.org") == "publisher"
    with pytest.raises(CommandError, match="only publisher"):
        call_command("create_reader", "vera@example.org", "--staff", "writer")


def test_it_counts_no_publisher_who_cannot_log_in(desk, eli):
    give(desk, "eli@example.org", "publisher")
    Reader.objects.filter(pk=eli.pk).update(is_active=False)
    assert "This is the only publisher." in take(desk, "vera@example.org").content.decode()


def test_it_lets_a_publisher_leave_to_another(desk, eli):
    give(desk, "eli@example.org", "publisher")
    left = take(desk, "vera@example.org")
    assert left.status_code == 403
    assert role_of("vera@example.org") is None


def test_it_says_which_field_is_wrong_and_loses_nothing_typed(desk):
    said = give(desk, "eli@", "editor").content.decode()
    assert "Type a whole email address" in said
    assert 'value="eli@"' in said
    assert "Nobody with this address has a role." in take(desk, "no@example.org").content.decode()
    assert "not one of the available choices" in give(desk, "a@example.org", "x").content.decode()
    assert not Reader.objects.filter(email="a@example.org").exists()


def test_it_gives_a_closed_account_no_role(desk, dee):
    Reader.objects.filter(pk=dee.pk).update(is_active=False)
    assert "This account was closed." in give(desk, "dee@example.org", "writer").content.decode()
    assert role_of("dee@example.org") is None


def test_it_lists_who_works_here_and_what_was_done(desk, eli, dee):
    give(desk, "dee@example.org", "writer")
    said = " ".join(desk.get(PAGE).content.decode().split())
    assert "Eli Edits" in said
    assert "Vera gave the role Writer to dee@example.org." in said
    assert "A command on the server" in said
    dee.delete()
    assert "a reader who is deleted" in desk.get(PAGE).content.decode()


@pytest.mark.parametrize("role", ["writer", "editor", "support"])
def test_it_is_for_publishers_alone(browser, vera, dee, role):
    dee.take_role(role)
    browser.force_login(dee)
    assert browser.get(PAGE).status_code == 302
    give(browser, "dee@example.org", "publisher")
    assert role_of("dee@example.org") == role
    assert PAGE not in browser.get("/admin/").content.decode()


def test_it_stands_in_the_publishers_menu(desk):
    assert PAGE in desk.get("/admin/").content.decode()


def test_it_asks_as_often_for_many_as_for_few(desk, eli, django_assert_max_num_queries):
    desk.get(PAGE)
    for number in range(10):
        Reader.objects.create_reader(f"w{number}@example.org").take_role("writer")
    with django_assert_max_num_queries(25):
        desk.get(PAGE)
