""" "Still can't read this?", and the code that shows staff the same."""

import re

from django.test import Client

from standfirst.office.models import SupportCase
from standfirst.readers.models import Reader
from standfirst.stories.tests.lantern import LOCKED_WORDS, Lantern


def ask(client: Client, lantern: Lantern, story: str = "members") -> str:
    return client.get(f"/help/reading/{lantern.stories[story].pk}/", follow=True).text


def code_in(page: str) -> str:
    found = re.search(r'class="code">([2-9A-Z]{4}-[2-9A-Z]{4})<', page)
    assert found
    return found[1]


def test_it_says_who_you_are_and_what_the_last_payment_did(
    publication: Lantern, cast: dict[str, Reader], client: Client
) -> None:
    client.force_login(cast["ben"])
    page = ask(client, publication)
    assert "Logged in as ben@example.com." in page
    assert "The last payment, €5 on" in page
    assert "Card on file: Visa 4242, expired July 2026." in page
    assert "Your browser keeps our cookies." in page


def test_it_knows_a_browser_that_refuses_cookies(publication: Lantern) -> None:
    address = f"/help/reading/{publication.stories['members'].pk}/"
    first = Client().get(address)
    assert first.headers["Location"] == f"{address}?checked=1"
    page = Client().get(f"{address}?checked=1").text  # another browser: nothing was kept
    assert "Your browser refuses our cookies" in page


def test_it_gives_the_same_code_for_the_same_question(
    publication: Lantern, cast: dict[str, Reader], client: Client
) -> None:
    client.force_login(cast["ben"])
    assert code_in(ask(client, publication)) == code_in(ask(client, publication))
    assert SupportCase.objects.count() == 1


def test_it_gives_each_reader_a_code_of_their_own(
    publication: Lantern, cast: dict[str, Reader]
) -> None:
    codes = set()
    for name in ("ben", "dee"):
        client = Client()
        client.force_login(cast[name])
        codes.add(code_in(ask(client, publication)))
    assert len(codes) == 2


def test_it_tells_a_member_that_the_story_is_open(
    publication: Lantern, cast: dict[str, Reader], client: Client
) -> None:
    client.force_login(cast["ana"])
    assert "You can read this story in full." in ask(client, publication)


def test_it_holds_nothing_of_the_story_but_its_headline(
    publication: Lantern, cast: dict[str, Reader], client: Client
) -> None:
    page = ask(client, publication)
    assert publication.stories["members"].title in page
    assert not [word for word in LOCKED_WORDS if word in page]


def test_it_knows_no_story_that_is_not_out(publication: Lantern, client: Client) -> None:
    publication.stories["members"].unpublish()
    answer = client.get(f"/help/reading/{publication.stories['members'].pk}/?checked=1")
    assert answer.status_code == 404
