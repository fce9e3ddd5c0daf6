import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.models import IndexEntry

from standfirst.gate.access import MEMBERS, PUBLIC
from standfirst.stories.models import StoryPage
from standfirst.stories.searching.form import LONGEST
from standfirst.stories.tests.factories import Part, make_picture, make_story, sections_of
from standfirst.stories.tests.lantern import (
    FREE_WORD,
    LOCKED_WORDS,
    MEMBERS_LABEL_WORD,
    MEMBERS_WORD,
    NONSENSE,
    OUTSIDE_WORD,
    PLUS_ONLY,
    PLUS_WORD,
    PUBLIC_WORD,
    REGISTERED_WORD,
)
from standfirst.stories.words import StoryWords

ACCORD, FERRIES, BREAD, MINT = (
    "Accord reached at the strait",
    "Ferries run again",
    "Bread costs less",
    "Inside the mint",
)

# Whatever an index might take for an operator, and what is no word at all.
QUESTIONS = [
    "",
    "   ",
    '"',
    '"accord',
    "'; drop table",
    "accord AND",
    "NOT accord",
    "NEAR(accord strait)",
    "body:accord",
    "accord*",
    "^accord",
    "(((",
    "-- -",
    "%s %d %",
    "\\",
    "🦊",
    "🦊 accord",
    "!?…—",
    "e\u0301",
    "\u0301",
    "ａｃｃｏｒｄ",
    "a " * 99,
    "日本語",
    "a:b | c & !d <-> e",
]


NARROWED = [{"desk": "world"}, {"since": "2020-01-01"}, {"until": "2199-12-31"}, {"exactly": "on"}]


@pytest.fixture
def find(client, publication):
    """What a search finds: headlines, in order."""

    def found(question, **query):
        answer = client.get("/search/", {"q": question, **query})
        assert answer.status_code == 200
        return [hit.card.headline for hit in answer.context["hits"]]

    return found


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (None, LOCKED_WORDS),
        ("dee", (MEMBERS_WORD, MEMBERS_LABEL_WORD, PLUS_WORD)),
        ("ben", (MEMBERS_WORD, MEMBERS_LABEL_WORD, PLUS_WORD)),
        ("ana", (PLUS_WORD,)),
    ],
)
def test_it_answers_a_locked_word_like_a_nonsense_word(client, publication, cast, name, words):
    """Byte for byte, but for the word itself."""

    def answer(question, **narrowed):
        response = client.get("/search/", {"q": question, **narrowed})
        own = {"ETag", "Content-Length"}
        headers = {key: value for key, value in response.headers.items() if key not in own}
        odd = max(question.split(), key=len)
        return response.status_code, headers, response.content.replace(odd.encode(), b"_")

    if name:
        client.force_login(cast[name])
    for word in words:
        assert answer(word) == answer(NONSENSE)
        for narrowed in NARROWED:
            assert answer(word, **narrowed) == answer(NONSENSE, **narrowed)
        assert answer(f"{word} strait") == answer(f"{NONSENSE} strait")
        assert answer(f"strayt {word}") == answer(f"strayt {NONSENSE}")
        misspelt = word[:-1] + "q"
        assert answer(misspelt) == answer(NONSENSE[:-1] + "q")


def test_it_finds_everyone_the_free_words(find):
    assert find(FREE_WORD) == [ACCORD]
    assert find(OUTSIDE_WORD) == [ACCORD]
    assert find("strait") == [ACCORD]
    assert find(PUBLIC_WORD) == [BREAD]
    assert find("noon mint") == [MINT]


def test_it_joins_no_free_word_to_a_locked_one(find):
    assert find(f"accord {MEMBERS_WORD}") == []


@pytest.mark.parametrize(
    ("name", "word", "headlines"),
    [
        ("ana", MEMBERS_WORD, [ACCORD]),
        ("ana", MEMBERS_LABEL_WORD, [ACCORD]),
        ("ana", f"{MEMBERS_WORD} {FREE_WORD}", [ACCORD]),
        ("ana", REGISTERED_WORD, [FERRIES]),
        ("ana", PLUS_WORD, []),
        ("pia", PLUS_WORD, [MINT]),
        ("pia", MEMBERS_WORD, [ACCORD]),
        ("dee", REGISTERED_WORD, [FERRIES]),
        ("dee", MEMBERS_WORD, []),
        ("ben", MEMBERS_WORD, []),
        ("ben", FREE_WORD, [ACCORD]),
        ("eli", PLUS_WORD, [MINT]),
    ],
)
def test_it_finds_each_reader_the_words_they_may_read(client, find, cast, name, word, headlines):
    client.force_login(cast[name])
    assert find(word) == headlines


def test_it_names_a_story_once(client, find, cast):
    client.force_login(cast["ana"])
    assert find("strait") == [ACCORD]


def test_it_follows_a_change_of_access(find, publication):
    story = publication.stories["members"]
    story.access = PUBLIC
    story.save_revision().publish()
    assert find(MEMBERS_WORD) == [ACCORD]
    StoryPage.objects.filter(pk=story.pk).update(access=MEMBERS)
    assert find(MEMBERS_WORD) == []


