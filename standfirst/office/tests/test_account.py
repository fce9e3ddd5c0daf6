from django.test import Client

from standfirst.readers.models import Reader
from standfirst.stories.tests.lantern import Lantern


def page_of(client: Client, reader: Reader) -> str:
    client.force_login(reader)
    return client.get("/account/").text


def test_it_asks_who_is_signed_out_to_log_in(publication: Lantern, client: Client) -> None:
    answer = client.get("/account/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/log-in/?next=/account/"


def test_it_tells_a_member_until_when(
    publication: Lantern, cast: dict[str, Reader], client: Client
) -> None:
    page = page_of(client, cast["ana"])
    assert "ana@example.com" in page
    assert "Basic: you can read everything it covers; paid until" in page


def test_it_offers_the_same_step_as_the_notice(
    publication: Lantern, cast: dict[str, Reader], client: Client
) -> None:
    page = page_of(client, cast["ben"])
    assert "Your bank didn&#x27;t approve €5" in page
    assert 'href="/card/?next=%2Faccount%2F"' in page


def test_it_offers_plans_to_who_never_joined(
    publication: Lantern, cast: dict[str, Reader], client: Client
) -> None:
    page = page_of(client, cast["dee"])
    assert "You have an account, without a membership." in page
    assert "See plans" in page


def test_it_is_kept_by_no_cache(
    publication: Lantern, cast: dict[str, Reader], client: Client
) -> None:
    client.force_login(cast["ana"])
    assert "no-store" in client.get("/account/").headers["Cache-Control"]
