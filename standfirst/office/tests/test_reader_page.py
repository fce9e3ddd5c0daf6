"""Finding a reader, and staff's page of one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from standfirst.membership.models import Membership
from standfirst.membership.tests.cast import ana
from standfirst.office.models import SupportCase
from standfirst.publication.mail import send
from standfirst.readers.models import Reader
from standfirst.stories.tests.lantern import Lantern

FIND = "/admin/readers/"


def find(client: Client, typed: str):
    return client.post(FIND, {"find": typed})


def page_of(client: Client, reader: Reader, query: str = "") -> str:
    return " ".join(client.get(f"{FIND}{reader.pk}/{query}").text.split())


@pytest.mark.parametrize("typed", ["ben@example.com", " BEN@Example.com ", "b.two@example.org"])
def test_it_opens_the_one_with_that_address(
    cast: dict[str, Reader], sue: Client, typed: str
) -> None:
    EmailAddress.objects.create(user=cast["ben"], email="b.two@example.org", verified=True)
    assert find(sue, typed).headers["Location"] == f"{FIND}{cast['ben'].pk}/"


def test_it_believes_no_address_that_was_only_typed(cast: dict[str, Reader], sue: Client) -> None:
    EmailAddress.objects.create(user=cast["dee"], email="max@example.org", verified=False)
    assert "Nobody is found with" in find(sue, "max@example.org").text


def test_it_lists_those_with_a_part_of_the_name(cast: dict[str, Reader], sue: Client) -> None:
    Reader.objects.filter(pk=cast["ana"].pk).update(name="Ana Lind")
    Reader.objects.filter(pk=cast["pia"].pk).update(name="Pia Lind")
    page = find(sue, "lind").text
    assert "Ana Lind" in page
    assert "pia@example.com" in page
    assert "dee@example.com" not in page
    assert find(sue, "Pia L").headers["Location"] == f"{FIND}{cast['pia'].pk}/"


def test_it_opens_the_case_of_a_code(
    publication: Lantern, cast: dict[str, Reader], sue: Client
) -> None:
    reader = Client()
    reader.force_login(cast["ben"])
    reader.get(f"/help/reading/{publication.stories['members'].pk}/")
    case = SupportCase.objects.get()
    typed = f" {case.code.lower().replace('-', ' ')} "
    assert find(sue, typed).headers["Location"] == f"/admin/support/{case.pk}/"
    assert "Nobody is found with" in find(sue, "2222-2222").text


@pytest.mark.parametrize("typed", ["", "\0", "x" * 5000, "%", "' OR 1=1 --", "Ö"])
def test_it_bears_whatever_is_typed(cast: dict[str, Reader], sue: Client, typed: str) -> None:
    assert find(sue, typed).status_code == 200


def test_it_puts_nothing_that_was_typed_into_an_address(sue: Client, cast) -> None:
    assert 'method="post"' in sue.get(FIND).text
    assert "dee" not in find(sue, "dee@example.com").headers["Location"]


def test_it_is_for_support_and_publishers(
    cast: dict[str, Reader], logged_in: Callable[[str], Client], vera: Client
) -> None:
    assert page_of(vera, cast["ana"])
    for role in ("writer", "editor"):
        client = logged_in(role)
        assert client.get(FIND).status_code == 302
        assert "ana@example.com" not in client.get(f"{FIND}{cast['ana'].pk}/", follow=True).text
        assert "Location" in find(client, "ana@example.com").headers
        assert FIND not in client.get("/admin/").text
    dee = Client()
    dee.force_login(cast["dee"])
    assert dee.get(f"{FIND}{cast['ana'].pk}/", follow=True).status_code == 403


def test_it_says_who_what_and_why(
    publication: Lantern, cast: dict[str, Reader], sue: Client
) -> None:
    EmailAddress.objects.create(user=cast["ben"], email="typo@example.org", verified=False)
    page = page_of(sue, cast["ben"], "?story=/world/accord-reached-at-the-strait/")
    assert "typo@example.org" in page
    assert "never verified" in page
    assert "Locked: a payment failed." in page
    assert "The notice says: “Your bank didn&#x27;t approve €5" in page
    assert "Visa 4242, expired July 2026" in page
    assert "Membership" in page


@pytest.mark.parametrize("story", ["nonsense", "http://[", "9" * 30, "/world/no/such/"])
def test_it_names_a_story_it_does_not_know(
    cast: dict[str, Reader], sue: Client, story: str
) -> None:
    assert "There is no story at" in page_of(sue, cast["ben"], f"?story={story}")


def test_it_pages_what_happened_newest_first(cast: dict[str, Reader], sue: Client) -> None:
    now = timezone.now()
    membership = Membership.objects.get(reader=cast["ana"])
    for number in range(1, 25):
        at = now + timedelta(seconds=number)
        membership.apply(ana(fetched_at=at, paid_until=now + timedelta(days=number)), at)
    page = page_of(sue, cast["ana"])
    assert "Page 1 of 2" in page
    assert "Page 2 of 2" in page_of(sue, cast["ana"], "?events=2")
    assert "Page 2 of 2" in page_of(sue, cast["ana"], "?events=99")


def test_it_lists_mails_with_what_became_of_them(cast: dict[str, Reader], sue: Client) -> None:
    context = {"role": "x", "address": "x", "log_in": "x"}
    mail = send(to="ana@example.com", template="readers/mail/role", context=context, kind="role")
    assert "ana@example.com · " in page_of(sue, cast["ana"])
    mail.fail("550 5.1.1 no such user")
    page = page_of(sue, cast["ana"])
    assert "says that there is no such address" in page
    assert "550 5.1.1" in page
    assert "550 5.1.1" not in page_of(sue, cast["ben"])


def test_it_shows_no_word_of_any_locked_story(
    publication: Lantern, cast: dict[str, Reader], sue: Client
) -> None:
    """Staff may read all; this page is about a reader."""
    assert "quokkafern" not in page_of(
        sue, cast["ana"], "?story=/world/accord-reached-at-the-strait/"
    )


def test_it_knows_no_reader_that_is_not_there(sue: Client) -> None:
    for pk in ("999999", "9" * 30):
        assert sue.get(f"{FIND}{pk}/").status_code == 404
        assert sue.post(f"{FIND}{pk}/close/").status_code == 404
        assert sue.get(f"/admin/support/{pk}/").status_code == 404
