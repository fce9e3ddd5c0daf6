"""The variants a process keeps: in bounded memory, and only as long as they are true."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from standfirst.gate.front.store import Store
from standfirst.gate.front.variant import OVERHEAD, Tally, Variant
from standfirst.publication import changes
from standfirst.publication.hearing import Hearing

pytestmark = pytest.mark.django_db


@pytest.fixture
def hearing() -> Hearing:
    made = Hearing()
    made.read()
    return made


def store_of(hearing: Hearing, limit: int = 1_000_000) -> Store:
    store = Store(limit, hearing)
    hearing.listen(store.hear)
    return store


def variant(size: int = 100, *topics: str, parameters: tuple[str, ...] = ()) -> Variant:
    topics = frozenset({changes.EVERYTHING, *topics})
    return Variant([("Content-Type", "text/html")], b"x" * size, topics, parameters, Tally())


def keep(store: Store, path: str, kept: Variant | None = None, query: str = "") -> bool:
    return store.keep(path, query, "out", kept or variant(), time.monotonic())


def test_it_gives_back_what_it_keeps_to_its_audience_alone(hearing: Hearing) -> None:
    store, kept = store_of(hearing), variant()
    assert keep(store, "/a/", kept)
    assert store.get("/a/", "", "out") is kept
    assert store.get("/a/", "", "none") is None
    assert store.get("/b/", "", "out") is None


def test_it_never_takes_more_than_its_memory(hearing: Hearing) -> None:
    store = store_of(hearing, 100_000)
    for number in range(60):
        keep(store, f"/{number}/", variant(6000))
        assert store.size <= 100_000
    assert store.size == sum(it.size for it in store._variants.values())
    assert len(store) == store.size // (6000 + OVERHEAD)


def test_it_counts_long_addresses_too(hearing: Hearing) -> None:
    store = store_of(hearing, 100_000)
    for number in range(60):
        keep(store, "/a/", variant(parameters=("page",)), f"page={number}{'0' * 60_000}")
    assert sum(len(path) + len(asked) for path, asked, _audience in store._variants) <= 100_000


def test_it_lets_the_least_recently_used_go_first(hearing: Hearing) -> None:
    store = store_of(hearing, 50_000)
    for name in "abcd":
        keep(store, f"/{name}/", variant(8000))
    store.get("/a/", "", "out").used_at = time.time() + 1
    keep(store, "/e/", variant(8000))
    assert [name for name in "abcde" if store.get(f"/{name}/", "", "out")] == ["a", "d", "e"]


def test_it_keeps_none_too_large_and_loses_no_other_for_it(hearing: Hearing) -> None:
    store = store_of(hearing, 50_000)
    keep(store, "/a/")
    keep(store, "/large/", variant(60_000))
    assert store.get("/large/", "", "out") is None
    assert store.get("/a/", "", "out")


def test_it_forgets_what_it_is_told_of(hearing: Hearing) -> None:
    store = store_of(hearing)
    keep(store, "/a/", variant(100, "page:1"))
    keep(store, "/b/", variant(100, "page:2", "image:1"))
    changes.tell("page:1")
    hearing.read()
    assert (store.get("/a/", "", "out"), len(store)) == (None, 1)
    changes.tell(changes.EVERYTHING)
    hearing.read()
    assert (len(store), store.size) == (0, 0)


def test_it_forgets_at_the_instant_it_was_told_ahead_of(hearing: Hearing) -> None:
    store, at = store_of(hearing), datetime.now(UTC) + timedelta(hours=1)
    changes.tell("page:1", at=at)
    hearing.read()
    keep(store, "/a/", variant(100, "page:1"))
    assert hearing.next_due == pytest.approx(at.timestamp(), abs=0.001)
    hearing.fall_due(at.timestamp() - 0.01)
    assert store.get("/a/", "", "out")
    hearing.fall_due(at.timestamp() + 0.001)
    assert store.get("/a/", "", "out") is None


def test_it_keeps_nothing_that_became_old_while_it_was_rendered(hearing: Hearing) -> None:
    store, began = store_of(hearing), time.monotonic()
    changes.tell("page:1")
    hearing.read()
    assert not store.keep("/a/", "", "out", variant(100, "page:1"), began)
    assert len(store) == 0
    assert store.keep("/b/", "", "out", variant(100, "page:2"), began)


def test_it_keeps_nothing_before_it_has_heard_of_changes() -> None:
    assert not keep(store_of(Hearing()), "/a/")


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("utm_source=x", ""),
        ("page=2", "page=2"),
        ("page=%32", "page=2"),
        ("page=1&utm=x&page=2", "page=2"),
        ("kind=x&page=2", "page=2&kind=x"),
        ("page=", "page="),
        ("page", "page="),
        ("PAGE=2", ""),
        ("%", ""),
        ("told=paid", None),
        ("page=2&told", None),
        ("&".join(f"f{number}=1" for number in range(50)), None),
    ],
)
def test_it_knows_which_parameters_count(hearing: Hearing, query: str, asked: str | None) -> None:
    store = store_of(hearing)
    keep(store, "/a/", variant(parameters=("page", "kind")))
    assert store.asked("/a/", query) == asked


def test_it_says_whether_anybody_signed_in_has_a_page(hearing: Hearing) -> None:
    store = store_of(hearing)
    keep(store, "/a/")
    assert not store.has("/a/", "")
    store.keep("/a/", "", "none", variant(100, "page:1"), time.monotonic())
    assert store.has("/a/", "")
    changes.tell("page:1")
    hearing.read()
    assert not store.has("/a/", "")
