import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from standfirst.publication.models import PublicationSettings
from standfirst.stories.models import DrawnPicture, StoryPage
from standfirst.stories.social import drawing
from standfirst.stories.social.drawing import SHAPES, Drawn, draw
from standfirst.stories.social.lines import Room, break_lines, set_lines
from standfirst.stories.tests.factories import make_picture, make_story

STORY = "/world/accord-reached-at-the-strait/"
PLAIN = Drawn("Accord reached at the strait", "World", "The Lantern", "#9a1b2f", "newsreader")
LONG = "The ministry says that the emergency levy will be withdrawn, " * 12
HEADLINES = [
    "Accord",
    "Pentagon: Ukraine’s push into Kursk fits US policy",
    LONG,
    "Rechtsschutzversicherungsgesellschaften" * 4,
    "Łódź ve İstanbul: “ateşkes” – €5",
    "اتفاق على وقف إطلاق النار في المضيق",
    "הסכם Kursk הושג 24 במיצר",
    "海峡での停戦合意が成立、代表団が夜に声明を発表" * 3,
    "Україна: удар по Курську",
    "🦊 \U0010fffd \u200d",
    "",
]


def drawn(**other):
    return replace(PLAIN, **other)


def ink(png):
    """How far what is printed on the paper reaches: left, top, right, bottom."""
    image = Image.open(BytesIO(png)).convert("RGB")
    below_bar = image.crop((0, drawing.BAR + 1, *image.size))
    return below_bar.convert("L").point(lambda it: 255 if it < 170 else 0).getbbox()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("headline", HEADLINES, ids=lambda it: it[:12])
def test_it_keeps_any_headline_inside_its_margins(headline, shape):
    png = draw(drawn(headline=headline), shape)
    image = Image.open(BytesIO(png))
    assert (image.format, image.size) == ("PNG", (shape.width, shape.height))
    left, _top, right, bottom = ink(png)
    assert left >= drawing.MARGIN - 8
    assert right <= shape.width - drawing.MARGIN + 8
    assert bottom + drawing.BAR <= shape.height - drawing.MARGIN / 2
    assert len(png) < 150_000


def test_it_draws_each_thing_it_is_given():
    plain = draw(PLAIN, SHAPES["wide"])
    for other in (
        {"headline": "Another"},
        {"desk": "Money"},
        {"publication": "The Relay"},
        {"accent": "#1b4f9a"},
        {"typeface": "source-serif"},
    ):
        assert replace(PLAIN).version == PLAIN.version
        assert draw(drawn(**other), SHAPES["wide"]) != plain
        assert drawn(**other).version != PLAIN.version


def test_it_draws_in_the_papers_own_face_where_the_typeface_is_each_readers():
    assert draw(drawn(typeface="system"), SHAPES["wide"]) == draw(PLAIN, SHAPES["wide"])


def test_it_leaves_out_a_headline_it_has_no_letters_for():
    unknown = draw(drawn(headline="\U0010fffd\U0010fffc"), SHAPES["wide"])
    assert unknown == draw(drawn(headline=PLAIN.publication), SHAPES["wide"])


def test_it_makes_short_headlines_large_and_long_ones_small():
    room = Room(width=1000, height=300, largest=92, smallest=40)
    short, long = (set_lines(it, room, "newsreader") for it in ("Accord", LONG))
    assert short.writing.size == 92
    assert long.writing.size == 40
    assert long.texts[-1].endswith("…")
    assert all(long.writing.width(line) <= room.width for line in long.texts)


def test_it_makes_a_headline_smaller_before_it_breaks_a_word():
    room = Room(width=1000, height=300, largest=92, smallest=40)
    text = "Bundesverfassungsgerichtspräsident tagt"
    assert "Bundesverfassungsgerichtspräsident" in set_lines(text, room, "newsreader").texts


def test_it_breaks_lines_of_about_one_length():
    room = Room(width=1000, height=300, largest=60, smallest=40)
    lines = set_lines("one two three four five six seven eight nine ten", room, "newsreader")
    widths = [lines.writing.width(line) for line in lines.texts]
    assert min(widths) > 0.6 * max(widths)
    assert break_lines("aaaa bb", 3, len) == ["aaa", "a", "bb"]


def address(client, path=STORY):
    page = client.get(path).content.decode()
    [found] = re.findall(r'<meta property="og:image" content="http://testserver([^"]+)"', page)
    return found


