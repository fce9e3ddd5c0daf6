"""What the operator may count, as Prometheus reads it. No label holds an address, a path's parts, or a reader.

Under `serve` each process writes its counts into files of its own, and whoever is asked adds them up
(PROMETHEUS_MULTIPROC_DIR, set by the supervisor). What the database knows is asked of it then.
"""

import hmac
import os
from collections.abc import Iterator
from datetime import datetime
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector, CollectorRegistry

from standfirst.publication.job_runs import JobRun
from standfirst.publication.outgoing import OutgoingMail, State

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
REFUSED = "Metrics are for this machine, or for whoever brings STANDFIRST_METRICS_TOKEN as a bearer token.\n"
# What a proxy adds: with any of them, whoever connects speaks for somebody else.
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "Via")

_requests = Counter("standfirst_requests", "Requests answered.", ["route", "status"])
_seconds = Histogram(
    "standfirst_request_seconds",
    "How long answers took.",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
_mails = Counter("standfirst_mail_attempts", "Mails handed over, put off or refused.", ["outcome"])


def count_request(route: str, status: int, seconds: float) -> None:
    _requests.labels(route, f"{status // 100}xx").inc()
    _seconds.labels(route).observe(seconds)


def count_requests(route: str, status: int, times: int) -> None:
    """Those whose time is not taken: it is too short to be worth it."""
    _requests.labels(route, f"{status // 100}xx").inc(times)


def count_mail(outcome: str) -> None:
    _mails.labels(outcome).inc()


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    if not may_read(request):
        return HttpResponse(REFUSED, content_type="text/plain; charset=utf-8", status=403)
    known = CollectorRegistry()
    known.register(OfDatabase(timezone.now()))
    return HttpResponse(
        generate_latest(_counted()) + generate_latest(known), content_type=CONTENT_TYPE_LATEST
    )


def may_read(request: HttpRequest) -> bool:
    """With the token from anywhere; without it from this machine, and not through a proxy on it."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind == "Bearer" and settings.METRICS_TOKEN:
        return hmac.compare_digest(token.encode(), settings.METRICS_TOKEN.encode())
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _counted() -> CollectorRegistry:
    if not os.environ.get(FOLDER):
        return REGISTRY
    added_up = CollectorRegistry()
    MultiProcessCollector(added_up)  # type: ignore[no-untyped-call]
    return added_up


class OfDatabase(Collector):
    """Asked when Prometheus asks. Where the database does not answer, that is all there is to say of it."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def describe(self) -> list[Metric]:
        return []

    def collect(self) -> Iterator[Metric]:
        try:
            found = [*self._mails(), *self._jobs(), _size()]
        except Error:
            found = []
        yield GaugeMetricFamily(
            "standfirst_database_up", "Whether it answers.", value=1 if found else 0
        )
        yield from found

    def _mails(self) -> Iterator[Metric]:
        by_state = OutgoingMail.objects.values("state").annotate(
            count=Count("pk"), oldest=Min("created_at")
        )
        rows: dict[str, dict[str, Any]] = {row["state"]: dict(row) for row in by_state}
        mails = GaugeMetricFamily(
            "standfirst_mails", "Mails of the last 30 days, by state.", labels=["state"]
        )
        for state in State:
            mails.add_metric([state.value], rows.get(state.value, {}).get("count", 0))
        yield mails
        queued = rows.get(State.QUEUED.value)
        age = (self._now - queued["oldest"]).total_seconds() if queued else 0
        yield GaugeMetricFamily(
            "standfirst_oldest_mail_seconds", "Age of the oldest mail that waits.", value=age
        )

    def _jobs(self) -> Iterator[Metric]:
        ran = GaugeMetricFamily(
            "standfirst_job_ran_seconds", "When a job ran last (Unix time).", labels=["job"]
        )
        failed = GaugeMetricFamily(
            "standfirst_job_failures", "How often a job has failed.", labels=["job"]
        )
        for row in JobRun.objects.order_by("name"):
            ran.add_metric([row.name], row.ran_at.timestamp())
            failed.add_metric([row.name], row.failures)
        yield from (ran, failed)


def _size() -> Metric:
    """Bytes."""
    question = (
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        if connection.vendor == "sqlite"
        else "SELECT pg_database_size(current_database())"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        (size,) = cursor.fetchone()
    return GaugeMetricFamily("standfirst_database_bytes", "Size of the database.", value=size)
