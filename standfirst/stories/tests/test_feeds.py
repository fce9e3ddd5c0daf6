import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standfirst.stories.feeds import with_whole_links
from standfirst.stories.tests.factories import Part, make_picture, make_story
from standfirst.stories.tests.lantern import FREE_WORD, LOCKED_WORDS, OUTSIDE_WORD, PUBLIC_WORD

FEEDS = ["/feed.xml", "/feed.json", "/world/feed.xml", "/world/feed.json", "/money/feed.xml"]
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
MEDIA = "{http://search.yahoo.com/mrss/}content"


def items_of_rss(response):
    items = ElementTree.fromstring(response.content).find("channel").findall("item")
    return {item.findtext("title"): item for item in items}


def items_of_json(response):
    return {item["title"]: item for item in json.loads(response.content)["items"]}


def test_it_never_carries_a_locked_word(client, publication):
    for path in FEEDS:
        said = client.get(path).content.decode()
        assert [word for word in LOCKED_WORDS if word in said] == [], path


def test_it_carries_the_free_sections_and_the_way_to_the_rest(client, publication):
    html = items_of_rss(client.get("/feed.xml"))["Accord reached at the strait"].findtext(CONTENT)
    assert "Both sides met at noon." in html
    assert FREE_WORD in html
    assert OUTSIDE_WORD not in html
    link = "http://testserver/world/accord-reached-at-the-strait/"
    assert f'<a href="{link}">Members can read the rest.</a>' in html


def test_it_asks_for_no_membership_where_an_account_is_enough(client, publication):
    html = items_of_json(client.get("/feed.json"))["Ferries run again"]["content_html"]
    assert "Log in to read the rest." in html


def test_it_carries_public_stories_whole_with_whole_links(client, publication):
    html = items_of_json(client.get("/feed.json"))["Bread costs less"]["content_html"]
    assert PUBLIC_WORD in html
    assert 'href="http://testserver/world/?a=1&amp;b=2"' in html
    assert 'href="https://example.org/x"' in html
    assert "the rest" not in html


def test_it_says_in_rss_what_readers_of_feeds_sort_by(client, publication):
    response = client.get("/feed.xml")
    item = items_of_rss(response)["Accord reached at the strait"]
    assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert item.findtext("link") == "http://testserver/world/accord-reached-at-the-strait/"
    assert item.findtext("guid") == item.findtext("link")
    assert item.find("guid").get("isPermaLink") == "true"
    assert item.findtext(CREATOR) == "A. Writer"
    assert item.findtext("category") == "World"
    assert item.findtext("description") == "Both sides met at noon."
    assert item.findtext("pubDate")


def test_it_says_the_same_in_json_feed(client, publication):
    response = client.get("/world/feed.json")
    feed = json.loads(response.content)
    item = items_of_json(response)["Accord reached at the strait"]
    assert response.headers["Content-Type"] == "application/feed+json"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "The Lantern: World"
    assert feed["home_page_url"] == "http://testserver/world/"
    assert feed["feed_url"] == "http://testserver/world/feed.json"
    assert item["id"] == item["url"] == "http://testserver/world/accord-reached-at-the-strait/"
    assert item["authors"] == [{"name": "A. Writer"}]
    assert item["tags"] == ["World"]


def test_it_keeps_to_its_desk(client, publication):
    assert set(items_of_rss(client.get("/money/feed.xml"))) == {
        "Bread costs less",
        "Inside the mint",
    }


@pytest.mark.parametrize("path", ["/nowhere/feed.xml", "/nowhere/feed.json"])
def test_it_knows_no_desk_that_is_not_there(client, publication, path):
    assert client.get(path).status_code == 404


def test_it_is_the_same_for_every_reader(client, publication, cast):
    signed_out = [client.get(path) for path in FEEDS]
    for answer in signed_out:
        assert answer.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"
    for reader in cast.values():
        client.force_login(reader)
        for path, shared in zip(FEEDS, signed_out, strict=True):
            answer = client.get(path)
            assert answer.content == shared.content
            assert answer.headers["Cache-Control"] == "private, no-cache"


def test_it_leaves_out_what_is_not_published_yet(client, publication):
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    make_story(publication.world, "A draft", live=False)
    make_story(publication.world, "Of tomorrow", published_at=tomorrow)
    assert {"A draft", "Of tomorrow"}.isdisjoint(items_of_rss(client.get("/feed.xml")))


def test_it_holds_the_newest_thirty_in_order(client, publication):
    for day in range(1, 34):
        at = datetime.now(UTC) - timedelta(days=day)
        make_story(publication.world, f"Day {day}", published_at=at)
    titles = list(items_of_json(client.get("/feed.json")))
    assert len(titles) == 30
    assert titles[4:] == [f"Day {day}" for day in range(1, 27)]


def test_it_tells_who_asks_again_that_nothing_changed(client, publication):
    etag = client.get("/feed.xml").headers["ETag"]
    assert client.get("/feed.xml", headers={"If-None-Match": etag}).status_code == 304


def test_it_shows_the_lead_image(client, publication):
    make_story(publication.world, "Seen", lead_image=make_picture())
    media = items_of_rss(client.get("/feed.xml"))["Seen"].find(MEDIA)
    assert media.get("url").startswith("http://testserver/images/")
    assert media.get("medium") == "image"
    assert items_of_json(client.get("/feed.json"))["Seen"]["image"] == media.get("url")


def test_it_stays_well_formed_whatever_a_headline_holds(client, publication):
    make_story(publication.world, "Bell \x07 & <tag>", slug="bell")
    assert "Bell  & <tag>" in items_of_rss(client.get("/feed.xml"))


@pytest.mark.parametrize("path", ["/feed.xml", "/feed.json", "/world/feed.xml"])
def test_it_asks_the_database_as_often_for_thirty_stories_as_for_three(client, publication, path):
    seen = make_picture()
    make_story(publication.world, "Seen", lead_image=seen)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(26):
        make_story(publication.world, f"Story {number}", lead_image=seen)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) == len(few)
    assert len(few) <= 8


def test_it_makes_links_whole_and_touches_nothing_else():
    html = '<p title="href=&quot;/x&quot;">a <a class="b" href="c/">d</a> href="/e"</p>'
    assert with_whole_links(html, "https://news.example.org/world/story/") == html.replace(
        'href="c/"', 'href="https://news.example.org/world/story/c/"'
    )


@pytest.mark.parametrize("href", ["http://[link]", "//[link", "http://a@\u2100/"])
@pytest.mark.parametrize("path", ["/feed.xml", "/feed.json"])
def test_it_leaves_a_link_that_is_no_address_as_it_is(client, publication, path, href):
    sections = (Part("What", f'<p><a href="{href}">there</a></p>', free=True),)
    make_story(publication.world, "A slip of the hand", sections=sections)
    items = items_of_rss if path.endswith("xml") else items_of_json
    item = items(client.get(path))["A slip of the hand"]
    html = item.findtext(CONTENT) if path.endswith("xml") else item["content_html"]
    assert f'<a href="{href}">there</a>' in html