@pytest.fixture
def draws(monkeypatch):
    """How often a picture is drawn."""
    from standfirst.stories.social import serving

    done = []

    def counted(*said):
        done.append(said)
        return draw(*said)

    monkeypatch.setattr(serving, "draw", counted)
    return done


def test_it_is_drawn_once_and_kept_for_ever(client, publication, draws):
    where = address(client)
    first, again = client.get(where), client.get(where)
    assert first.status_code == again.status_code == 200
    assert first["Content-Type"] == "image/png"
    assert first["Cache-Control"] == "public, max-age=31536000, immutable"
    assert first.getvalue() == again.getvalue()
    assert len(draws) == 1


def test_it_moves_with_the_headline_and_the_look(client, publication, draws):
    old = address(client)
    client.get(old)
    story = publication.stories["members"]
    story.title = "Accord signed"
    story.save()
    new = address(client)
    assert new != old
    moved = client.get(old)
    assert (moved.status_code, moved["Location"]) == (302, new)
    assert moved["Cache-Control"] == "no-store"
    settings = PublicationSettings.load()
    settings.accent = "#1b4f9a"
    settings.save()
    assert address(client) not in {old, new}


@pytest.mark.django_db(transaction=True)
def test_it_keeps_one_file_of_a_shape(client, publication):
    story = publication.stories["members"]
    files = []
    for headline in ("Accord one", "Accord two"):
        story.title = headline
        story.save()
        client.get(address(client)).getvalue()
        files.append(DrawnPicture.objects.get(story=story).file.name)
    assert [default_storage.exists(it) for it in files] == [False, True]
    StoryPage.objects.get(pk=story.pk).delete()
    assert not default_storage.exists(files[1])


def test_it_keeps_the_picture_that_was_there_first(publication):
    story = publication.stories["members"]
    one, other = (DrawnPicture.keep(story, "wide", "1", png) for png in (b"one", b"other"))
    assert one == other
    assert other.file.read() == b"one"


@pytest.mark.parametrize(
    "fields",
    [{"live": False}, {"published_at": datetime.now(UTC) + timedelta(days=1)}],
    ids=["a draft", "dated ahead"],
)
def test_it_is_not_there_before_its_story_is(client, publication, fields, draws):
    where = address(client)
    StoryPage.objects.filter(slug="accord-reached-at-the-strait").update(**fields)
    assert client.get(where).status_code == 404
    assert client.get(re.sub(r"/[0-9a-f]{12}/", "/0/", where)).status_code == 404
    assert draws == []


def test_it_is_not_there_in_another_shape_or_for_no_story(client, publication):
    where = address(client)
    assert client.get(where.replace("wide", "tall")).status_code == 404
    assert client.get("/social/0/a/wide.png").status_code == 404
    assert client.get("/social/99999999999999999999/a/wide.png").status_code == 404


def test_it_is_told_of_in_all_shapes(client, publication):
    page = client.get(STORY).content.decode()
    for key, value in {
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "“Accord reached at the strait”, World, The Lantern",
    }.items():
        assert f'<meta property="{key}" content="{value}"' in page
    assert '<meta name="twitter:card" content="summary_large_image"' in page
    [article] = [it for it in map(json.loads, _data(page)) if it["@type"] == "NewsArticle"]
    sizes = [(it["width"], it["height"]) for it in article["image"]]
    assert sizes == [(1200, 630), (1200, 675), (1200, 900), (1200, 1200)]
    for image in article["image"]:
        answer = client.get(image["url"].removeprefix("http://testserver"))
        assert Image.open(BytesIO(answer.getvalue())).size == (image["width"], image["height"])


def _data(page):
    return re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)


def test_it_leaves_a_story_its_own_picture(client, publication):
    make_story(publication.world, "With a picture", lead_image=make_picture())
    page = client.get("/world/with-a-picture/").content.decode()
    assert 'property="og:image" content="http://testserver/images/' in page
    assert "/social/" not in page


def test_it_gives_pages_that_are_no_story_the_publications_own(client, publication):
    assert "og:image" not in client.get("/").content.decode()
    settings = PublicationSettings.load()
    settings.social_image = make_picture()
    settings.save()
    for path in ("/", "/world/"):
        where = address(client, path)
        assert where.startswith("/images/")
        assert client.get(where).status_code == 200
    assert "/social/" in address(client)
