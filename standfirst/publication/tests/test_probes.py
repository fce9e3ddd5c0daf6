"""Whether the site is well, for a balancer; and whose the numbers are."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from standfirst.publication import health, job_runs, worker
from standfirst.publication.health import Need
from standfirst.publication.models import JobRun, OutgoingMail
from standfirst.publication.outgoing import State

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOKEN = "a-token-of-twenty-two"


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> Iterator[worker.Job]:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    kept = dict(worker._jobs)
    worker._jobs.clear()
    worker.job("post")(lambda now: None)
    yield worker.jobs()[0]
    worker._jobs.clear()
    worker._jobs.update(kept)


def test_it_is_live_without_the_database(client: Client) -> None:
    """No mark for the database: to ask it would fail."""
    answer = client.get("/-/live", headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.content) == (200, b"live\n")
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_it_is_ready_once_a_worker_has_been_seen(client: Client, job: worker.Job) -> None:
    answer = client.get("/-/ready", headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.content) == (503, b"worker\n")
    job.attempt(datetime.now(UTC))
    job_runs.tell(datetime.now(UTC))
    answer = client.get("/-/ready")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_it_is_not_ready_long_after_a_worker_was_seen(job: worker.Job) -> None:
    job.attempt(NOON)
    job_runs.tell(NOON)
    assert health.unmet(NOON + timedelta(seconds=100)) == []
    assert health.unmet(NOON + timedelta(seconds=130)) == [Need.WORKER]


@pytest.mark.django_db
def test_it_names_migrations_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_migrated", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'publication'")
    assert health.unmet(NOON) == [Need.MIGRATIONS]
    assert "standfirst upgrade" in Need.MIGRATIONS.advice


@pytest.mark.django_db
def test_it_counts_failures_of_all_workers_together(
    job: worker.Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(now: datetime) -> None:
        raise RuntimeError("no route")

    monkeypatch.setattr(job, "run", fail)
    for _ in range(3):
        job.attempt(NOON)
    job_runs.tell(NOON)
    job_runs.tell(NOON)
    JobRun.objects.add("post", NOON, NOON, 2)  # another worker's
    row = JobRun.objects.get()
    assert (row.failures, row.failed_at) == (5, NOON)


@pytest.mark.django_db
def test_it_gives_the_numbers_to_this_machine(client: Client) -> None:
    OutgoingMail.objects.create(
        to="ana@example.org", sender="x", kind="test", created_at=NOON, next_attempt_at=NOON
    )
    JobRun.objects.add("post", NOON, None, 0)
    client.get("/no/such/page/ana@example.org/")
    answer = client.get("/-/metrics")
    said = answer.content.decode()
    assert answer.status_code == 200
    assert 'standfirst_requests_total{route="none",status="4xx"}' in said
    assert f'standfirst_mails{{state="{State.QUEUED.value}"}} 1.0' in said
    assert 'standfirst_job_ran_seconds{job="post"}' in said
    assert "standfirst_database_bytes" in said
    assert "standfirst_database_up 1.0" in said
    assert "ana" not in said.replace("standfirst", "")
    assert "/no/" not in said


@pytest.mark.parametrize(
    "asked",
    [
        {"remote_addr": "203.0.113.9"},
        {"remote_addr": ""},
        {"x-forwarded-for": "127.0.0.1"},
        {"via": "1.1 caddy"},
        {"authorization": f"Bearer {TOKEN}x", "remote_addr": "203.0.113.9"},
        {"authorization": f"Basic {TOKEN}", "remote_addr": "203.0.113.9"},
    ],
)
@pytest.mark.parametrize("token", ["", TOKEN])
def test_it_gives_them_to_nobody_else(
    client: Client, settings: object, asked: dict[str, str], token: str
) -> None:
    settings.METRICS_TOKEN = token
    remote = asked.get("remote_addr", "127.0.0.1")
    headers = {name: value for name, value in asked.items() if name != "remote_addr"}
    answer = client.get("/-/metrics", headers=headers, REMOTE_ADDR=remote)
    assert answer.status_code == 403


@pytest.mark.django_db
def test_it_gives_them_from_anywhere_to_whoever_has_the_token(
    client: Client, settings: object
) -> None:
    settings.METRICS_TOKEN = TOKEN
    headers = {"authorization": f"Bearer {TOKEN}", "x-forwarded-for": "203.0.113.9"}
    assert client.get("/-/metrics", headers=headers).status_code == 200
