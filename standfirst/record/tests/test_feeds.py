"""Feeds of the record: for everyone what a signed-out reader may read, and the same bytes."""

import json
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standfirst.gate.access import PUBLIC
from standfirst.publication.sharing import mark_of
from standfirst.record.models import Party, Source
from standfirst.record.tests.rows import make_page, make_statement

PARTY, PERSON, LINE = (
    "/record/parties/port-of-galle/",
    "/record/people/ana-marin/",
    "/record/storylines/port-talks/",
)


@pytest.fixture
def line(story):
    return make_page("Port talks", slug="port-talks")


def items(response):
    return json.loads(response.content)["items"]


def test_it_tells_of_each_that_it_was_said_and_of_open_ones_what(client, story, line):
    source = Source.objects.create(url="https://example.org/t", publisher="The port")
    make_statement(story, "Shut.", storyline=line, office="spokeswoman", where="Galle")
    make_statement(story, "Open.", storyline=line, access=PUBLIC, source=source)
    for folder in (PARTY, PERSON, LINE):
        opened, shut = items(client.get(f"{folder}feed.json"))
        assert opened["title"] == "Ana Marin: “Open.”"
        assert "Open." in opened["content_html"]
        assert "https://example.org/t" in opened["content_html"]
        assert shut["title"] == "Ana Marin, on record"
        assert shut["summary"] == "Ana Marin, spokeswoman, 8 Aug 2024, Galle"
        assert "Members can read the rest." in shut["content_html"]
        assert "Shut." not in json.dumps(shut)
        assert shut["url"].startswith("http://testserver/record/statements/")
        rss = client.get(f"{folder}feed.xml")
        channel = ElementTree.fromstring(rss.content).find("channel")
        assert [it.findtext("title") for it in channel.findall("item")] == [
            opened["title"],
            shut["title"],
        ]
        assert b"Shut." not in rss.content


def test_it_is_the_same_for_every_reader(client, staff, story, line):
    make_statement(story, storyline=line)
    for path in (f"{PARTY}feed.xml", f"{LINE}feed.json"):
        shared, signed_in = client.get(path), staff.get(path)
        assert shared.content == signed_in.content
        assert mark_of(shared)
        assert shared.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"


def test_it_stays_well_formed_whatever_was_said(client, story):
    make_statement(story, "A bell \x07 & <b>", access=PUBLIC)
    root = ElementTree.fromstring(client.get(f"{PARTY}feed.xml").content)
    assert root.find("channel/item").findtext("title") == "Ana Marin: “A bell  & <b>”"


def test_it_asks_the_database_as_often_for_thirty_as_for_one(client, story, line):
    def counts():
        found = []
        for path in (f"{PARTY}feed.xml", f"{PERSON}feed.json", f"{LINE}feed.xml"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(path).status_code == 200
            found.append(len(asked))
        return found

    make_statement(story, storyline=line)
    counts()
    few = counts()
    for number in range(40):
        make_statement(story, storyline=line, side=Party.named(f"Party {number}"))
    assert counts() == few
    assert len(items(client.get(f"{LINE}feed.json"))) == 30
