"""How often each page asks the database: pinned, and the same for many stories and readers as for few.

Where a process hears of changes, it keeps what every page needs: then pages ask less, and a story at most MOST times.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, resolve

from standfirst.billing.models import Customer, Invoice, InvoiceState, Join, JoinState, Subscription
from standfirst.demo.models import KeptMail
from standfirst.gate.decision import Reason, Warning
from standfirst.membership.models import Grant, GrantKind, Interval, Membership, Plan, Price
from standfirst.membership.snapshot import Money
from standfirst.membership.tests import histories as snapshots
from standfirst.membership.tests.histories import History
from standfirst.office.conversation import ask
from standfirst.office.explain import explain
from standfirst.office.models import SupportCase
from standfirst.publication.models import PublicationSettings
from standfirst.publication.tests.heard import hearing
from standfirst.publication.theme import theme_of
from standfirst.readers.models import AuthenticatorApp, LogInLink, LogOutLink, Reader
from standfirst.record.exports.pace import MACHINES
from standfirst.record.models import Statement, StatementCorrection
from standfirst.stories.models import DeskPage, StorylinePage, StoryPage, StorySource
from standfirst.stories.pictures import picture
from standfirst.stories.reading import desk_of
from standfirst.stories.social.drawing import drawn_of
from standfirst.stories.tests import lantern
from standfirst.stories.tests.editing import publish
from standfirst.stories.tests.factories import (
    Part,
    make_document,
    make_picture,
    make_plans,
    make_story,
    make_storyline,
)
from standfirst.stories.tests.recorded import record
from standfirst.stories.tests.speaking import make_statement
from standfirst.stories.tests.uploads import holding, make_story_with_uploads
from standfirst.stories.views import LEADING

MEMBERS = "/world/accord-reached-at-the-strait/"
REGISTERED = "/world/ferries-run-again/"
PUBLIC = "/money/bread-costs-less/"
PLUS = "/money/inside-the-mint/"
FULL = "/world/all-there-is/"  # with whatever a story can have

MOST = 9  # of a story, whoever reads it, where the process hears of changes

Arrive = Callable[[], Client]


def cy() -> Client:
    """Signed out, without a cookie."""
    return Client()


def rae() -> Client:
    """Typed an address, and has not entered its code yet."""
    client = Client()
    client.post("/sign-up/", {"email": "rae@example.org"})
    return client


def dee() -> Client:
    return _log_in(_register("dee"))


def eli() -> Client:
    return _log_in(Reader.objects.create_reader("eli@example.org", is_staff=True))


def sue() -> Client:
    """Works with readers."""
    reader = Reader.objects.create_reader("sue@example.org")
    reader.take_role("support")
    return _log_in(reader)


def asked_to_confirm() -> Client:
    """Logged in long ago; waits for a code that shows who it is."""
    client = ana()
    client.post("/log-in/confirm/")
    return client


def proven() -> Client:
    """Showed a moment ago who it is."""
    return _prove(ana())


def proven_staff() -> Client:
    return _prove(eli())


def with_app() -> Client:
    """Staff with an authenticator app."""
    client = eli()
    reader = Reader.objects.get(email="eli@example.org")
    AuthenticatorApp.objects.create(reader=reader, secret="A" * 32, added_at=datetime.now(UTC))
    return client


def _prove(client: Client) -> Client:
    session = client.session
    session["proved_at"] = int(datetime.now(UTC).timestamp())
    session.save()
    return client


def adding_an_address() -> Client:
    """Waits for the code that shows it to be theirs."""
    client = proven()
    client.post("/account/addresses/", {"email": "ana.b@example.org"})
    return client


def about_to_join() -> Client:
    """Proved both of two accounts, one of them with places given."""
    client, now = proven(), datetime.now(UTC)
    other = _register("una")
    for kind in (GrantKind.GIFT, GrantKind.SEAT):
        Grant.objects.create(
            reader=other,
            plan=Plan.objects.get(slug="basic"),
            kind=kind,
            given_at=now,
            starts_at=now,
        )
    session = client.session
    at = int(now.timestamp())
    session["both_proved"] = {"reader": other.pk, "address": other.email, "at": at}
    session.save()
    return client


def has_paid() -> Client:
    """Signed out; waits for the code that opens what was paid."""
    client = _joining(JoinState.PAID)
    client.post("/join/address/", {"email": "rae@example.org"})
    return client


def with_known_card() -> Client:
    return _joining(JoinState.KNOWN_CARD)


def _joining(state: JoinState) -> Client:
    client, now = Client(), datetime.now(UTC)
    Join.objects.create(
        token="held",
        price=Price.objects.get(),
        state=state,
        address="rae@example.org",
        begun_at=now,
        paid_at=now,
    )
    session = client.session
    session["join"] = "held"
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


def asked_to_approve() -> Client:
    """Typed an address, and waits for another device's answer."""
    client = Client()
    client.post("/log-in/", {"email": "rae@example.org"})
    client.post("/log-in/approval/ask/")
    return client


