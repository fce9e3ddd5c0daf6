"""How often each page asks the database: pinned, and the same for many stories and many readers as for few."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, resolve

from standfirst.demo import snapshots
from standfirst.demo.models import KeptMail
from standfirst.demo.snapshots import History
from standfirst.gate.decision import Reason, Warning
from standfirst.membership.models import Grant, GrantKind, Membership, Plan
from standfirst.publication.models import PublicationImage, PublicationSettings
from standfirst.publication.theme import theme_of
from standfirst.readers.models import LogInLink, Reader
from standfirst.stories.models import DeskPage, StoryPage, StorySource
from standfirst.stories.pictures import picture
from standfirst.stories.tests import lantern
from standfirst.stories.tests.factories import make_picture, make_plans, make_story

MEMBERS_STORY = "/world/accord-reached-at-the-strait/"
REGISTERED_STORY = "/world/ferries-run-again/"
PUBLIC_STORY = "/money/bread-costs-less/"
PLUS_STORY = "/money/inside-the-mint/"

Arrive = Callable[[], Client]


def cy() -> Client:
    """Signed out, and without any cookie."""
    return Client()


def rae() -> Client:
    """Typed an address; its code is not entered yet."""
    client = Client()
    client.post("/sign-up/", {"email": "rae@example.org"})
    return client


def reading_as(name: str, history: Callable[[datetime], History] | None = None) -> Arrive:
    def arrive() -> Client:
        return _logged_in(_reader(name, history))

    return arrive


def ana() -> Client:
    return _logged_in(_reader("ana", snapshots.paying))


def dee() -> Client:
    return _logged_in(_reader("dee"))


def eli() -> Client:
    return _logged_in(Reader.objects.create_reader("eli@example.org", is_staff=True))


def given_once(name: str, kind: GrantKind) -> Arrive:
    """Somebody whose place came from others, and is over."""

    def arrive() -> Client:
        reader, now = _reader(name), datetime.now(UTC)
        starts, ends = now - timedelta(days=90), now - timedelta(days=12)
        basic = Plan.objects.get(slug="basic")
        Grant.objects.create(
            reader=reader, plan=basic, kind=kind, given_at=starts, starts_at=starts, ends_at=ends
        )
        return _logged_in(reader)

    return arrive


def _reader(name: str, history: Callable[[datetime], History] | None = None) -> Reader:
    now = datetime.now(UTC)
    reader = Reader.objects.create_reader(f"{name}@example.org")
    if history:
        first, *later = history(now)
        membership = Membership.begin(reader, first, now)
        for snapshot in later:
            membership.apply(snapshot, now)
    return reader


def _logged_in(reader: Reader) -> Client:
    client = Client()
    client.force_login(reader)
    return client


@dataclass(frozen=True)
class Row:
    """`path` may name what `known` has. `says`: the gate's reason, or its warning, on that page."""

    queries: int
    path: str
    arrive: Arrive = cy
    says: Reason | Warning | None = None
    status: int = 200


BEN = reading_as("ben", snapshots.card_expired)
TABLE = (
    Row(0, "/"),
    Row(0, "/", ana),
    Row(0, "/world/"),
    Row(0, "/world/?page=2"),
    Row(0, "/world/", ana),
    # A story, open
    Row(0, PUBLIC_STORY),
    Row(0, PUBLIC_STORY, dee),
    Row(0, REGISTERED_STORY, dee),
    Row(0, MEMBERS_STORY, ana),
    Row(0, MEMBERS_STORY, eli),
    Row(0, MEMBERS_STORY, reading_as("gil", snapshots.awaiting_news)),
    Row(0, MEMBERS_STORY, reading_as("fay", snapshots.in_grace), Warning.GRACE),
    Row(0, PLUS_STORY, reading_as("pia", snapshots.paying_for_plus)),
    # A story, locked
    Row(0, MEMBERS_STORY, says=Reason.SIGNED_OUT),
    Row(0, REGISTERED_STORY, says=Reason.SIGNED_OUT),
    Row(0, PLUS_STORY, says=Reason.SIGNED_OUT),
    Row(0, MEMBERS_STORY, rae, Reason.UNVERIFIED),
    Row(0, MEMBERS_STORY, dee, Reason.NEVER_JOINED),
    Row(0, PLUS_STORY, ana, Reason.PLAN_TOO_LOW),
    Row(0, MEMBERS_STORY, reading_as("ivy", snapshots.approval_wanted), Reason.CONFIRM_PAYMENT),
    Row(0, MEMBERS_STORY, BEN, Reason.CARD_EXPIRED),
    Row(0, MEMBERS_STORY, reading_as("hal", snapshots.card_declined), Reason.CARD_DECLINED),
    Row(0, MEMBERS_STORY, reading_as("jo", snapshots.on_pause), Reason.PAUSED),
    Row(0, MEMBERS_STORY, reading_as("kit", snapshots.left), Reason.ENDED),
    Row(0, MEMBERS_STORY, given_once("max", GrantKind.SEAT), Reason.SEAT_REMOVED),
    Row(0, MEMBERS_STORY, given_once("nia", GrantKind.GIFT), Reason.GRANT_ENDED),
    # Beside the pages
    Row(0, "/search/"),
    Row(0, "/search/?q=noon"),
    Row(0, "/search/?q=noon", ana),
    Row(0, f"/search/?q={lantern.NONSENSE}"),
    Row(0, "/feed.xml"),
    Row(0, "/feed.json"),
    Row(0, "/world/feed.xml"),
    Row(0, "/world/feed.json"),
    Row(0, "/sitemap.xml"),
    Row(0, "/sitemap-1.xml"),
    Row(0, "/news-sitemap.xml"),
    Row(0, "/robots.txt"),
    Row(0, "/theme/{version}.css"),
    Row(0, "/theme/{version}.svg"),
    Row(0, "/images/{image}"),
    Row(0, "/no/such/page/", status=404),
    # One reader's own
    Row(0, "/log-in/"),
    Row(0, "/log-in/code/"),
    Row(0, "/log-in/code/", rae),
    Row(0, "/log-in/link/{token}/"),
    Row(0, "/log-in/another-address/", dee),
    Row(0, "/log-in/closed/", status=403),
    Row(0, "/log-out/", ana),
    Row(0, "/sign-up/"),
    Row(0, "/sign-up/code/", rae),
    Row(0, "/account/", ana),
    Row(0, "/account/", BEN),
    Row(0, "/help/reading/"),
    Row(0, "/help/reading/", ana),
    Row(0, "/help/reading/{story}/"),
    Row(0, "/help/reading/{story}/", ana),
    Row(0, "/help/reading/{story}/", BEN),
    Row(0, "/join/", status=503),
    Row(0, "/card/", BEN, status=503),
    Row(0, "/card/approve/", BEN, status=503),
    Row(0, "/membership/resume/", BEN, status=503),
    Row(0, "/membership/rejoin/", BEN, status=503),
    Row(0, "/membership/plan/", BEN, status=503),
    Row(0, "/membership/leave/", BEN, status=503),
    # The demo's
    Row(0, "/outbox/"),
    Row(0, "/outbox/{mail}/"),
    Row(0, "/outbox/{mail}/html/"),
)

