"""Downloading what is kept: all of it, nothing secret, nothing of anyone else, and not by anyone who walks up."""

import json
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from standfirst.office.exporting import all_data, as_zip, file_name, lines
from standfirst.publication.models import OutgoingMail, PublicationSettings
from standfirst.readers.models import Reader
from standfirst.readers.tests.mailbox import code_for
from standfirst.stories.tests.lantern import Lantern

NOW = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
PAGE = "/account/data/"


@pytest.fixture
def ana_in(publication: Lantern, cast: dict[str, Reader]) -> Client:
    return logged_in(cast["ana"])


def logged_in(reader: Reader) -> Client:
    """By a code, so that who it is was proved lately."""
    client = Client()
    client.post("/log-in/", {"email": reader.email})
    client.post("/log-in/code/", {"code": code_for(reader.email)})
    return client


def forget_proof(client: Client) -> None:
    session = client.session
    session["proved_at"] -= 3600
    session.save()


def test_it_asks_who_is_signed_out_to_log_in(publication: Lantern, client: Client) -> None:
    for ask in (client.get, client.post):
        assert ask(PAGE).headers["Location"] == "/log-in/?next=/account/data/"


def test_it_says_what_is_kept_and_that_reading_is_not(ana_in: Client) -> None:
    answer = ana_in.get(PAGE)
    assert "no history of what you read" in answer.text
    assert "Your work here" not in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_it_tells_staff_of_their_work(publication: Lantern, cast: dict[str, Reader]) -> None:
    assert "Your work here" in logged_in(cast["eli"]).get(PAGE).text


def test_it_gives_a_file_with_all_of_it_twice(ana_in: Client, cast: dict[str, Reader]) -> None:
    ana_in.get("/help/reading/", follow=True)
    answer = ana_in.post(PAGE)
    assert answer.status_code == 200
    assert answer.streaming
    assert f'filename="{file_name(datetime.now(UTC))}"' in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    with ZipFile(BytesIO(answer.getvalue())) as archive:
        data = json.loads(archive.read("data.json"))
        text = archive.read("data.txt").decode()
    assert data["mails"]["mails"][0]["kind"] == "log_in_code"
    assert "    kind: log_in_code" in text
    assert data["membership"]


def test_it_holds_no_secret_and_nothing_of_others(ana_in: Client, cast: dict[str, Reader]) -> None:
    code = code_for(cast["ana"].email)
    logged_in(cast["ben"]).get("/help/reading/", follow=True)
    told = json.dumps(all_data(cast["ana"], NOW))
    assert code not in told
    assert code.replace("-", "") not in told
    assert cast["ana"].password not in told
    assert str(ana_in.session.session_key) not in told
    for other in ("ben", "pia", "dee", "eli"):
        assert cast[other].email not in told
    assert OutgoingMail.objects.filter(to=cast["ben"].email).exists()


def test_it_leaves_out_rooms_that_have_nothing(cast: dict[str, Reader]) -> None:
    assert not {"demo", "office", "stories", "mails"} & set(all_data(cast["dee"], NOW))


def test_it_wants_proof_for_the_file_and_comes_back_to_the_page(ana_in: Client) -> None:
    forget_proof(ana_in)
    assert ana_in.get(PAGE).status_code == 200
    assert ana_in.post(PAGE).headers["Location"] == "/log-in/confirm/?next=/account/data/"


def test_it_gives_it_five_times_an_hour(
    ana_in: Client, publication: Lantern, cast: dict[str, Reader]
) -> None:
    for _time in range(5):
        assert ana_in.post(PAGE).status_code == 200
    refused = ana_in.post(PAGE)
    assert refused.status_code == 429
    assert "five times an hour" in refused.text
    assert refused.headers["Retry-After"]
    assert logged_in(cast["dee"]).post(PAGE).status_code == 200


@pytest.mark.django_db
def test_it_names_the_file_by_the_publications_day(settings) -> None:
    settings.TIME_ZONE = "Europe/Oslo"
    PublicationSettings.objects.create(name="The Relay")
    assert file_name(NOW) == "the-relay-2026-11-30.zip"
    PublicationSettings.objects.update(name="中")
    assert file_name(NOW) == "data-2026-11-30.zip"


def test_it_writes_whatever_is_kept(tmp_path) -> None:
    data = {"a_name": "Zoë", "rows": [{"at": None, "kept": True}, {"at": "x", "kept": False}]}
    with ZipFile(as_zip(data)) as archive:
        assert json.loads(archive.read("data.json")) == data
    assert list(lines(data)) == [
        "a name: Zoë",
        "rows:",
        "  -",
        "    at: none",
        "    kept: yes",
        "  -",
        "    at: x",
        "    kept: no",
    ]