def member(name: str, history: Callable[[datetime], History]) -> Arrive:
    return _named(name, lambda: _log_in(_register(name, history)))


def placed_once(name: str, kind: GrantKind) -> Arrive:
    """Somebody whose place came from others, and is over."""

    def arrive() -> Client:
        reader, now = _register(name), datetime.now(UTC)
        starts, ends = now - timedelta(days=90), now - timedelta(days=12)
        basic = Plan.objects.get(slug="basic")
        Grant.objects.create(
            reader=reader, plan=basic, kind=kind, given_at=starts, starts_at=starts, ends_at=ends
        )
        return _log_in(reader)

    return _named(name, arrive)


def _named(name: str, arrive: Arrive) -> Arrive:
    arrive.__name__ = name
    return arrive


def _register(name: str, history: Callable[[datetime], History] | None = None) -> Reader:
    now = datetime.now(UTC)
    reader = Reader.objects.create_reader(f"{name}@example.org")
    first, *later = history(now) if history else [None]
    membership = Membership.begin(reader, first, now) if first else None
    for snapshot in later:
        membership.apply(snapshot, now)
    return reader


def _log_in(reader: Reader) -> Client:
    client = Client()
    client.force_login(reader)
    return client


ana = member("ana", snapshots.paying)
ben = member("ben", snapshots.card_expired)


def payer(name: str, history: Callable[[datetime], History] = snapshots.paying) -> Arrive:
    """With the rows that say by what a card pays for it."""

    def arrive() -> Client:
        reader, now = _register(name, history), datetime.now(UTC)
        customer = Customer.objects.create(reader=reader, stripe_id=f"cus_{name}", made_at=now)
        Subscription.objects.create(
            customer=customer,
            membership=reader.memberships.get(),
            stripe_id=f"sub_{name}",
            status="active",
            made_at=now,
        )
        _receipts(customer, now)
        return _log_in(reader)

    return _named(name, arrive)


def _receipts(customer: Customer, now: datetime) -> None:
    for number in range(3):
        Invoice.objects.create(
            customer=customer,
            subscription="",
            stripe_id=f"in_{customer.pk}_{number}",
            state=InvoiceState.PAID,
            amount=500,
            currency="EUR",
            at=now,
        )


zoe = payer("zoe")


@dataclass(frozen=True)
class Row:
    """`path` may name what `known` has. `says`: the gate's reason, or its warning, on that page.

    `kept`: the queries where the process hears of changes; None where that is not pinned.
    """

    queries: int
    path: str
    arrive: Arrive = cy
    says: Reason | Warning | None = None
    status: int = 200
    kept: int | None = None