def test_it_follows_a_change_of_words(find, publication):
    story = publication.stories["members"]
    story.title, story.sections = "Renamed", sections_of(Part("Now", "<p>tidewrack</p>", free=True))
    story.save_revision().publish()
    assert find("tidewrack") == ["Renamed"]
    assert find(FREE_WORD) == []
    story.sections = sections_of(Part("Now", "<p>tidewrack</p>"))
    story.save_revision().publish()
    assert find("tidewrack") == []


def test_it_knows_no_word_of_a_draft(client, find, cast, publication):
    story = publication.stories["members"]
    story.sections = sections_of(Part("Now", "<p>tidewrack</p>", free=True))
    story.save_revision()
    assert find("tidewrack") == []
    client.force_login(cast["eli"])
    assert find("tidewrack") == []
    assert find(MEMBERS_WORD) == [ACCORD]


def test_it_forgets_what_is_unpublished_and_what_is_deleted(find, publication):
    story = publication.stories["public"]
    story.unpublish()
    assert find(PUBLIC_WORD) == []
    story.save_revision().publish()
    assert find(PUBLIC_WORD) == [BREAD]
    before = IndexEntry.objects.count()
    StoryPage.objects.get(pk=story.pk).delete()
    assert find(PUBLIC_WORD) == []
    # The page's own entry, for staff, and its two for search.
    assert IndexEntry.objects.count() == before - 3


def test_it_leaves_out_what_is_dated_in_the_future(find, publication):
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    make_story(publication.world, "Of tomorrow", published_at=tomorrow)
    assert find("tomorrow") == []


def test_it_lists_the_newest_first_twenty_a_page(find, publication):
    for day in range(1, 24):
        at = datetime.now(UTC) - timedelta(days=day)
        make_story(publication.world, f"Comet {day}", published_at=at)
    assert find("comet") == [f"Comet {day}" for day in range(1, 21)]
    assert find("comet", page=2) == [f"Comet {day}" for day in range(21, 24)]
    assert find("comet", page="x") == find("comet")
    assert find("comet", page=99) == find("comet", page=2)


def test_it_takes_any_question(client, publication, cast):
    for reader in (None, cast["ana"]):
        if reader:
            client.force_login(reader)
        for question in QUESTIONS:
            assert client.get("/search/", {"q": question}).status_code == 200, question


def test_it_takes_marks_for_spaces_between_words(find):
    assert find('"accord" (strait)!') == [ACCORD]
    assert find("🦊 accord") == [ACCORD]
    assert find("ACCORD") == [ACCORD]
    assert find("!?") == []


def test_it_says_that_a_question_is_too_long(client, publication):
    answer = client.get("/search/", {"q": "accord " * 60})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert f"Search for at most {LONGEST} characters." in page
    assert "<article" not in page


def test_it_is_nobodys_to_keep_or_to_index(client, publication):
    answer = client.get("/search/", {"q": "accord"})
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("name", [None, "ana"])
def test_it_asks_the_database_as_often_for_thirty_stories_as_for_three(
    client, publication, cast, name
):
    if name:
        client.force_login(cast[name])
    seen = make_picture()
    make_story(publication.world, "Comet", lead_image=seen)
    client.get("/search/", {"q": "noon"})
    with CaptureQueriesContext(connection) as few:
        client.get("/search/", {"q": "noon"})
    for number in range(26):
        make_story(publication.world, f"Comet {number}", lead_image=seen)
    with CaptureQueriesContext(connection) as many:
        client.get("/search/", {"q": "noon"})
    assert len(many) == len(few)


def test_it_can_be_written_anew(find, capsys, publication):
    StoryWords.objects.all().delete()
    IndexEntry.objects.all().delete()
    assert find(FREE_WORD) == []
    call_command("index_stories")
    assert capsys.readouterr().out == "4 stories indexed.\n"
    assert find(FREE_WORD) == [ACCORD]
    assert find(MEMBERS_WORD) == []


def test_it_survives_the_search_apps_own_rebuild(find, client, cast):
    call_command("update_index", verbosity=0)
    assert find(MEMBERS_WORD) == []
    client.force_login(cast["pia"])
    assert find(PLUS_WORD) == [MINT]


def test_it_gives_staff_the_stories_in_the_admins_own_search(client, publication, cast):
    cast["eli"].is_superuser = True
    cast["eli"].save()
    client.force_login(cast["eli"])
    page = client.get("/admin/pages/search/", {"q": "strait"}).content.decode()
    assert re.search(r"Accord reached at the strait", page)


def test_it_holds_one_free_and_one_whole_entry_of_a_story(publication):
    for story in publication.stories.values():
        entries = StoryWords.objects.filter(story=story).order_by("whole")
        assert [entry.whole for entry in entries] == [False, True]
    plus = publication.stories["plus"]
    assert plus.access == PLUS_ONLY
    free, whole = StoryWords.objects.filter(story=plus).order_by("whole")
    assert PLUS_WORD not in free.text()
    assert PLUS_WORD in whole.text()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps statistics by itself")
def test_it_asks_the_full_text_index_once_and_not_for_each_entry(publication):
    for number in range(16):
        make_story(publication.world, f"Comet {number}")
    plan = StoryPage.objects.holding(["comet"], [MEMBERS]).explain()
    [asked] = [line for line in plan.splitlines() if "VIRTUAL TABLE" in line]
    assert asked.endswith("INDEX 0:M3")  # "0:=M3": a look-up by rowid, once an entry
