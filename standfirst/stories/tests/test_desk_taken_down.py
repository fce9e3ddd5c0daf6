import pytest

from standfirst.stories.tests.lantern import PUBLIC_WORD

LISTS = ["/", "/feed.xml", "/feed.json", "/sitemap.xml", "/news-sitemap.xml"]


@pytest.fixture
def taken_down(publication):
    publication.money.unpublish()


def test_it_takes_its_stories_out_of_every_list(client, publication, taken_down):
    for path in [*LISTS, f"/search/?q={PUBLIC_WORD}"]:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert b"/money/bread-costs-less/" not in answer.content, path


@pytest.mark.parametrize(
    "path", ["/money/", "/money/feed.xml", "/money/feed.json", "/money/bread-costs-less/"]
)
def test_it_takes_down_its_pages_and_feeds(client, publication, taken_down, path):
    assert client.get(path).status_code == 404


def test_it_comes_back_with_its_stories(client, publication, taken_down):
    publication.money.save_revision().publish()
    for path in LISTS:
        assert b"/money/bread-costs-less/" in client.get(path).content, path
