import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from standfirst.publication.images import is_public
from standfirst.readers.models import Reader
from standfirst.readers.roles import Role
from standfirst.stories.models import Author, StoryPage
from standfirst.stories.signing import adopt
from standfirst.stories.tests.factories import make_desk, make_front, make_picture, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_desk(make_front(), "World")


@pytest.fixture
def eli():
    reader = Reader.objects.create_reader("eli@example.com")
    reader.take_role(Role.EDITOR)
    return reader


def signed(story):
    return [it.author.name for it in story.signed.all()]


def byline_html(client, story):
    html = client.get(f"/world/{story.slug}/").text
    found = re.search(r'<span class="byline">(.*?)</span>', html)
    return found and found[1]


def test_it_makes_an_author_of_each_new_name_as_the_story_is_published(world):
    story = make_story(world, "Bread", byline="Mara Lind and Jo Ade")
    assert signed(story) == ["Mara Lind", "Jo Ade"]
    assert list(Author.objects.values_list("slug", flat=True)) == ["jo-ade", "mara-lind"]


def test_it_knows_an_author_again_whatever_the_capitals(world):
    make_story(world, "Bread", byline="Mara Lind")
    Author.objects.update(also_printed_as="M. Lind")
    assert signed(make_story(world, "Salt", byline="By MARA  LIND")) == ["Mara Lind"]
    assert signed(make_story(world, "Wine", byline="m. lind and Mara Lind")) == ["Mara Lind"]
    assert Author.objects.count() == 1


def test_it_gives_each_author_an_address_of_their_own(world):
    make_story(world, "Bread", byline="José Ade, Jose Ade and 李 明")
    slugs = [it.slug for it in Author.objects.order_by("pk")]
    assert slugs[:2] == ["jose-ade", "jose-ade-2"]
    assert len(set(slugs)) == 3


def test_it_follows_a_byline_that_is_published_changed(world):
    story = make_story(world, "Bread", byline="Mara Lind and Jo Ade")
    story.byline = "Jo Ade"
    story.save_revision().publish()
    assert signed(StoryPage.objects.get()) == ["Jo Ade"]


def test_it_makes_no_author_of_a_draft(world):
    make_story(world, "Bread", byline="Mara Lind", live=False)
    assert not Author.objects.exists()


def test_it_keeps_the_old_name_of_an_author_who_takes_another(client, world):
    story = make_story(world, "Bread", byline="Mara Lind")
    author = Author.objects.get()
    author.name = "Mara Okafor"
    author.save()
    author.refresh_from_db()
    assert author.also_printed_as == "Mara Lind"
    assert author.url == "/authors/mara-lind/"
    assert byline_html(client, story) == 'By <a href="/authors/mara-lind/">Mara Lind</a>'
    assert signed(make_story(world, "Salt", byline="Mara Lind")) == ["Mara Okafor"]


def test_it_refuses_a_name_that_is_another_authors(world):
    make_story(world, "Bread", byline="Mara Lind and Jo Ade")
    mara = Author.objects.get(slug="mara-lind")
    mara.also_printed_as = "M. Lind\njo ade"
    with pytest.raises(ValidationError, match="printed for the author Jo Ade already"):
        mara.full_clean()


def test_it_gives_an_author_the_stories_printed_under_a_name_that_is_added(world):
    story = make_story(world, "Bread", byline="M. Lind")
    Author.objects.get(name="M. Lind").delete()
    mara = Author.objects.create(name="Mara Lind", also_printed_as="M. Lind")
    adopt(mara)
    assert signed(story) == ["Mara Lind"]


