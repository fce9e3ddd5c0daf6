"""No reading history is kept: whoever reads leaves no row in any table."""

from collections.abc import Container
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from standfirst.office.models import SupportCase
from standfirst.readers.models import Reader
from standfirst.readers.tests.mailbox import code_for
from standfirst.stories.tests import lantern
from standfirst.tests.traces import every_row, naming

WORDS = ("noon", lantern.MEMBERS_WORD, "noone", "ana@example.com")


@pytest.fixture
def site(db: None) -> lantern.Lantern:
    return lantern.publish()


@pytest.fixture
def ana(site: lantern.Lantern) -> Client:
    """After somebody signed out, for whom the site worked out what is the same for all."""
    lantern.make_cast()
    read(Client(), site, status={200, 302})
    client = Client()
    client.post("/log-in/", {"email": "ana@example.com"})
    client.post("/log-in/code/", {"code": code_for("ana@example.com")})
    return client


def rows() -> set[tuple[str, str]]:
    """All but those of sessions, which roll."""
    return {row for row in every_row() if row[0] != Session._meta.db_table}


def read(client: Client, site: lantern.Lantern, status: Container[int] = (200,)) -> None:
    pages = [story.url for story in site.stories.values()]
    lists = ["/", "/world/", "/feed.xml", "/corrections/", "/archive/", "/help/reading/"]
    for path in [*pages, *lists, *(f"{path}changes/" for path in pages)]:
        assert client.get(path).status_code in status, path
    for word in WORDS:
        assert client.get("/search/", {"q": word}).status_code == 200


def test_it_writes_nothing_for_who_reads(site: lantern.Lantern, ana: Client) -> None:
    before = rows()
    read(ana, site)
    assert rows() == before


def test_the_session_rolls_and_holds_nothing_of_it(site: lantern.Lantern, ana: Client) -> None:
    session = ana.session
    session["rolled_at"] = int((datetime.now(UTC) - timedelta(days=2)).timestamp())
    session.save()
    before = rows(), set(ana.session.keys())
    read(ana, site)
    assert ana.session["rolled_at"] > session["rolled_at"]
    assert (rows(), set(ana.session.keys())) == before


def test_asking_about_a_story_is_kept_since_it_was_asked(
    site: lantern.Lantern, ana: Client
) -> None:
    before = rows()
    ana.get(f"/help/reading/{site.stories['plus'].pk}/")
    assert {table for table, _row in rows() - before} == {SupportCase._meta.db_table}
    assert SupportCase.objects.get().reader == Reader.objects.get(email="ana@example.com")


def test_it_would_see_a_row(site: lantern.Lantern, ana: Client) -> None:
    before = rows()
    Reader.objects.filter(email="ana@example.com").update(name="Read the mint")
    assert rows() != before
    assert naming("read the mint")
