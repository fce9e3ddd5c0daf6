"""Staff read who waits, see what was told and why, and answer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.membership.models import Grant, Plan
from standfirst.office.conversation import answer, ask
from standfirst.office.explain import explain
from standfirst.office.forgetting import forget_cases
from standfirst.office.models import CaseState, SupportCase, SupportMessage
from standfirst.publication.models import OutgoingMail, PublicationSettings
from standfirst.readers.models import Reader
from standfirst.stories.tests.lantern import Lantern


def case_of(lantern: Lantern, reader: Reader | None, reply_to: str = "") -> SupportCase:
    story, now = lantern.stories["members"], timezone.now()
    explanation = explain(reader, story, now)
    case = SupportCase.open(
        reader=reader, story=story, cookies_work=True, explanation=explanation, now=now
    )
    return ask(case, "Why?", reply_to, now)


def words_of(client: Client, path: str) -> str:
    return " ".join(client.get(path).text.split())


def test_it_lists_who_waits_the_longest_wait_first(
    publication: Lantern, cast: dict[str, Reader], sue: Client
) -> None:
    ben, dee = case_of(publication, cast["ben"]), case_of(publication, cast["dee"])
    SupportCase.objects.filter(pk=dee.pk).update(moved_at=timezone.now() - timedelta(hours=1))
    page = words_of(sue, "/admin/support/")
    assert page.index(dee.code) < page.index(ben.code)
    assert "Why?" in page
    ben.close(timezone.now())
    assert ben.code not in words_of(sue, "/admin/support/")
    assert ben.code in words_of(sue, "/admin/support/?state=closed")
    assert dee.code in words_of(sue, "/admin/support/?state=nonsense&page=x")


def test_it_counts_who_waits_in_the_menu_and_on_the_home(
    publication: Lantern, cast: dict[str, Reader], sue: Client
) -> None:
    assert "Readers who wait for an answer" not in words_of(sue, "/admin/")
    case = case_of(publication, cast["ben"])
    home = words_of(sue, "/admin/")
    assert "Support: 1 waits" in home
    assert "Readers who wait for an answer" in home
    assert case.code in home


def test_it_shows_nobody_else_who_waits(
    publication: Lantern, cast: dict[str, Reader], logged_in: Callable[[str], Client]
) -> None:
    case = case_of(publication, cast["ben"])
    for role in ("writer", "editor"):
        client = logged_in(role)
        for path in ("/admin/support/", f"/admin/support/{case.pk}/"):
            assert client.get(path).status_code == 302
            assert client.post(path, {"text": "No."}).status_code in {302, 405}
        client.post(f"/admin/support/{case.pk}/close/")
        home = words_of(client, "/admin/")
        assert case.code not in home
        assert "/admin/support/" not in home
    dee = Client()
    dee.force_login(cast["dee"])
    assert dee.get(f"/admin/support/{case.pk}/", follow=True).status_code == 403
    assert SupportCase.objects.get().state == CaseState.OPEN


def test_it_shows_what_was_told_then_and_is_told_now(
    publication: Lantern, cast: dict[str, Reader], sue: Client
) -> None:
    case = case_of(publication, cast["ben"])
    basic = Plan.objects.get(slug="basic")
    Grant.give(cast["ben"], basic, timezone.now(), days=30, why="Sorry.")
    then, now = words_of(sue, f"/admin/support/{case.pk}/").split("As it is now")
    assert "Locked: a payment failed." in then
    assert "Did a payment fail otherwise? Yes, so it is locked" in then
    assert "Visa 4242, expired July 2026" in then
    assert "Does a membership or a grant open it? Yes, so it is open" in now
    assert "card_declined" not in then + now


def test_it_answers_by_mail_from_a_person(
    publication: Lantern, cast: dict[str, Reader], sue: Client
) -> None:
    PublicationSettings.objects.update(contact_name="Mara", contact_email="mara@example.org")
    case = case_of(publication, cast["ben"])
    said = sue.post(f"/admin/support/{case.pk}/", {"text": "Your bank\nsaid no."}, follow=True)
    assert "The answer goes out by mail now." in said.text
    mail = OutgoingMail.objects.latest("pk")
    assert (mail.to, mail.kind) == ("ben@example.com", "support_answer")
    assert "Mara <mara@example.org>" in mail.reply_to
    assert "Your bank\nsaid no." in mail.text
    assert "Why?" in mail.text
    assert "/world/accord-reached-at-the-strait/" in mail.text
    case = SupportCase.objects.get()
    assert case.state == CaseState.ANSWERED
    assert case.messages.last().by.email == "support@example.com"


def test_it_mails_an_answer_once_however_often_it_is_clicked(
    publication: Lantern, cast: dict[str, Reader], sue: Client
) -> None:
    case = case_of(publication, cast["ben"])
    for _click in range(2):
        sue.post(f"/admin/support/{case.pk}/", {"text": "Soon."})
    assert OutgoingMail.objects.filter(kind="support_answer").count() == 1
    assert case.messages.count() == 2


def test_it_answers_a_stranger_where_they_asked_to_be(publication: Lantern, sue: Client) -> None:
    case = case_of(publication, None, "stranger@example.org")
    sue.post(f"/admin/support/{case.pk}/", {"text": "Log in."})
    assert OutgoingMail.objects.latest("pk").to == "stranger@example.org"


def test_it_loses_no_answer(publication: Lantern, cast: dict[str, Reader], sue: Client) -> None:
    case = case_of(publication, cast["ben"])
    long = "word " * 2001
    said = sue.post(f"/admin/support/{case.pk}/", {"text": long})
    assert said.status_code == 422
    assert "word word word" in said.text
    assert "Write an answer." in sue.post(f"/admin/support/{case.pk}/", {"text": " "}).text
    assert case.messages.count() == 1


def test_it_has_nobody_to_answer_where_nobody_wrote(publication: Lantern, sue: Client) -> None:
    story, now = publication.stories["members"], timezone.now()
    case = SupportCase.open(
        reader=None, story=story, cookies_work=True, explanation=explain(None, story, now), now=now
    )
    assert "there is no address to answer to" in words_of(sue, f"/admin/support/{case.pk}/")
    assert sue.post(f"/admin/support/{case.pk}/", {"text": "Hm."}).status_code == 422
    assert not OutgoingMail.objects.exists()


def test_it_closes_and_opens_a_case(
    publication: Lantern, cast: dict[str, Reader], sue: Client
) -> None:
    case = case_of(publication, cast["ben"])
    sue.post(f"/admin/support/{case.pk}/close/")
    assert SupportCase.objects.get().state == CaseState.CLOSED
    sue.post(f"/admin/support/{case.pk}/reopen/")
    assert SupportCase.objects.get().state == CaseState.OPEN
    assert sue.get(f"/admin/support/{case.pk}/close/").status_code == 405


def test_it_never_changes_what_was_written(publication: Lantern, cast: dict[str, Reader]) -> None:
    message = case_of(publication, cast["ben"]).messages.get()
    message.text = "Other."
    with pytest.raises(TypeError):
        message.save()
    with pytest.raises(TypeError):
        message.delete()


def test_it_keeps_an_answer_when_who_gave_it_is_deleted(
    publication: Lantern, cast: dict[str, Reader], sue: Client
) -> None:
    case = case_of(publication, cast["ben"])
    answer(case, "Soon.", Reader.objects.get(email="support@example.com"), timezone.now())
    Reader.objects.get(email="support@example.com").delete()
    assert SupportMessage.objects.filter(from_staff=True).get().by is None


def test_it_forgets_closed_cases_and_closes_silent_ones(
    publication: Lantern, cast: dict[str, Reader], sue: Client
) -> None:
    now = timezone.now()
    stranger = case_of(publication, None, "stranger@example.org")
    ben, dee = case_of(publication, cast["ben"]), case_of(publication, cast["dee"])
    staff = Reader.objects.get(email="support@example.com")
    answer(stranger, "There.", staff, now)
    ben.close(now)
    forget_cases(now + timedelta(days=31))
    assert SupportCase.objects.get(pk=stranger.pk).state == CaseState.CLOSED
    forget_cases(now + timedelta(days=181))
    assert set(SupportCase.objects.values_list("code", flat=True)) == {stranger.code, dee.code}
    forget_cases(now + timedelta(days=31 + 181))
    assert SupportCase.objects.get() == dee
    assert not SupportMessage.objects.exclude(case=dee).exists()