TABLE = (
    Row(10, "/", kept=4),
    Row(12, "/", ana, kept=6),
    Row(8, "/world/", kept=1),
    Row(8, "/world/?page=2", kept=1),
    Row(10, "/world/", ana, kept=3),
    # A story, open
    Row(7, PUBLIC, kept=1),
    Row(11, PUBLIC, dee, kept=5),
    Row(11, REGISTERED, dee, kept=5),
    Row(12, MEMBERS, ana, kept=6),
    Row(12, MEMBERS, eli, kept=6),
    Row(12, MEMBERS, member("gil", snapshots.awaiting_news), kept=6),
    Row(13, MEMBERS, member("fay", snapshots.in_grace), Warning.GRACE, kept=6),
    Row(11, PLUS, member("pia", snapshots.paying_for_plus), kept=5),
    Row(11, "/money/bell-5/", says=Reason.SIGNED_OUT, kept=2),  # in a storyline
    Row(15, FULL, ana, kept=9),
    # A story, locked
    Row(11, MEMBERS, says=Reason.SIGNED_OUT, kept=2),
    Row(10, REGISTERED, says=Reason.SIGNED_OUT, kept=1),
    Row(10, PLUS, says=Reason.SIGNED_OUT, kept=1),
    Row(10, MEMBERS, rae, Reason.UNVERIFIED, kept=3),
    Row(13, MEMBERS, dee, Reason.NEVER_JOINED, kept=6),
    Row(14, PLUS, ana, Reason.PLAN_TOO_LOW, kept=5),
    Row(13, MEMBERS, member("ivy", snapshots.approval_wanted), Reason.CONFIRM_PAYMENT, kept=6),
    Row(13, MEMBERS, ben, Reason.CARD_EXPIRED, kept=6),
    Row(13, MEMBERS, member("hal", snapshots.card_declined), Reason.CARD_DECLINED, kept=6),
    Row(13, MEMBERS, member("jo", snapshots.on_pause), Reason.PAUSED, kept=6),
    Row(13, MEMBERS, member("kit", snapshots.left), Reason.ENDED, kept=6),
    Row(13, MEMBERS, placed_once("max", GrantKind.SEAT), Reason.SEAT_REMOVED, kept=6),
    Row(13, MEMBERS, placed_once("nia", GrantKind.GIFT), Reason.GRANT_ENDED, kept=6),
    # Beside the pages
    Row(5, "/search/", kept=0),
    Row(11, "/search/?q=noon", kept=3),
    Row(15, "/search/?q=noon", ana, kept=7),
    Row(11, f"/search/?q={lantern.NONSENSE}", kept=3),
    Row(11, f"/search/?q={lantern.MEMBERS_WORD}", kept=3),
    Row(15, "/search/?q=strayt", kept=7),
    Row(11, "/search/?q=noon&desk=world&since=2020-01-01&until=2199-12-31", kept=3),
    Row(5, "/search/?q=noon&desk=nowhere", status=400, kept=0),
    Row(5, "/social/{story}/{social}/wide.png"),
    Row(10, "/bells/", kept=3),
    # The record: nothing of it grows with what is on it
    Row(5, "/record/", kept=2),
    Row(10, "/record/", ana, kept=7),
    Row(5, "/record/?q=bells", kept=1),
    Row(11, "/record/?q=bells", ana, kept=7),
    Row(5, f"/record/?q={lantern.NONSENSE}", kept=1),
    Row(
        15,
        "/record/?q=bells&party=ringers&person=bo-bell&storyline=bells&stance=denies",
        ana,
        kept=11,
    ),
    Row(3, "/record/?stance=lies", status=400, kept=0),
    Row(6, "/record/statements/{said}/", kept=2),
    Row(13, "/record/statements/{said}/", ana, kept=9),
    Row(9, "/record/parties/ringers/", kept=6),
    Row(15, "/record/parties/ringers/", ana, kept=12),
    Row(7, "/record/people/bo-bell/", kept=4),
    Row(13, "/record/people/bo-bell/", ana, kept=10),
    Row(10, "/record/storylines/bells/", kept=6),
    Row(17, "/record/storylines/bells/", ana, kept=13),
    Row(4, "/record/storylines/bells/since/", kept=1),
    Row(15, "/record/storylines/bells/since/?from=2020-01-01", ana, kept=11),
    Row(10, "/record/storylines/bells/side-by-side/?one=ringers&other=deaf-union", kept=7),
    Row(3, "/record/storylines/bells/timeline.svg", kept=2),
    Row(8, "/record/storylines/bells/timeline.svg", ana, kept=7),
    Row(6, "/record/parties/ringers/feed.xml", kept=5),
    Row(6, "/record/parties/ringers/feed.json", kept=5),
    Row(3, "/record/people/bo-bell/feed.xml", kept=2),
    Row(3, "/record/people/bo-bell/feed.json", kept=2),
    Row(3, "/record/storylines/bells/feed.xml", kept=2),
    Row(3, "/record/storylines/bells/feed.json", kept=2),
    Row(3, "/record/statements.csv", kept=2),
    Row(14, "/record/statements.csv?party=ringers&person=bo-bell&storyline=bells", ana, kept=13),
    Row(3, "/record/statements.jsonl", kept=2),
    Row(1, "/record/statements.jsonl?until=1899-01-01", status=400, kept=0),
    Row(1, "/api/record/", kept=0),
    Row(3, "/api/record/statements/", kept=2),
    Row(
        12,
        "/api/record/statements/?q=bells&party=ringers&storyline=bells&stance=denies",
        ana,
        kept=10,
    ),
    Row(2, "/api/record/statements/{said}/", kept=1),
    Row(7, "/api/record/statements/{said}/", ana, kept=6),
    Row(2, "/api/record/parties/", kept=1),
    Row(4, "/api/record/parties/ringers/", kept=3),
    Row(3, "/api/record/people/", kept=2),
    Row(3, "/api/record/people/bo-bell/", kept=2),
    Row(2, "/api/record/storylines/", kept=1),
    Row(2, "/api/record/storylines/bells/", kept=1),
    Row(1, "/api/record/nothing/", status=404, kept=0),
    Row(8, "/authors/a-writer/", kept=2),
    Row(7, "/archive/", kept=0),
    Row(9, "/archive/{month}/", kept=1),
    Row(8, "/feed.xml", kept=4),
    Row(8, "/feed.json", kept=4),
    Row(8, "/world/feed.xml", kept=4),
    Row(8, "/world/feed.json", kept=4),
    Row(10, f"{MEMBERS}changes/", kept=4),
    Row(14, f"{MEMBERS}changes/", ana, kept=8),
    Row(8, "/corrections/", kept=2),
    Row(6, "/corrections/feed.xml", kept=2),
    Row(6, "/corrections/feed.json", kept=2),
    Row(7, "/bells/feed.xml", kept=3),
    Row(7, "/bells/feed.json", kept=3),
    Row(9, "/authors/a-writer/feed.xml", kept=5),
    Row(9, "/authors/a-writer/feed.json", kept=5),
    Row(13, "/sitemap.xml", kept=6),
    Row(13, "/sitemap-1.xml", kept=6),
    Row(5, "/news-sitemap.xml", kept=1),
    Row(1, "/robots.txt"),
    Row(1, "/theme/{version}.css"),
    Row(1, "/theme/{version}.svg"),
    Row(3, "/images/{image}"),
    Row(3, "/documents/{document}"),
    Row(8, "/documents/{locked_document}", ana, kept=7),
    Row(9, "/no/such/page/", status=404, kept=3),
    Row(0, "/-/live"),
    Row(1, "/-/ready", status=503),  # no worker runs beside the tests
    Row(3, "/-/metrics"),
    Row(3, "/-/seen-from/", status=403),
    # One reader's own
    Row(3, "/log-in/"),
    Row(3, "/log-in/code/"),
    Row(5, "/log-in/code/", rae),
    Row(5, "/log-in/approval/", asked_to_approve),
    Row(3, "/log-in/approval/state/", asked_to_approve),
    Row(6, "/log-in/confirm/", ana),
    Row(6, "/log-in/confirm/code/", asked_to_confirm),
    Row(6, "/log-in/passkey/offer/", dee),
    Row(3, "/log-in/password/"),
    Row(7, "/log-in/factor/", with_app),
    Row(7, "/log-in/factor/add/", proven_staff),
    Row(4, "/log-in/link/{token}/"),
    Row(5, "/log-in/another-address/", dee),
    Row(3, "/log-in/closed/", status=403),
    Row(5, "/log-out/", ana),
    Row(3, "/log-out/everywhere/"),
    Row(4, "/log-out/link/{log_out}/"),
    Row(3, "/sign-up/"),
    Row(5, "/sign-up/code/", rae),
    Row(13, "/account/", ana),
    Row(14, "/account/", ben),
    Row(8, "/account/addresses/", proven),
    Row(8, "/account/addresses/code/", adding_an_address),
    Row(28, "/account/addresses/join/", about_to_join),
    Row(8, "/account/keys/", proven),
    Row(12, "/account/keys/", proven_staff),
    Row(10, "/account/keys/app/", proven_staff),
    Row(6, "/account/devices/", ana),
    Row(6, "/account/approve/", ana),
    Row(6, "/account/mails/", ana),
    Row(5, "/account/data/", ana),
    Row(11, "/account/delete/", proven),
    Row(3, "/account/deleted/"),
    Row(6, "/help/reading/"),
    Row(8, "/help/reading/", ana),
    Row(16, "/help/reading/{story}/"),
    Row(24, "/help/reading/{story}/", ana),
    Row(25, "/help/reading/{story}/", ben),
    Row(4, "/help/reading/sent/{code}/"),
    Row(5, "/join/"),
    Row(4, "/join/{price}/"),
    Row(8, "/join/{price}/", dee),
    Row(3, "/join/back/", status=404),
    Row(5, "/join/back/", with_known_card),
    Row(3, "/join/claim/", status=404),
    Row(7, "/join/claim/", has_paid),
    Row(6, "/join/address/", has_paid),
    Row(6, "/card/", ben),
    Row(6, "/card/approve/", ben),
    Row(6, "/membership/resume/", ben),
    Row(6, "/membership/rejoin/", ben),
    Row(6, "/membership/plan/", ben),
    Row(6, "/membership/leave/", ben),
    Row(6, "/card/begin/", ben),
    Row(6, "/card/saved/", ben),
    Row(6, "/membership/rejoin/begin/", ben),
    Row(6, "/membership/rejoin/saved/", ben),
    Row(7, "/membership/resume/", payer("jo", snapshots.on_pause)),
    Row(4, "/membership/rejoin/", zoe, status=302),
    Row(9, "/membership/plan/", zoe),
    Row(6, "/membership/leave/", zoe),
    Row(7, "/membership/pause/", zoe),
    Row(7, "/account/receipts/", zoe),
    Row(14, "/account/", zoe),
    Row(14, f"{MEMBERS}?told=paid", zoe),
    Row(3, "/card/no-such-token/", status=410),
    Row(3, "/card/no-such-token/begin/", status=410),
    Row(3, "/card/no-such-token/saved/", status=410),
    Row(3, "/card/approve/no-such-token/", status=410),
    Row(4, "/record/statements/{statement}/challenge/"),
    Row(8, "/record/statements/{statement}/challenge/", ana),
    Row(4, "/record/statements/{statement}/challenge/sent/"),
    # Staff's, of readers
    Row(13, "/admin/readers/", sue),
    Row(48, "/admin/readers/{reader}/", sue),
    Row(58, "/admin/readers/{reader}/?story={story}", sue),
    Row(15, "/admin/support/", sue),
    Row(25, "/admin/support/{case}/", sue),
    Row(14, "/admin/joins/", sue),
    # The demo's
    Row(4, "/outbox/"),
    Row(4, "/outbox/{mail}/"),
    Row(2, "/outbox/{mail}/html/"),
)