def test_it_shows_the_author_and_their_stories_newest_first(client, world):
    now = datetime.now(UTC)
    for number in range(22):
        at = now - timedelta(days=number)
        make_story(world, f"Story {number}", byline="Mara Lind", published_at=at)
    make_story(world, "Of another", byline="Jo Ade")
    Author.objects.filter(name="Mara Lind").update(role="World editor", about="Writes of bread.")
    page = client.get("/authors/mara-lind/")
    assert page.headers["Cache-Control"].startswith("public")
    assert "World editor" in page.text
    assert "Writes of bread." in page.text
    assert [it.headline for it in page.context["cards"]] == [f"Story {n}" for n in range(20)]
    older = client.get("/authors/mara-lind/?page=2").context["cards"]
    assert [it.headline for it in older] == ["Story 20", "Story 21"]


def test_it_has_feeds_of_an_author(client, world):
    make_story(world, "Bread", byline="Mara Lind")
    make_story(world, "Of another", byline="Jo Ade")
    feed = json.loads(client.get("/authors/mara-lind/feed.json").content)
    assert [it["title"] for it in feed["items"]] == ["Bread"]
    assert feed["feed_url"] == "http://testserver/authors/mara-lind/feed.json"
    rss = client.get("/authors/mara-lind/feed.xml").text
    assert "Bread" in rss
    assert "Of another" not in rss


@pytest.mark.parametrize("path", ["", "feed.xml", "feed.json"])
@pytest.mark.parametrize("hidden", [{"live": False}, {"published_at": "tomorrow"}])
def test_it_knows_no_author_none_of_whose_stories_is_out(client, world, eli, path, hidden):
    if "published_at" in hidden:
        hidden = {"published_at": datetime.now(UTC) + timedelta(days=1)}
    make_story(world, "Bread", byline="Mara Lind", **hidden)
    Author.objects.get_or_create(name="Mara Lind")
    assert client.get(f"/authors/mara-lind/{path}").status_code == 404
    client.force_login(eli)
    assert client.get(f"/authors/mara-lind/{path}").status_code == 404
    assert client.get(f"/authors/nobody/{path}").status_code == 404


def test_it_links_the_names_of_a_byline_and_prints_the_rest_as_it_is(client, world):
    story = make_story(world, "Bread", byline="By Mara Lind in Kyiv, with reporting by Jo <Ade>")
    assert byline_html(client, story) == (
        'By <a href="/authors/mara-lind/">Mara Lind</a> in Kyiv, with reporting by Jo &lt;Ade&gt;'
    )


def test_it_prints_no_byline_where_there_is_none(client, world):
    assert byline_html(client, make_story(world, "Bread", byline="")) is None


def test_it_tells_machines_of_the_authors(client, world):
    make_story(world, "Bread", byline="Mara Lind and Jo Ade")
    page = client.get("/world/bread/").text
    article = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert article["author"] == [
        {"@type": "Person", "name": "Mara Lind", "url": "http://testserver/authors/mara-lind/"},
        {"@type": "Person", "name": "Jo Ade", "url": "http://testserver/authors/jo-ade/"},
    ]


def test_it_shows_a_portrait_to_everyone_once_the_author_is_published(client, world):
    now = datetime.now(UTC)
    portrait = make_picture()
    author = Author.objects.create(name="Mara Lind", portrait=portrait)
    assert not is_public(portrait, now)
    make_story(world, "Bread", byline="Mara Lind")
    assert is_public(portrait, now)
    page = client.get(author.url).text
    assert 'alt="A red field"' in page
    assert "srcset=" in page


@pytest.mark.parametrize(
    ("role", "status"), [(Role.WRITER, 302), (Role.EDITOR, 200), (Role.PUBLISHER, 200)]
)
def test_it_lets_editors_and_publishers_change_an_author(client, world, role, status):
    make_story(world, "Bread", byline="Mara Lind")
    reader = Reader.objects.create_reader("staff@example.com")
    reader.take_role(role)
    client.force_login(reader)
    path = f"/admin/snippets/stories/author/edit/{Author.objects.get().pk}/"
    assert client.get(path).status_code == status
    said = {"name": "Mara Okafor", "role": "", "about": "", "portrait": "", "also_printed_as": ""}
    client.post(path, said)
    assert Author.objects.filter(name="Mara Okafor").exists() == (status == 200)
