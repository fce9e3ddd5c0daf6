import json
import re
from html.parser import HTMLParser

import pytest

from standfirst.stories.models import StoryPage
from standfirst.stories.tests.factories import Part, make_picture, make_story, sections_of
from standfirst.stories.tests.lantern import LOCKED_WORDS

STORY = "/world/accord-reached-at-the-strait/"
PATHS = {
    "members": STORY,
    "registered": "/world/ferries-run-again/",
    "public": "/money/bread-costs-less/",
    "plus": "/money/inside-the-mint/",
}


class HeadParser(HTMLParser):
    """The metas, links and data scripts of a page, and every class it uses."""

    def __init__(self, page):
        super().__init__()
        self.metas, self.links, self.data, self.classes = {}, [], [], set()
        self._in_data = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.classes |= set((said.get("class") or "").split())
        if tag == "meta":
            self.metas[said.get("property") or said.get("name")] = said.get("content")
        if tag == "link":
            self.links.append(said)
        self._in_data = tag == "script" and said.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self._in_data:
            self.data.append(json.loads(data))
            self._in_data = False


def head_of(client, path):
    return HeadParser(client.get(path).content.decode())


def kind(head, name):
    return next(it for it in head.data if it["@type"] == name)


def test_it_tells_search_engines_what_is_kept_for_members(client, publication):
    story = kind(head_of(client, STORY), "NewsArticle")
    assert story["headline"] == "Accord reached at the strait"
    assert story["description"] == "Both sides met at noon."
    author = {"@type": "Person", "name": "A. Writer", "url": "http://testserver/authors/a-writer/"}
    assert story["author"] == author
    assert story["publisher"]["name"] == "The Lantern"
    assert story["mainEntityOfPage"]["@id"] == f"http://testserver{STORY}"
    assert story["articleSection"] == "World"
    assert story["inLanguage"] == "en"
    assert story["datePublished"] <= story["dateModified"]
    assert story["isAccessibleForFree"] is False
    assert story["hasPart"] == {
        "@type": "WebPageElement",
        "isAccessibleForFree": False,
        "cssSelector": ".members-only",
    }


@pytest.mark.parametrize("name", ["members", "registered", "plus"])
def test_it_names_a_class_that_locked_and_open_pages_have(client, publication, cast, name):
    assert "members-only" in head_of(client, PATHS[name]).classes
    client.force_login(cast["pia"])
    assert "members-only" in head_of(client, PATHS[name]).classes


def test_it_keeps_nothing_of_a_public_story(client, publication):
    story = kind(head_of(client, PATHS["public"]), "NewsArticle")
    assert story["isAccessibleForFree"] is True
    assert "hasPart" not in story


def test_it_keeps_nothing_of_a_story_whose_sections_are_all_free(client, publication):
    make_story(publication.world, "All of it", sections=(Part("All", "<p>Here.</p>", free=True),))
    story = kind(head_of(client, "/world/all-of-it/"), "NewsArticle")
    assert story["isAccessibleForFree"] is True


@pytest.mark.parametrize("path", PATHS.values())
def test_it_says_the_same_to_whoever_may_read_and_whoever_may_not(client, publication, cast, path):
    def said():
        page = client.get(path).content.decode()
        return re.findall(
            r'<meta [^>]+>|<link rel="(?:canonical|alternate)[^>]+>|\{"@context.*', page
        )

    signed_out = said()
    assert not [word for word in LOCKED_WORDS if word in "".join(signed_out)]
    for reader in cast.values():
        client.force_login(reader)
        assert said() == signed_out


def test_it_never_prints_a_body_for_machines(client, publication, cast):
    client.force_login(cast["pia"])
    for path in PATHS.values():
        assert "articleBody" not in client.get(path).content.decode()


def test_it_describes_a_story_to_social_sites(client, publication):
    StoryPage.objects.filter(slug="accord-reached-at-the-strait").update(
        lead_image=make_picture(), search_description="An accord, in short."
    )
    head = head_of(client, STORY)
    assert head.metas["description"] == "An accord, in short."
    assert head.metas["robots"] == "max-image-preview:large"
    assert head.metas["og:type"] == "article"
    assert head.metas["og:title"] == "Accord reached at the strait"
    assert head.metas["og:site_name"] == "The Lantern"
    assert head.metas["og:url"] == f"http://testserver{STORY}"
    assert head.metas["og:image"].startswith("http://testserver/images/")
    assert head.metas["og:image:alt"] == "A red field"
    assert head.metas["twitter:card"] == "summary_large_image"
    assert head.metas["article:published_time"]
    assert kind(head, "NewsArticle")["image"]["creditText"] == "B. Lens"


@pytest.mark.parametrize(
    ("path", "canonical", "feeds"),
    [
        ("/", "/", ["/feed.xml", "/feed.json"]),
        ("/world/", "/world/", ["/feed.xml", "/feed.json", "/world/feed.xml", "/world/feed.json"]),
        (STORY, STORY, ["/feed.xml", "/feed.json", "/world/feed.xml", "/world/feed.json"]),
        (
            f"{STORY}?utm=x",
            STORY,
            ["/feed.xml", "/feed.json", "/world/feed.xml", "/world/feed.json"],
        ),
    ],
)
def test_it_gives_a_page_its_address_and_its_feeds(client, publication, path, canonical, feeds):
    links = head_of(client, path).links
    named = [it["href"] for it in links if it["rel"] == "canonical"]
    assert named == [f"http://testserver{canonical}"]
    offered = [it["href"] for it in links if it["rel"] == "alternate"]
    assert offered == [f"http://testserver{feed}" for feed in feeds]
    for address in offered:
        assert client.get(address).status_code == 200


def test_it_leads_back_to_the_desk(client, publication):
    steps = kind(head_of(client, STORY), "BreadcrumbList")["itemListElement"]
    assert [(it["position"], it["name"]) for it in steps] == [
        (1, "World"),
        (2, "Accord reached at the strait"),
    ]
    assert steps[0]["item"] == "http://testserver/world/"


def test_it_names_the_publication_on_the_front_page(client, publication):
    assert kind(head_of(client, "/"), "WebSite")["name"] == "The Lantern"


def test_it_cannot_be_broken_out_of(client, publication):
    nasty = "</script><script>alert(1)</script>&\u2028\"'"
    story = make_story(publication.world, nasty, slug="nasty", sections=(Part("a", "<p>b</p>"),))
    page = client.get("/world/nasty/").content.decode()
    assert "<script>alert" not in page
    assert kind(HeadParser(page), "NewsArticle")["headline"] == story.title


def test_it_is_not_told_by_a_label_what_its_section_hides(client, publication):
    label = Part("The minister resigned", "<p>x</p>", outside_label="What followed")
    story = publication.stories["members"]
    story.sections = sections_of(label)
    story.save_revision().publish()
    assert "resigned" not in client.get(STORY).content.decode()