KEPT = [row for row in TABLE if row.kept is not None]

# Some take a form and go on; the others are staff's.
NOT_COUNTED = {
    "act_on_reader",
    "act_on_record_challenge",
    "add_passkey",
    "add_plan",
    "another_code",
    "ask_approval",
    "broken_links",
    "broken_links_results",
    "change_passkey",
    "change_password",
    "close_case",
    "confirm_with_passkey",
    "drop_factors",
    "end_price",
    "front_placing",
    "join_begin",
    "keep_source_text",
    "log_in_with_passkey",
    "look_again",
    "mail_join",
    "make_primary",
    "merge_parties",
    "merge_people",
    "new_passkey_options",
    "new_recovery_codes",
    "passkey_options",
    "paste_brief",
    "paste_into",
    "plan",
    "plans",
    "record_challenge_case",
    "record_challenges",
    "propose_statements",
    "refund_join",
    "remove_address",
    "reopen_case",
    "set_price",
    "staff",
    "staff_account",
    "staff_door",
    "statements_waiting",
    "stripe_events",
    "who_said_what",
}


@pytest.fixture
def known(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The Lantern, and what rows name of it.

    It has a story more than lead the front page: with fewer, its desks' blocks have no pictures to ask for.
    """
    settings.DEMO = True
    monkeypatch.setattr(MACHINES, "most", 10**9)  # rows are asked faster than a machine may
    made, now = lantern.publish(), datetime.now(UTC)
    publish(made.stories["members"], "update", "They signed.", standfirst="They met at noon.")
    make_plans()
    price = Plan.objects.get(slug="basic").set_price(Money(500, "EUR"), Interval.MONTH)
    # Payments are connected, to where nothing answers: no page asks Stripe for what it shows.
    settings.STRIPE_KEY, settings.STRIPE_PUBLISHABLE_KEY = "sk_test_nobody", "pk_test_nobody"
    settings.STRIPE_API = settings.STRIPE_SCRIPT = "http://127.0.0.1:9"
    bells = make_storyline(made.front, "Bells")
    _publish(made.money, "Bell", LEADING + 1 - len(made.stories), storyline=bells)
    shown, members = make_picture(), made.stories["members"]
    StoryPage.objects.update(lead_image=shown)
    said = _speak(made.world, bells, 1)
    uploads = make_story_with_uploads(made.world)
    asks = _register("kim", snapshots.card_expired)
    case = SupportCase.open(
        reader=asks,
        story=members,
        cookies_work=True,
        explanation=explain(asks, members, now),
        now=now,
    )
    ask(case, "Why?", "", now)
    _make_full(made.world, bells, members)
    StorySource.objects.create(story=members, url="https://example.org/", publisher="The Beacon")
    said = record(members, f"{lantern.MEMBERS_WORD} clause stays", section=1)
    return {
        "image": picture(shown).src.rpartition("/")[2],
        "document": uploads.free_document.filename,
        "locked_document": uploads.locked_document.filename,
        "month": f"{members.published_at:%Y/%m}",
        "token": LogInLink.token_for(_register("uma"), now),
        "log_out": LogOutLink.token_for(_register("vic"), now),
        "story": members.pk,
        "said": said.uid,
        "code": case.code,
        "case": case.pk,
        "reader": asks.pk,
        "price": price.pk,
        "statement": said.uid,
        "mail": KeptMail.objects.create(to="ana@example.org", kept_at=now).pk,
        "version": theme_of(PublicationSettings.load()).version,
        "social": drawn_of(members.title, desk_of(made.world), PublicationSettings.load()).version,
    }


def _make_full(desk: DeskPage, storyline: StorylinePage, linked: StoryPage) -> None:
    text = holding(make_picture(), make_document()) + f'<a linktype="page" id="{linked.pk}">It</a>'
    parts = (Part("What happened", text), Part("What is next", text))
    story = make_story(desk, "All there is", storyline=storyline, sections=parts)
    StorySource.objects.create(story=story, url="https://example.org/", publisher="The Beacon")
    said = {
        "section": story.sections[0].id,
        "mode": "paraphrase",
        "exact": "It",
        "party": "Ringers",
    }
    publish(story, accepted=[said])


def _speak(desk: DeskPage, storyline: StorylinePage, count: int) -> Statement:
    """Of each of two parties, and on whether they comment."""
    for _number in range(count):
        for party in ("Ringers", "Deaf union"):
            said = {"person": "Bo Bell", "party": party, "source": "https://example.org/"}
            row = make_statement(desk, "The bells rang.", storyline=storyline, **said)
            make_statement(
                desk,
                "They have not answered.",
                storyline=storyline,
                party=party,
                stance="had_not_commented",
            )
    return row


def _publish(desk: DeskPage, names: str, count: int, **fields: Any) -> None:
    for number in range(count):
        make_story(desk, f"{names} {number}", **fields)


def _check(known: dict[str, object]) -> None:
    counted = [(row, row.queries, _count(row, known)) for row in TABLE]
    counted += [(row, row.kept, _count(row, known, keeping=True)) for row in KEPT]
    wrong = [
        f"{count} queries, not {wanted}: {row.path} {row.arrive.__name__} {row.says or ''}"
        for row, wanted, count in counted
        if count != wanted
    ]
    assert not wrong, "\n".join(wrong)


def _count(row: Row, known: dict[str, object], *, keeping: bool = False) -> int:
    """Of a second visit: the first may renew the session, or open a support case."""
    path = row.path.format(**known)
    # Whoever reads is gone with the row.
    with transaction.atomic(), hearing() if keeping else nullcontext():
        client = row.arrive()
        client.get(path).getvalue()
        with CaptureQueriesContext(connection) as asked:
            response = client.get(path)
            response.getvalue()
        transaction.set_rollback(True)
    assert response.status_code == row.status, row
    if "decision" in (response.context or ()):
        decision = response.context["decision"]
        assert (decision.reason or decision.warning) == row.says, row
    return len(asked)


def test_it_asks_the_database_as_often_as_the_table_says(known: dict[str, object]) -> None:
    _check(known)


def test_it_asks_as_often_for_forty_stories_as_for_ten(known: dict[str, object]) -> None:
    shown = StoryPage.objects.get(pk=known["story"]).lead_image
    world, money = DeskPage.objects.order_by("path")
    bells = StorylinePage.objects.get()
    _speak(world, bells, 2)
    older = datetime.now(UTC) - timedelta(days=2)  # lists go on showing what they did
    StoryPage.objects.filter(title__startswith="Story ").update(published_at=older)
    StatementCorrection.objects.create(
        statement=Statement.objects.first(), at=datetime.now(UTC), before={}, after={}
    )
    _publish(world, "Tide", 20, lead_image=shown)
    _publish(money, "Coin", 8, lead_image=shown)
    assert StoryPage.objects.count() == 44 + 8
    _let_plan()
    _check(known)


def test_it_asks_as_often_among_fifty_readers_as_alone(known: dict[str, object]) -> None:
    for number in range(50):
        _register(f"reader{number}", snapshots.paying)
        KeptMail.objects.create(to=f"reader{number}@example.org", kept_at=datetime.now(UTC))
    _let_plan()
    _check(known)


def _let_plan() -> None:
    """PostgreSQL knows nothing yet of rows of the same transaction, and may search them for minutes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def test_it_asks_few_times_for_a_story_where_the_process_hears_of_changes() -> None:
    stories = {PUBLIC, MEMBERS, REGISTERED, PLUS, FULL}
    told = [row for row in TABLE if row.path in stories]
    assert {row.says for row in told} >= {*Reason, *Warning}
    assert all(row.kept is not None and row.kept <= MOST for row in told)


def test_it_counts_every_address_of_ours() -> None:
    """A new one fails here until the table says what it may cost."""
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    ours = {name for name in names if not name.startswith("wagtail")}
    some = {
        "month": "2026/01",
        "image": "a.webp",
        "token": "a",
        "log_out": "a",
        "story": 1,
        "mail": 1,
        "code": "a",
        "case": 1,
        "reader": 1,
        "price": 1,
        "statement": "6a1f8f1e-0000-4000-8000-000000000001",
        "version": "a",
        "social": "a",
        "said": "6a1f8f1e-0000-4000-8000-000000000001",
    }
    some |= {"document": "a", "locked_document": "a"}
    paths = [urlsplit(row.path.format(**some)).path for row in TABLE]
    assert ours - NOT_COUNTED - {resolve(path).url_name for path in paths} == set()