# Not pages of readers: one takes a form and goes on, the others are for staff.
NOT_COUNTED = {"another_code", "paste_brief", "staff_account", "staff_door", "support_case"}


@pytest.fixture
def known(db: None, settings: Any) -> dict[str, object]:
    """The Lantern, with all of a story that is kept in other tables: picture, sources, plans."""
    settings.DEMO = True
    made, shown, now = lantern.publish(), make_picture(), datetime.now(UTC)
    make_plans()
    members, sizes = made.stories["members"], picture(shown)
    StorySource.objects.create(story=members, url="https://example.org/", publisher="The Beacon")
    StoryPage.objects.update(lead_image=shown)
    mail = KeptMail.objects.create(to="ana@example.org", html="<p>Hello</p>", kept_at=now)
    return {
        "image": sizes.src.rpartition("/")[2] if sizes else "",
        "token": LogInLink.token_for(_reader("uma"), now),
        "story": members.pk,
        "mail": mail.pk,
        "version": theme_of(PublicationSettings.load()).version,
    }


def _publish_more() -> None:
    shown = PublicationImage.objects.get()
    for desk in DeskPage.objects.all():
        for number in range(13):
            story = make_story(desk, f"Story {number}", lead_image=shown)
            StorySource.objects.create(story=story, url="https://example.org/")


def _register_more() -> None:
    for number in range(50):
        _reader(f"reader{number}", snapshots.paying)
        KeptMail.objects.create(to=f"reader{number}@example.org", kept_at=datetime.now(UTC))


def _count(row: Row, known: dict[str, object]) -> int:
    """Of a second visit: a first one may renew the session or open a support case."""
    path = row.path.format(**known)
    with transaction.atomic():
        client = row.arrive()
        client.get(path).getvalue()
        with CaptureQueriesContext(connection) as asked:
            response = client.get(path)
            response.getvalue()  # what is streamed may ask too, and is closed by its end
        transaction.set_rollback(True)
    assert response.status_code == row.status, row
    if "decision" in (response.context or ()):
        decision = response.context["decision"]
        assert (decision.reason or decision.warning) == row.says, row
    return len(asked)


def _wrong(known: dict[str, object]) -> list[str]:
    return [
        f"{row.path} {row.says or ''}: {count} queries, not {row.queries}"
        for row in TABLE
        if (count := _count(row, known)) != row.queries
    ]


def test_it_asks_the_database_as_often_as_the_table_says(known: dict[str, object]) -> None:
    assert _wrong(known) == []


def test_it_asks_as_often_for_thirty_stories(known: dict[str, object]) -> None:
    _publish_more()
    assert StoryPage.objects.count() == 30
    assert _wrong(known) == []


def test_it_asks_as_often_among_fifty_readers(known: dict[str, object]) -> None:
    _register_more()
    assert _wrong(known) == []


def test_it_counts_every_address_that_has_a_name() -> None:
    """A new page fails here until the table says what it may cost."""
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    ours = {name for name in names if not name.startswith("wagtail")} - NOT_COUNTED
    numbers = {"story": 1, "mail": 1, "image": "a.png", "token": "a", "version": "0"}
    assert (
        ours - {resolve(urlsplit(row.path.format(**numbers)).path).url_name for row in TABLE}
        == set()
    )


def test_it_holds_a_story_to_twelve_queries() -> None:
    assert (
        max(
            row.queries
            for row in TABLE
            if row.path.count("/") == 3 and row.path.startswith(("/world", "/money"))
        )
        <= 12
    )
