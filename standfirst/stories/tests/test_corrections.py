"""What readers were told, on the story, in feeds, for machines, and on one page for all of it."""

import json
import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.readers.models import Reader
from standfirst.stories.corrections import A_PAGE
from standfirst.stories.models import NoteKind, StoryPage
from standfirst.stories.tests.editing import publish
from standfirst.stories.tests.lantern import Lantern

ADDRESS = "/world/accord-reached-at-the-strait/"
TOLD = {
    NoteKind.UPDATE: "The crew is safe.",
    NoteKind.CLARIFICATION: "Both envoys signed it.",
    NoteKind.CORRECTION: "They met on Tuesday, not on Monday.",
}
ATOM = "{http://www.w3.org/2005/Atom}updated"


@pytest.fixture
def story(publication: Lantern) -> StoryPage:
    """Told of one of each kind, the correction last."""
    live = publication.stories["members"]
    for kind, text in TOLD.items():
        live = publish(live, kind, text, standfirst=f"After the {kind}.")
    return live


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_it_tells_everyone_on_the_story_newest_first(
    client: Client, story: StoryPage, cast: dict[str, Reader]
) -> None:
    for reader in (None, cast["dee"], cast["ana"]):
        if reader:
            client.force_login(reader)
        page = words_of(client.get(ADDRESS).text)
        places = [page.index(TOLD[kind]) for kind in ("correction", "clarification", "update")]
        assert places == sorted(places)


def test_it_says_which_kind_when_and_since_when(client: Client, story: StoryPage) -> None:
    page = client.get(ADDRESS).text
    note = story.notes.get(kind="update")
    at, since = (f"{timezone.localtime(it):%H:%M}" for it in (note.at, note.since))
    assert f"Update, {at}. New since {since}: {TOLD['update']}" in words_of(page)
    assert f'datetime="{timezone.localtime(note.at).isoformat(timespec="seconds")}"' in page
    for kind in ("Clarification", "Correction"):
        assert re.search(rf"{kind}, \d\d:\d\d\. ", words_of(page))


def test_it_puts_them_on_top_in_feeds_with_the_time_of_the_change(
    client: Client, story: StoryPage
) -> None:
    rss = ElementTree.fromstring(client.get("/feed.xml").content)
    item = next(it for it in rss.iter("item") if it.findtext("title") == story.title)
    html = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert html.index(TOLD[NoteKind.CORRECTION]) < html.index("After the correction.")
    assert datetime.fromisoformat(item.findtext(ATOM)) == story.updated_at
    said = json.loads(client.get("/world/feed.json").content)["items"]
    same = next(it for it in said if it["title"] == story.title)
    assert TOLD[NoteKind.UPDATE] in same["content_html"]
    assert same["date_modified"] == story.updated_at.isoformat()


def test_it_tells_machines(client: Client, story: StoryPage) -> None:
    page = client.get(ADDRESS).text
    said = json.loads(re.search(r'ld\+json">(\{.*?"NewsArticle".*?)</script>', page)[1])
    correction = story.notes.get(kind="correction")
    assert said["dateModified"] == story.updated_at.isoformat()
    assert said["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": TOLD[NoteKind.CORRECTION],
            "datePublished": correction.at.isoformat(),
        }
    ]
    assert f'property="article:modified_time" content="{story.updated_at.isoformat()}"' in page
    assert f"{story.updated_at:%Y-%m-%dT%H:%M}" in client.get("/sitemap.xml").text


def test_it_is_found_by_search(client: Client, story: StoryPage) -> None:
    assert story.title in client.get("/search/?q=envoys+Tuesday+crew").text


def test_it_keeps_them_all_on_one_page(client: Client, story: StoryPage) -> None:
    page = client.get("/corrections/")
    assert "s-maxage" in page.headers["Cache-Control"]
    said = words_of(page.text)
    assert [text for text in TOLD.values() if text not in said] == []
    assert said.index(TOLD[NoteKind.CORRECTION]) < said.index(TOLD[NoteKind.UPDATE])
    note = story.notes.get(kind="correction")
    assert f'href="{ADDRESS}#note-{note.pk}"' in page.text
    assert f'id="note-{note.pk}"' in client.get(ADDRESS).text


@pytest.mark.parametrize("kind", list(TOLD))
def test_it_keeps_apart_what_is_asked_for(client: Client, story: StoryPage, kind: str) -> None:
    said = client.get(f"/corrections/?kind={kind}").text
    assert [it for it in TOLD if TOLD[it] in said] == [kind]


def test_it_shows_all_where_no_kind_of_that_name_is(client: Client, story: StoryPage) -> None:
    said = client.get("/corrections/?kind=gossip").text
    assert [text for text in TOLD.values() if text not in said] == []


def test_it_forgets_stories_that_are_no_longer_out(client: Client, story: StoryPage) -> None:
    story.unpublish()
    for path in ("/corrections/", "/corrections/feed.xml", "/corrections/feed.json"):
        assert TOLD[NoteKind.CORRECTION] not in client.get(path).text, path


def test_it_goes_on_on_a_second_page(client: Client, story: StoryPage) -> None:
    at = datetime.now(UTC)
    for number in range(A_PAGE):
        story.notes.create(kind="correction", text=f"No. {number}.", at=at, since=at)
    page = client.get("/corrections/?kind=correction")
    assert "kind=correction&amp;page=2" in page.text
    assert "Older notes" in page.text
    assert TOLD[NoteKind.CORRECTION] in client.get("/corrections/?kind=correction&page=2").text


def test_it_has_a_feed_of_its_own(client: Client, story: StoryPage) -> None:
    note = story.notes.get(kind="correction")
    address = f"http://testserver{ADDRESS}#note-{note.pk}"
    feed = json.loads(client.get("/corrections/feed.json").content)
    assert feed["home_page_url"] == "http://testserver/corrections/"
    newest = feed["items"][0]
    assert newest["id"] == address
    assert newest["title"] == f"Correction: {story.title}"
    assert TOLD[NoteKind.CORRECTION] in newest["content_html"]
    assert newest["date_published"] == note.at.isoformat()
    rss = ElementTree.fromstring(client.get("/corrections/feed.xml").content)
    assert next(rss.iter("item")).findtext("guid") == address


def test_it_is_led_to_from_the_foot_of_every_page(client: Client, publication: Lantern) -> None:
    assert '<a href="/corrections/">Corrections</a>' in client.get("/world/").text
