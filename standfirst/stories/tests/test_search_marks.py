import pytest

from standfirst.gate.access import PUBLIC
from standfirst.publication.marks import LONG, Passage, excerpt, marked
from standfirst.stories.models import StoryNote
from standfirst.stories.tests.factories import Part, make_story
from standfirst.stories.tests.lantern import (
    FREE_WORD,
    LOCKED_WORDS,
    MEMBERS_LABEL_WORD,
    MEMBERS_WORD,
    OUTSIDE_WORD,
    REGISTERED_WORD,
)


@pytest.mark.parametrize(
    ("text", "terms", "html"),
    [
        ("Kursk’s push", {"kursk"}, "<mark>Kursk</mark>’s push"),
        ("ERDOĞAN: no", {"erdogan"}, "<mark>ERDOĞAN</mark>: no"),
        ("tariffs on tariff", {"tariff"}, "tariffs on <mark>tariff</mark>"),
        (
            "<b>a & b</b>",
            {"b"},
            "&lt;<mark>b</mark>&gt;a &amp; <mark>b</mark>&lt;/<mark>b</mark>&gt;",
        ),
        ("e\u0301te\u0301", {"ete"}, "<mark>e\u0301te\u0301</mark>"),
        ("nothing", {"kursk"}, "nothing"),
        ("", {"kursk"}, ""),
    ],
)
def test_it_marks_whole_words_as_the_index_takes_them(text, terms, html):
    assert marked(text, terms) == html


def test_it_shows_the_passage_with_most_of_the_words():
    passages = [
        Passage("", "A ferry sank.", whole=True),
        Passage("What the port says", "The ferry was sound, and the crew well."),
    ]
    found = excerpt(passages, ["ferry", "crew"])
    assert found.label == "What the port says"
    assert "<mark>crew</mark>" in found.text
    assert excerpt(passages, ["ferry"]).label == ""
    assert excerpt(passages, ["port"]).label == "What the <mark>port</mark> says"


def test_it_cuts_a_long_passage_round_the_match_in_whole_words():
    text = "beginning " * 60 + "the accord, at last. " + "ending " * 60
    [found] = [excerpt([Passage("", text)], ["accord"]).text]
    assert "the <mark>accord</mark>, at last. ending" in found
    assert found.startswith("… beginning")
    assert found.endswith("ending …")
    assert len(found) < LONG + 40


def test_it_cuts_nothing_from_a_short_passage():
    assert excerpt([Passage("", "The accord holds.")], ["accord"]).text.endswith("holds.")


@pytest.fixture
def texts(client, publication):
    """What a search shows of its hits, by headline."""

    def shown(question):
        answer = client.get("/search/", {"q": question})
        return {
            it.card.headline: f"{it.excerpt.label}|{it.excerpt.text}"
            for it in answer.context["hits"]
        }

    return shown


def test_it_shows_outsiders_free_words_only(client, texts, cast):
    headline = "Accord reached at the strait"
    locked = set(LOCKED_WORDS) - {REGISTERED_WORD}
    assert REGISTERED_WORD not in str(texts("ferries"))
    for name in (None, "dee", "ben"):
        if name:
            client.force_login(cast[name])
        assert texts(FREE_WORD) == {
            headline: f"What everyone knows|The <mark>{FREE_WORD}</mark> was calm."
        }
        assert texts(OUTSIDE_WORD) == {headline: f"Behind the <mark>{OUTSIDE_WORD}</mark>|"}
        for question in ("strait", "noon", "the"):
            assert not [it for it in locked if it in str(texts(question))]


def test_it_shows_members_what_they_may_read(client, texts, cast):
    client.force_login(cast["ana"])
    assert texts(MEMBERS_WORD) == {
        "Accord reached at the strait": (
            f"What the envoy said|The <mark>{MEMBERS_WORD}</mark> clause stays."
        )
    }
    assert f"Why <mark>{MEMBERS_LABEL_WORD}</mark>" in str(texts(MEMBERS_LABEL_WORD))


def test_it_marks_the_headline_and_escapes_it(client, publication):
    make_story(
        publication.world,
        "<i>Comet</i> & tail",
        slug="comet",
        access=PUBLIC,
        sections=(Part("What", "<p>A <b>com</b>et &amp; a <a href='/'>tail</a></p>"),),
    )
    page = client.get("/search/", {"q": "comet tail"}).content.decode()
    assert "&lt;i&gt;<mark>Comet</mark>&lt;/i&gt; &amp; <mark>tail</mark>" in page
    assert "A <mark>comet</mark> &amp; a <mark>tail</mark>" in page


def test_it_finds_and_shows_what_readers_are_told_of_a_correction(client, publication):
    story = publication.stories["members"]
    at = story.published_at
    StoryNote.objects.create(
        story=story, kind="correction", text="It was a barge, not a dinghy.", at=at, since=at
    )
    [hit] = client.get("/search/", {"q": "dinghy"}).context["hits"]
    assert hit.excerpt.label == "Correction"
    assert "a <mark>dinghy</mark>." in hit.excerpt.text
