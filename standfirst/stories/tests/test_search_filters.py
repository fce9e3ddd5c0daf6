from datetime import UTC, datetime

import pytest

from standfirst.stories.tests.factories import make_story


@pytest.fixture
def comets(publication):
    """One a day from 1 to 25 March 2024, in turn on World and on Money."""
    for day in range(1, 26):
        make_story(
            publication.world if day % 2 else publication.money,
            f"Comet {day}",
            published_at=datetime(2024, 3, day, 23, 30, tzinfo=UTC),
        )


@pytest.fixture
def find(client, comets):
    def found(**question):
        answer = client.get("/search/", question)
        assert answer.status_code == 200
        return [hit.card.headline for hit in answer.context["hits"]]

    return found


def test_it_keeps_to_a_desk(find):
    assert find(q="comet", desk="world") == [f"Comet {day}" for day in range(25, 0, -2)]


def test_it_keeps_to_days_both_whole(find):
    assert find(q="comet", since="2024-03-24") == ["Comet 25", "Comet 24"]
    assert find(q="comet", until="2024-03-02") == ["Comet 2", "Comet 1"]
    assert find(q="comet", since="2024-03-07", until="2024-03-07") == ["Comet 7"]
    assert find(q="comet", since="2024-03-07", until="2024-03-08", desk="money") == ["Comet 8"]


def test_it_lists_days_without_words(find):
    assert find(since="2024-03-07", until="2024-03-08") == ["Comet 8", "Comet 7"]
    assert find(q="?!", since="2024-03-07") == []
    assert find(since="", until="", desk="") == []


def test_it_keeps_what_was_chosen_on_the_next_page(client, comets):
    page = client.get("/search/", {"q": "comet", "since": "2024-03-02"}).content.decode()
    assert 'href="?q=comet&amp;since=2024-03-02&amp;page=2"' in page
    assert 'value="2024-03-02"' in page
    second = client.get("/search/?q=comet&since=2024-03-02&page=2")
    assert len(second.context["hits"]) == 4


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("desk", "nowhere", "There is no such desk. Choose one from the list."),
        ("since", "yesterday", "Give a day as year, month and day, such as 2026-08-09."),
        ("until", "2024-02-30", "Give a day as year, month and day, such as 2026-08-09."),
        ("until", "9999-12-31", "Give a day between 1900 and 2199."),
        ("since", "0001-01-01", "Give a day between 1900 and 2199."),
        ("q", "x" * 201, "Search for at most 200 characters."),
    ],
)
def test_it_says_by_the_field_what_it_cannot_take(client, publication, field, value, says):
    answer = client.get("/search/", {"q": "strait", field: value})
    assert answer.status_code == 400
    assert answer.context["form"].errors[field] == [says]
    page = answer.content.decode()
    assert says in page
    assert 'aria-invalid="true"' in page
    assert "<article" not in page


def test_it_refuses_days_the_wrong_way_round(client, publication):
    answer = client.get("/search/", {"q": "a", "since": "2024-03-02", "until": "2024-03-01"})
    assert answer.status_code == 400
    assert answer.context["form"].errors["until"] == ["Give a day that is not before the first."]


def test_it_offers_no_desk_that_is_taken_down(client, publication):
    publication.money.unpublish()
    answer = client.get("/search/", {"q": "strait", "desk": "money"})
    assert answer.status_code == 400
    assert 'value="money"' not in answer.content.decode()


def test_it_counts_in_a_heading_what_it_found(client, comets):
    page = client.get("/search/", {"q": "comet"}).content.decode()
    assert "25 stories with “comet”" in " ".join(page.split())
    one = client.get("/search/", {"q": "comet", "until": "2024-03-01"}).content.decode()
    assert "1 story with “comet”" in " ".join(one.split())


def test_it_has_a_label_for_each_field(client, publication):
    page = client.get("/search/").content.decode()
    for name in ("q", "desk", "since", "until"):
        assert f'for="{name}"' in page
        assert f'id="{name}"' in page
