from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standfirst.stories import sitemaps
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.factories import make_story, make_storyline
from standfirst.stories.tests.lantern import LOCKED_WORDS

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
LISTS = 6  # the front page, two desks, an author, the archive and its month
STORY = "http://testserver/world/accord-reached-at-the-strait/"


def urls_of(response):
    assert response.headers["Content-Type"] == "application/xml"
    return {it.findtext(f"{MAP}loc"): it for it in ElementTree.fromstring(response.content)}


def test_it_names_the_front_page_the_desks_and_the_stories(client, publication):
    urls = urls_of(client.get("/sitemap.xml"))
    assert {"http://testserver/", "http://testserver/world/", STORY} <= set(urls)
    assert len(urls) == LISTS + 4


def test_it_names_storylines_authors_and_the_months_of_the_archive(client, publication):
    make_storyline(publication.front, "Without a story")
    talks = make_storyline(publication.front, "Strait talks")
    at = datetime(2026, 3, 1, tzinfo=UTC)
    make_story(publication.world, "Round 1", storyline=talks, byline="Jo Ade", published_at=at)
    paths = {it.removeprefix("http://testserver") for it in urls_of(client.get("/sitemap.xml"))}
    assert {"/strait-talks/", "/authors/jo-ade/", "/archive/", "/archive/2026/03/"} <= paths
    assert "/without-a-story/" not in paths


def test_it_says_when_a_story_last_changed(client, publication):
    changed = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    StoryPage.objects.filter(slug="accord-reached-at-the-strait").update(updated_at=changed)
    lastmod = urls_of(client.get("/sitemap.xml"))[STORY].findtext(f"{MAP}lastmod")
    assert datetime.fromisoformat(lastmod) == changed


@pytest.mark.parametrize("path", ["/sitemap.xml", "/news-sitemap.xml"])
def test_it_leaves_out_what_is_not_published_yet(client, publication, path):
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    make_story(publication.world, "A draft", live=False)
    make_story(publication.world, "Of tomorrow", published_at=tomorrow)
    urls = urls_of(client.get(path))
    assert STORY in urls
    assert not [url for url in urls if "draft" in url or "tomorrow" in url]


def test_it_becomes_an_index_when_one_file_cannot_hold_all(client, publication, monkeypatch):
    monkeypatch.setattr(sitemaps, "A_FILE", 3)
    files = list(urls_of(client.get("/sitemap.xml")))
    assert files == ["http://testserver/sitemap-1.xml", "http://testserver/sitemap-2.xml"]
    first, second = (urls_of(client.get(f"/sitemap-{number}.xml")) for number in (1, 2))
    assert "http://testserver/" in first
    assert "http://testserver/" not in second
    assert len(first) + len(second) == LISTS + 4
    assert client.get("/sitemap-3.xml").status_code == 404


def test_it_tells_news_search_of_the_last_two_days(client, publication):
    long_ago = datetime.now(UTC) - timedelta(hours=49)
    make_story(publication.world, "Of last week", published_at=long_ago)
    urls = urls_of(client.get("/news-sitemap.xml"))
    assert len(urls) == 4
    news = urls[STORY].find(f"{NEWS}news")
    assert news.findtext(f"{NEWS}publication/{NEWS}name") == "The Lantern"
    assert news.findtext(f"{NEWS}publication/{NEWS}language") == "en"
    assert news.findtext(f"{NEWS}title") == "Accord reached at the strait"
    assert datetime.fromisoformat(news.findtext(f"{NEWS}publication_date")).tzinfo


def test_it_tells_news_search_no_more_than_it_takes(client, publication, monkeypatch):
    monkeypatch.setattr(sitemaps, "NEWS_LONGEST", 2)
    assert len(urls_of(client.get("/news-sitemap.xml"))) == 2


@pytest.mark.parametrize("path", ["/sitemap.xml", "/news-sitemap.xml", "/robots.txt"])
def test_it_never_carries_a_locked_word(client, publication, path):
    said = client.get(path).content.decode()
    assert [word for word in LOCKED_WORDS if word in said] == []


def test_it_stays_well_formed_whatever_a_headline_holds(client, publication):
    make_story(publication.world, "Bell \x07 & <tag>", slug="bell")
    news = urls_of(client.get("/news-sitemap.xml"))["http://testserver/world/bell/"]
    assert news.findtext(f"{NEWS}news/{NEWS}title") == "Bell  & <tag>"


@pytest.mark.parametrize("path", ["/sitemap.xml", "/news-sitemap.xml"])
def test_it_asks_the_database_as_often_for_thirty_stories_as_for_three(client, publication, path):
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(26):
        make_story(publication.world, f"Story {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) == len(few)
    assert len(few) <= 13  # three of them for the pages of the record


def test_it_keeps_crawlers_out_of_what_is_one_readers(client, publication):
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /account/", "Disallow: /search/"} <= set(lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Sitemap: http://testserver/news-sitemap.xml" in lines
    assert "Disallow: /" not in lines
