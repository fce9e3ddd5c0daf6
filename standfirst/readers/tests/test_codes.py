from datetime import UTC, datetime, timedelta

import pytest

from standfirst.readers.codes import End, LogInCode, Verdict

NOW = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)


@pytest.fixture
def row(db):
    return LogInCode.keep("1234-5678", NOW)


def test_it_keeps_no_code_that_could_be_read(row):
    assert "1234" not in row.digest


def test_it_is_right_once(row):
    copy = LogInCode.objects.get()
    assert row.enter("12345678", NOW) is Verdict.RIGHT
    assert copy.enter("12345678", NOW) is Verdict.OVER
    assert copy.end(NOW) is End.USED


def test_requests_at_once_share_its_five_tries(row):
    """Each of them read the row before any of them tried."""
    at_once = [LogInCode.objects.get() for _ in range(8)]
    verdicts = [it.enter("0000-0000", NOW) for it in at_once]
    assert verdicts == [Verdict.WRONG] * 5 + [Verdict.OVER] * 3
    assert row.enter("1234-5678", NOW) is Verdict.OVER
    assert row.end(NOW) is End.SPENT


def test_the_fifth_try_may_be_the_right_one(row):
    for _try in range(4):
        row.enter("0000-0000", NOW)
    assert row.enter("1234-5678", NOW) is Verdict.RIGHT


def test_it_ends_after_ten_minutes(row):
    last = NOW + timedelta(minutes=10) - timedelta(seconds=1)
    assert row.end(last) is None
    assert row.end(NOW + timedelta(minutes=10)) is End.EXPIRED
    assert row.enter("1234-5678", NOW + timedelta(minutes=10)) is Verdict.OVER
    assert row.enter("1234-5678", last) is Verdict.RIGHT
