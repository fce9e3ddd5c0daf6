from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest

from standfirst.stories.indexing import write_all, write_missing
from standfirst.stories.models import KnownWord, StoryPage, StoryWords
from standfirst.stories.tests.factories import Part, make_story
from standfirst.stories.tests.lantern import FREE_WORD, LOCKED_WORDS, OUTSIDE_WORD, PUBLIC_WORD


@pytest.fixture
def ask(client, publication):
    def asked(question, **more):
        answer = client.get("/search/", {"q": question, **more})
        assert answer.status_code == 200
        return answer

    return asked


@pytest.fixture
def kursk(publication):
    for number in range(3):
        make_story(publication.world, f"Push into Kursk {number}")


def headlines(answer):
    return [hit.card.headline for hit in answer.context["hits"]]


@pytest.mark.parametrize("typed", ["Kursek", "krusk", "Kurk", "kyrsk", "KURSKK"])
def test_it_shows_what_was_probably_meant(ask, kursk, typed):
    answer = ask(typed)
    assert headlines(answer) == ["Push into Kursk 2", "Push into Kursk 1", "Push into Kursk 0"]
    page = " ".join(answer.content.decode().split())
    assert f"Nothing for “{typed}”. Showing “Kursk”." in page
    assert "3 stories with “Kursk”" in page


def test_it_lets_the_reader_insist(ask, kursk):
    answer = ask("Kursek", desk="world")
    assert f'href="?{answer.context["insisting"].replace("&", "&amp;")}"' in answer.content.decode()
    insisting = parse_qs(answer.context["insisting"])
    assert insisting == {"q": ["Kursek"], "desk": ["world"], "exactly": ["on"]}
    insisted = ask("Kursek", desk="world", exactly="on")
    assert headlines(insisted) == []
    assert "No story has “Kursek”" in " ".join(insisted.content.decode().split())


def test_it_puts_right_one_word_of_several(ask, kursk):
    answer = ask("push kursek noon")
    assert answer.context["instead"] == "push Kursk noon"
    assert len(headlines(answer)) == 3


def test_it_changes_no_word_that_is_written_somewhere(ask, kursk):
    assert ask("kursk mint").context["instead"] == ""


def test_it_offers_more_where_little_is_found(ask, kursk, publication):
    make_story(publication.world, "A misprint: Kursek")
    answer = ask("kursek")
    assert headlines(answer) == ["A misprint: Kursek"]
    assert answer.context["instead"] == ""
    assert answer.context["also"] == "Kursk"
    assert 'href="?q=Kursk"' in answer.content.decode()
    assert ask("kursek", exactly="on").context["also"] == ""
    assert ask("kursk").context["also"] == ""


def test_it_offers_what_everyone_may_read(ask):
    for word in (FREE_WORD, OUTSIDE_WORD):
        assert ask(word[:-1]).context["instead"] == word
    assert ask("strayt").context["instead"] == "strait"
    assert ask("writter").context["instead"] == "Writer"


@pytest.mark.parametrize("name", [None, "dee", "ben", "ana", "pia", "eli"])
def test_it_offers_nobody_a_word_that_is_locked_for_some(client, ask, cast, name):
    if name:
        client.force_login(cast[name])
    for word in (*LOCKED_WORDS, PUBLIC_WORD):
        for typed in (word[:-1], word[1:], f"{word}s"):
            answer = ask(typed)
            assert answer.context["instead"] == answer.context["also"] == ""
            assert headlines(answer) == []


def test_it_holds_no_locked_word(publication):
    known = set(KnownWord.objects.values_list("folded", flat=True))
    assert FREE_WORD in known
    assert not known.intersection(LOCKED_WORDS)


@pytest.mark.parametrize(
    "fields",
    [
        {"live": False},
        {"published_at": datetime.now(UTC) + timedelta(days=1)},
    ],
    ids=["a draft", "dated ahead"],
)
def test_it_offers_no_word_of_what_is_not_out(ask, publication, fields):
    make_story(
        publication.world,
        "Tidewrack found",
        sections=(Part("Where", "<p>sandhopper</p>", free=True),),
        **fields,
    )
    assert ask("tidewrac").context["instead"] == ""
    assert ask("sandhoper").context["instead"] == ""
    # Nor does a word it has, and no story that is out, stand in the way of another.
    make_story(publication.world, "Tidewracks")
    assert ask("tidewrack").context["instead"] == "Tidewracks"


def test_it_forgets_the_words_of_what_is_taken_down(ask, kursk):
    for story in StoryPage.objects.filter(title__contains="Kursk"):
        story.unpublish()
    assert ask("Kursek").context["instead"] == ""


def test_it_is_written_anew_with_the_index(ask, kursk):
    KnownWord.learn(["leftover"])
    write_all()
    known = set(KnownWord.objects.values_list("folded", flat=True))
    assert {"kursk", "world", "writer", FREE_WORD} <= known
    assert "leftover" not in known
    assert ask("Kursek").context["instead"] == "Kursk"


def test_it_writes_stories_the_index_does_not_have(ask, kursk):
    StoryWords.objects.all().delete()
    KnownWord.forget_all()
    assert headlines(ask("kursk", exactly="on")) == []
    write_missing(datetime.now(UTC))
    assert len(headlines(ask("kursk"))) == 3
    assert KnownWord.objects.filter(folded="money").exists()
