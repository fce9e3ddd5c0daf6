"""Images and documents in the text of sections: on pages, in feeds, for machines, and to nobody they are locked to."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.formats import get_image_formats

from standfirst.gate.access import PUBLIC
from standfirst.publication.models import PublicationImage
from standfirst.stories.tests.factories import Part, make_picture, make_story
from standfirst.stories.tests.test_metadata import head_of, kind
from standfirst.stories.tests.uploads import (
    addresses_of,
    image_tag,
    make_story_with_uploads,
    src_of,
)

STORY = "/world/the-harbour-plan/"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture
def uploads(publication):
    return make_story_with_uploads(publication.world)


def page_of(reader) -> str:
    client = Client()
    if reader:
        client.force_login(reader)
    return client.get(STORY).content.decode()


def figures(page: str) -> list[str]:
    return re.findall(r'<figure class="inset">.*?</figure>', page, re.DOTALL)


def test_it_prints_an_image_in_every_format_with_its_alt_text_and_credit(uploads):
    (figure,) = figures(page_of(None))
    assert '<source type="image/avif"' in figure
    assert '<source type="image/webp"' in figure
    assert f'src="{src_of(uploads.free_image)}"' in figure
    assert 'alt="The pier at dawn"' in figure
    assert 'width="160"' in figure
    assert 'height="90"' in figure
    assert 'loading="lazy"' in figure
    assert "<figcaption>B. Lens</figcaption>" in figure
    assert figure.index("avif") < figure.index("webp") < figure.index("<img")


def test_it_prints_nothing_locked_of_it_to_who_may_not_read(uploads, cast):
    for reader in (None, cast["dee"], cast["ben"]):
        page = page_of(reader)
        assert len(figures(page)) == 1
        assert not [it for it in uploads.locked if it in page]
    page = page_of(cast["ana"])
    assert len(figures(page)) == 2
    assert uploads.locked_document.url in page
    assert src_of(uploads.locked_image) in page


@pytest.mark.parametrize(
    ("tag", "alt"),
    [
        ('alt="Here &quot;only&quot; &lt;this&gt;"', 'alt="Here &quot;only&quot; &lt;this&gt;"'),
        ('alt=""', 'alt=""'),  # marked as decorative where it stands
        ("", 'alt="A red field"'),  # nothing said there: the image's own
    ],
)
def test_it_says_what_an_image_shows_as_it_was_said_there(client, publication, tag, alt):
    html = f'<embed embedtype="image" id="{make_picture().pk}" format="fullwidth" {tag}/>'
    make_story(publication.world, "Alt", access=PUBLIC, sections=(Part("What", html),))
    assert alt in figures(client.get("/world/alt/").content.decode())[0]


def test_it_leaves_out_what_is_gone_and_what_is_no_image(client, publication):
    gone = make_picture()
    tag = image_tag(gone)
    gone.delete()
    html = (
        f"<p>Words.</p>{tag}"
        '<embed embedtype="image" id="x" format="fullwidth" alt=""/>'
        '<embed embedtype="media" url="https://example.org/v"/>'
        '<p><a linktype="document" id="999">a plan</a></p>'
    )
    make_story(publication.world, "Gone", access=PUBLIC, sections=(Part("What", html),))
    page = client.get("/world/gone/").content.decode()
    assert "Words." in page
    assert "a plan" in page
    assert figures(page) == []
    assert "<embed" not in page


def test_it_makes_no_size_while_a_reader_waits(client, publication):
    unmade = make_picture()
    unmade.renditions.all().delete()
    html = image_tag(unmade)
    story = make_story(
        publication.world, "Early", access=PUBLIC, lead_image=unmade, sections=(Part("A", html),)
    )
    for path in ("/", "/world/", "/world/early/", "/feed.xml", "/feed.json"):
        assert client.get(path).status_code == 200
    assert story.title in client.get("/world/").content.decode()
    assert not PublicationImage.objects.get(pk=unmade.pk).renditions.exists()


# --- For machines


def test_it_gives_feeds_what_everyone_may_see_under_whole_addresses(client, uploads):
    items = ElementTree.fromstring(client.get("/feed.xml").content).iter("item")
    html = next(it.findtext(CONTENT) for it in items if it.findtext("title") == "The harbour plan")
    shown = [*re.findall(r'src="([^"]+)"', html)]
    shown += [
        part.split()[0] for it in re.findall(r'srcset="([^"]+)"', html) for part in it.split(",")
    ]
    assert f"http://testserver{src_of(uploads.free_image)}" in shown
    assert len(shown) >= 3
    assert all(it.startswith("http://testserver/images/") for it in shown)
    assert f'href="http://testserver{uploads.free_document.url}"' in html
    assert not [it for it in uploads.locked if it in client.get("/feed.xml").content.decode()]
    assert not [it for it in uploads.locked if it in client.get("/feed.json").content.decode()]


def test_it_tells_machines_of_no_image_that_is_kept_for_some(client, uploads, cast):
    signed_out = kind(head_of(client, STORY), "NewsArticle")
    said = json.dumps(signed_out)
    assert src_of(uploads.free_image) in said
    assert not [it for it in uploads.locked if it in said]
    client.force_login(cast["ana"])
    assert kind(head_of(client, STORY), "NewsArticle") == signed_out


def test_it_tells_machines_of_all_images_of_a_public_story(client, publication):
    lead = make_picture()
    uploads = make_story_with_uploads(publication.world, access=PUBLIC, lead_image=lead)
    said = json.dumps(kind(head_of(client, STORY), "NewsArticle")["image"])
    for image in (lead, uploads.free_image, uploads.locked_image):
        assert src_of(image) in said


@pytest.mark.parametrize("path", ["/feed.xml", "/feed.json"])
def test_it_asks_the_database_as_often_for_many_images_as_for_one(client, publication, path):
    def publish(number: int) -> None:
        part = Part("A", image_tag(make_picture()))
        make_story(publication.world, f"Story {number}", access=PUBLIC, sections=(part,))

    publish(0)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(1, 8):
        publish(number)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) == len(few)


def test_it_shows_lists_a_crop_and_the_story_the_whole_image(client, publication):
    image = make_picture()
    make_story(publication.world, "Led", lead_image=image)
    crops = {it.url for it in image.renditions.filter(filter_spec__startswith="fill")}
    whole = set(addresses_of(image)) - crops
    front, story = (client.get(it).content.decode() for it in ("/", "/world/led/"))
    assert any(it in front for it in crops)
    assert not any(it in front for it in whole if f'src="{it}"' in front)
    assert any(it in story for it in whole)
    assert not any(it in story for it in crops)


def test_it_offers_the_editor_one_way_for_an_image_to_stand():
    assert [it.name for it in get_image_formats()] == ["fullwidth"]
