"""Places in the order of time, and what search asks of an entry: pure."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.gate.access import MEMBERS, PUBLIC, REGISTERED
from standfirst.record.paging import Cursor
from standfirst.record.refusing import Refused
from standfirst.record.search import postgres, sqlite
from standfirst.record.search.asking import Both, Either, Question, entry_words, key_for
from standfirst.record.search.places import HIGHEST, place_of

moments = st.integers(-8_000_000_000, 8_000_000_000).map(
    lambda seconds: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
keys = st.integers(0, (1 << 29) - 1)


@settings(max_examples=200)
@given(moments, keys, moments, keys)
def test_places_are_in_the_order_of_time(one, key, other, other_key):
    first, second = (one, key), (other, other_key)
    assert (place_of(*first) < place_of(*second)) == (first < second)
    assert 0 <= place_of(*first) <= HIGHEST < 1 << 63


def test_what_lies_beyond_all_places_stands_at_their_ends():
    assert place_of(datetime(1, 1, 1, tzinfo=UTC), 7) == 7
    assert place_of(datetime(9999, 1, 1, tzinfo=UTC), 0) > place_of(
        datetime(2240, 1, 1, tzinfo=UTC), 0
    )
    with pytest.raises(ValueError, match="no place"):
        place_of(datetime(2024, 1, 1, tzinfo=UTC), 1 << 29)


@settings(max_examples=100)
@given(st.datetimes(timezones=st.just(UTC)), keys, st.booleans())
def test_a_place_in_a_list_is_read_as_it_was_written(at, key, newer):
    cursor = Cursor(at, key, newer)
    assert Cursor.asked({"after" if newer else "before": str(cursor)}) == cursor


@pytest.mark.parametrize(
    "wrong", ["x", "1", "1-", "-1", "1-2-3", "٣-1", f"{'9' * 18}-1", "1-\n2", f"1-{1 << 29}"]
)
def test_what_is_no_place_in_a_list_is_refused_by_its_name(wrong):
    with pytest.raises(Refused) as refused:
        Cursor.asked({"after": wrong})
    assert refused.value.field == "after"


def test_an_outsider_asks_for_other_tokens_than_those_of_locked_words():
    locked = entry_words(key_for(MEMBERS), ["Ana"], ["the treaty"], "denies")
    asked = set(_leaves(Question(terms=("treaty",), stance="denies").expression()))
    assert not asked & locked
    inside = Question(terms=("treaty", "ana"), stance="denies", opened=[MEMBERS]).expression()
    assert any(set(_leaves(way)) <= locked for way in inside.parts[0].parts)
    assert set(_leaves(Question(terms=("ana",)).expression())) <= locked
    assert entry_words(key_for(PUBLIC), [], ["the treaty"], "denies") >= asked


def test_both_databases_are_asked_the_same():
    question = Question(terms=("a", "b"), parties=[2, 1], storyline=3, opened=[REGISTERED])
    said = sqlite.query(question.expression())
    assert said.startswith("((p1 OR p2) AND l3 AND ((w0a AND w0b) OR (w1")
    assert postgres.query(question.expression()) == said.replace("AND", "&").replace("OR", "|")
    assert Question(starts=datetime.now(UTC) - timedelta(days=1)).expression() is None


def _leaves(expression):
    if isinstance(expression, Both | Either):
        return [leaf for part in expression.parts for leaf in _leaves(part)]
    return [expression]
