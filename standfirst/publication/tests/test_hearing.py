"""Changes are heard once, in whatever order they are committed, ahead of time, and after the table is another one."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from standfirst.publication import changes
from standfirst.publication.changes import EVERYONE, EVERYTHING, LISTS, Change, tell
from standfirst.publication.hearing import Hearing
from standfirst.publication.remembering import Remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def hearing(heard: list[str]) -> Hearing:
    it = Hearing()
    it.listen(lambda topic, void_until: heard.append(topic))
    return it


def test_it_hears_each_change_once(hearing: Hearing, heard: list[str]) -> None:
    hearing.read()
    tell(LISTS, changes.page(3))
    hearing.read()
    hearing.read()
    assert heard == [LISTS, "page:3"]


def test_a_process_that_begins_hears_what_was_told_before(
    hearing: Hearing, heard: list[str]
) -> None:
    tell(changes.reader(1))
    old = timezone.now() - changes.KEPT - timedelta(hours=1)
    tell(*["long ago"] * 600, at=old)
    hearing.read()
    assert heard[0] == "reader:1"


def test_it_hears_what_was_numbered_before_and_committed_after(
    hearing: Hearing, heard: list[str]
) -> None:
    """As on PostgreSQL two transactions may do."""
    tell("first")
    hearing.read()
    newest = Change.objects.latest("pk").pk
    now = timezone.now()
    Change.objects.create(pk=newest + 2, topic="later", at=now)
    hearing.read()
    assert heard == ["first", "later"]
    Change.objects.create(pk=newest + 1, topic="earlier", at=now)
    hearing.read()
    hearing.read()
    assert heard == ["first", "later", "earlier"]


def test_what_is_told_ahead_is_heard_at_its_instant(hearing: Hearing, heard: list[str]) -> None:
    hearing.read()
    at = timezone.now() + timedelta(hours=1)
    tell(LISTS, at=at)
    hearing.read()
    hearing.fall_due(at.timestamp() - 0.01)
    assert heard == []
    assert hearing.next_due == pytest.approx(at.timestamp())
    hearing.fall_due(at.timestamp() + 0.001)
    assert heard == [LISTS]


def test_what_another_machine_s_clock_puts_ahead_is_heard_at_once(
    hearing: Hearing, heard: list[str]
) -> None:
    hearing.read()
    tell(LISTS, at=timezone.now() + timedelta(seconds=1.5))
    hearing.read()
    assert heard == [LISTS]


def test_it_hears_all_of_a_large_transaction_that_was_numbered_before(
    hearing: Hearing, heard: list[str]
) -> None:
    tell("first")
    hearing.read()
    began, now = Change.objects.latest("pk").pk + 1, timezone.now()
    Change.objects.create(pk=began + 5000, topic="later", at=now)
    hearing.read()
    Change.objects.bulk_create(
        Change(pk=began + number, topic=f"page:{number}", at=now) for number in range(5000)
    )
    hearing.read()
    hearing.read()
    assert heard == ["first", "later", *(f"page:{number}" for number in range(5000))]


def test_it_tells_again_what_a_listener_could_not_take(hearing: Hearing, heard: list[str]) -> None:
    hearing.read()
    takes = iter([False, True])

    def take(topic: str, _void_until: float) -> None:
        if not next(takes):
            raise OSError

    hearing.listen(take)
    tell(LISTS)
    with pytest.raises(OSError):
        hearing.read()
    hearing.read()
    assert heard == [LISTS, LISTS]


def test_one_that_begins_hears_what_was_told_ahead(hearing: Hearing) -> None:
    at = timezone.now() + timedelta(days=3)
    tell(LISTS, at=at)
    hearing.read()
    assert hearing.next_due == pytest.approx(at.timestamp())


def test_it_believes_nothing_of_before_once_the_table_is_another_one(
    hearing: Hearing, heard: list[str]
) -> None:
    tell("one", "two")
    hearing.read()
    heard.clear()
    Change.objects.all().delete()
    hearing.read()
    assert heard == [EVERYTHING, EVERYONE]
    tell("three")
    hearing.read()
    assert heard[2:] == ["three"]


def test_it_knows_what_was_told_since_a_moment(hearing: Hearing) -> None:
    assert hearing.told_since([LISTS], time.monotonic()), "nothing is known before it has read"
    hearing.read()
    before = time.monotonic()
    tell(LISTS)
    hearing.read()
    assert hearing.told_since([LISTS], before)
    assert not hearing.told_since([changes.page(1)], before)
    assert not hearing.told_since([LISTS], time.monotonic())
    tell(EVERYTHING)
    hearing.read()
    assert hearing.told_since([changes.page(1)], before)


def test_it_is_fresh_for_as_long_as_it_reads(hearing: Hearing) -> None:
    assert not hearing.is_fresh(1e9)
    hearing.read()
    assert hearing.is_fresh(5)
    time.sleep(0.02)
    assert not hearing.is_fresh(0.01)


def test_rows_are_kept_for_longer_than_passes_and_then_forgotten() -> None:
    now = datetime.now(UTC)
    tell("old", at=now - changes.KEPT - timedelta(minutes=1))
    tell("new", at=now - changes.KEPT + timedelta(minutes=1))
    Change.objects.forget(now)
    assert [it.topic for it in Change.objects.all()] == ["new"]


def test_what_is_remembered_is_asked_anew_once_it_is_told(hearing: Hearing) -> None:
    asked: list[int] = []

    def load() -> int:
        asked.append(1)
        return len(asked)

    value = Remembered(load, LISTS, hearing=hearing)
    assert (value(), value()) == (1, 2), "nobody reads the changes: nothing is kept"
    hearing.read()
    assert (value(), value()) == (3, 3)
    tell(LISTS)
    hearing.read()
    assert (value(), value()) == (4, 4)
    tell(changes.page(1))
    hearing.read()
    assert value() == 4


def test_reading_costs_one_query(hearing: Hearing, django_assert_num_queries) -> None:
    tell(LISTS)
    hearing.read()
    with django_assert_num_queries(1):
        hearing.read()
    assert connection.in_atomic_block
