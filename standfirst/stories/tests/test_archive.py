from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standfirst.stories.tests.factories import make_desk, make_front, make_picture, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_desk(make_front(), "World")


def out(desk, headline, *when, **fields):
    return make_story(desk, headline, published_at=datetime(*when, tzinfo=UTC), **fields)


def test_it_counts_the_stories_of_each_month_newest_first(client, world):
    out(world, "One", 2025, 12, 31, 23, 59)
    out(world, "Two", 2026, 3, 1)
    out(world, "Three", 2026, 3, 31, 23, 59)
    page = client.get("/archive/")
    assert page.headers["Cache-Control"].startswith("public")
    years = [
        (year.number, [(it.url, it.count) for it in year.months]) for year in page.context["years"]
    ]
    assert years == [
        (2026, [("/archive/2026/03/", 2)]),
        (2025, [("/archive/2025/12/", 1)]),
    ]
    assert "2 stories" in " ".join(page.text.split())


def test_it_is_linked_from_the_foot_of_every_page(client, world):
    assert '<a href="/archive/">' in client.get("/").text


def test_it_shows_all_of_a_month_by_day_newest_first(client, world):
    out(world, "Before", 2026, 2, 28, 23, 59)
    out(world, "After", 2026, 4, 1)
    for number in range(30):
        out(world, f"Of March {number}", 2026, 3, 1 + number // 10, number % 10)
    page = client.get("/archive/2026/03/")
    days = page.context["days"]
    assert [(it.date.day, len(it.cards)) for it in days] == [(3, 10), (2, 10), (1, 10)]
    assert [it.headline for it in days[0].cards][:2] == ["Of March 29", "Of March 28"]
    assert "March 2026" in page.text
    assert 'href="/archive/2026/04/"' in page.text
    assert 'href="/archive/2026/02/"' in page.text
    assert "Before" not in page.text
    assert "After" not in page.text


def test_it_counts_months_in_the_publications_own_time(client, world, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    out(world, "In Tokyo the first of April", 2026, 3, 31, 20)
    assert client.get("/archive/2026/03/").status_code == 404
    assert "In Tokyo" in client.get("/archive/2026/04/").text


@pytest.mark.parametrize(
    "path", ["2026/13/", "2026/00/", "2026/3/", "0000/03/", "2026/", "2026/04/", "9999/12/", "x/y/"]
)
def test_it_knows_no_month_that_is_none_or_empty(client, world, path):
    out(world, "One", 2026, 3, 1)
    assert client.get(f"/archive/{path}").status_code == 404


def test_it_leaves_out_what_is_not_out(client, world):
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    make_story(world, "Of tomorrow", published_at=tomorrow)
    out(world, "A draft", 2026, 3, 1, live=False)
    assert client.get("/archive/").context["years"] == []
    assert "Nothing is published yet." in client.get("/archive/").text
    assert client.get("/archive/2026/03/").status_code == 404
    assert client.get(f"/archive/{tomorrow:%Y/%m}/").status_code == 404


@pytest.mark.parametrize("path", ["/archive/", "/archive/2026/03/"])
def test_it_asks_the_database_as_often_for_many_stories_as_for_few(client, world, path):
    seen = make_picture()
    out(world, "One", 2026, 3, 1, lead_image=seen)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(20):
        out(world, f"Of March {number}", 2026, 3, 2, number, lead_image=seen)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) == len(few)
