"""A pass replayed: what ends a session, or what its reader may read, ends the pass."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

import pytest
from allauth.account.models import EmailAddress
from django.http import HttpResponse

from standfirst.gate.front import front as front_module
from standfirst.gate.front.passes import COOKIE, LONGEST, Pass
from standfirst.membership.models import Grant, GrantKind, Membership, Plan
from standfirst.membership.snapshot import EndCause, Money, Snapshot, State
from standfirst.office.deleting import delete_account
from standfirst.publication import changes
from standfirst.readers import addresses
from standfirst.readers.devices import Device
from standfirst.readers.models import Reader
from standfirst.stories.tests import lantern
from standfirst.tests.fronted import Fronted, FrontedClient

STORY = "/world/accord-reached-at-the-strait/"
WORD = lantern.MEMBERS_WORD.encode()
KEY = "session"


@pytest.fixture
def cast(db: None) -> dict[str, Reader]:
    lantern.publish()
    return lantern.make_cast()


@pytest.fixture
def fronted(cast: dict[str, Reader]) -> Fronted:
    return Fronted()


def reading(fronted: Fronted, reader: Reader) -> FrontedClient:
    """A browser of theirs, with a pass by now."""
    browser = fronted.browser()
    browser.force_login(reader)
    browser.get(STORY)
    assert COOKIE in browser.cookies
    return browser


def replayed(fronted: Fronted, cookies: dict[str, str]) -> HttpResponse:
    browser = fronted.browser()
    browser.cookies = SimpleCookie(cookies)
    return browser.get(STORY)


def copied(browser: FrontedClient) -> dict[str, str]:
    return {name: it.value for name, it in browser.cookies.items()}


def pass_of(browser: FrontedClient) -> Pass:
    return Pass.read(browser.cookies[COOKIE].value)


def test_it_admits_a_member_with_pass_and_session(
    fronted: Fronted, cast: dict[str, Reader]
) -> None:
    kept = copied(reading(fronted, cast["ana"]))
    fronted.asked.clear()
    assert WORD in replayed(fronted, kept).content
    assert fronted.asked == []


@pytest.mark.parametrize("name", ["ana", "pia"])
def test_it_gives_a_pass_that_ends_when_the_standing_does(
    fronted: Fronted, cast: dict[str, Reader], name: str
) -> None:
    until = datetime.now(UTC) + timedelta(hours=1)
    Membership.objects.filter(reader=cast[name]).update(paid_until=until)
    given = pass_of(reading(fronted, cast[name]))
    assert given.until == pytest.approx(until.timestamp(), abs=0.001)
    assert given.until - given.issued_at < LONGEST


@pytest.mark.parametrize("name", ["eli", None])
def test_it_gives_none_to_staff_and_to_those_signed_out(
    fronted: Fronted, cast: dict[str, Reader], name: str | None
) -> None:
    reading(fronted, cast["ana"])
    browser = fronted.browser()
    if name:
        browser.force_login(cast[name])
    for path in ("/", STORY, STORY, "/world/"):
        browser.get(path)
        assert COOKIE not in browser.cookies


def test_it_gives_nothing_kept_to_staff_nor_to_who_waits_for_a_code(
    fronted: Fronted, cast: dict[str, Reader]
) -> None:
    eli, rae = fronted.browser(), fronted.browser()
    eli.force_login(cast["eli"])
    rae.post("/sign-up/", {"email": "rae@example.org"})
    paths = ("/", "/world/", STORY, "/feed.xml")
    for path in paths:
        reading(fronted, cast["ana"]).get(path)
        fronted.browser().get(path)
    for browser in (eli, rae):
        for path in paths:
            fronted.asked.clear()
            assert browser.get(path).status_code == 200
            assert path in fronted.asked
        assert COOKIE not in browser.cookies


def test_it_gives_a_member_without_a_pass_one_and_the_page_from_memory(
    fronted: Fronted, cast: dict[str, Reader]
) -> None:
    page = reading(fronted, cast["ana"]).get(STORY)
    browser = fronted.browser()
    browser.force_login(cast["ana"])
    answer = browser.get(STORY)
    assert answer.content == page.content
    assert COOKIE in answer.cookies
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_it_takes_the_pass_from_who_has_no_session(
    fronted: Fronted, cast: dict[str, Reader]
) -> None:
    """That answer is for one browser alone: no cache outside may keep it."""
    kept = copied(reading(fronted, cast["ana"]))
    answer = replayed(fronted, {COOKIE: kept[COOKIE]})
    assert answer.cookies[COOKIE]["max-age"] == "0"
    assert "public" not in answer.headers["Cache-Control"]


@pytest.mark.parametrize("round", ["before", "after she asked once more"])
@pytest.mark.parametrize(
    "made",
    [
        lambda ana, dee: {COOKIE: ana[COOKIE]},
        lambda ana, dee: {COOKIE: ana[COOKIE], KEY: dee[KEY]},
        lambda ana, dee: {COOKIE: ana[COOKIE], KEY: "no0such0session"},
        lambda ana, dee: {COOKIE: ana[COOKIE], KEY: ""},
        lambda ana, dee: {COOKIE: dee[COOKIE], KEY: dee[KEY]},
        lambda ana, dee: {COOKIE: swapped(ana[COOKIE], dee[COOKIE]), KEY: dee[KEY]},
        lambda ana, dee: {COOKIE: swapped(dee[COOKIE], ana[COOKIE]), KEY: dee[KEY]},
    ],
    ids=["no session", "another's", "none there is", "empty", "her own", "words", "signature"],
)
def test_it_gives_nobody_else_what_a_member_has(
    fronted: Fronted,
    cast: dict[str, Reader],
    made: Callable[[dict[str, str], dict[str, str]], dict[str, str]],
    round: str,
) -> None:
    ana, dee = reading(fronted, cast["ana"]), reading(fronted, cast["dee"])
    if round != "before":
        ana.get(STORY)
    answer = replayed(fronted, made(copied(ana), copied(dee)))
    assert answer.status_code == 200
    assert WORD not in answer.content


def swapped(words: str, signature: str) -> str:
    return f"{words.rpartition(':')[0]}:{signature.rpartition(':')[2]}"


def test_it_lets_a_session_without_its_pass_through_django(
    fronted: Fronted, cast: dict[str, Reader]
) -> None:
    kept = copied(reading(fronted, cast["ana"]))
    fronted.asked.clear()
    answer = replayed(fronted, {KEY: kept[KEY]})
    assert WORD in answer.content
    assert fronted.asked == [STORY]


@dataclass(frozen=True)
class End:
    """`act` ends it. `locks`: whether her session reads no more, either."""

    name: str
    act: Callable[[Reader, FrontedClient], object]
    locks: bool = True

    def __str__(self) -> str:
        return self.name


def end_membership(reader: Reader, browser: FrontedClient) -> None:
    now = datetime.now(UTC)
    snapshot = Snapshot(
        state=State.ENDED,
        plan="basic",
        money=Money(500, "EUR"),
        fetched_at=now,
        started_at=now - timedelta(days=40),
        ended_at=now,
        end_cause=EndCause.REFUNDED,
    )
    Membership.objects.of(reader).get().apply(snapshot, now)


def change_primary(reader: Reader, browser: FrontedClient) -> None:
    row = EmailAddress.objects.create(user=reader, email="ana.b@example.com", verified=True)
    addresses.make_primary(reader, row, datetime.now(UTC))


ENDS = (
    End("log-out", lambda reader, browser: browser.post("/log-out/")),
    End("log-out everywhere", lambda reader, browser: Device.objects.end_all(reader)),
    End("that device", lambda reader, browser: reader.devices.get().end()),
    End("membership", end_membership),
    End("primary address", change_primary, locks=False),
    End("account", lambda reader, browser: delete_account(reader, datetime.now(UTC))),
)


@pytest.mark.parametrize("end", ENDS, ids=str)
def test_it_ends_a_pass_with(fronted: Fronted, cast: dict[str, Reader], end: End) -> None:
    browser = reading(fronted, cast["ana"])
    kept = copied(browser)
    end.act(cast["ana"], browser)
    fronted.asked.clear()
    answer = replayed(fronted, kept)
    assert fronted.asked, "no longer believed"
    assert (WORD not in answer.content) is end.locks


def test_it_ends_with_a_grant_by_the_clock_alone(
    fronted: Fronted, cast: dict[str, Reader], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now(UTC)
    ends = now + timedelta(hours=1)
    grant = Grant(
        reader=cast["dee"],
        plan=Plan.objects.get(slug="basic"),
        kind=GrantKind.GIFT,
        given_at=now,
        starts_at=now - timedelta(days=1),
        ends_at=ends,
    )
    Grant.objects.bulk_create([grant])  # given long ago, as far as anybody is told
    browser = reading(fronted, cast["dee"])
    kept = copied(browser)
    assert pass_of(browser).until == pytest.approx(ends.timestamp(), abs=0.001)
    assert int(browser.cookies[COOKIE]["max-age"]) <= 3600
    monkeypatch.setattr(front_module.time, "time", lambda: 0.0 + ends.timestamp() - 1)
    fronted.hears = False
    fronted.asked.clear()
    assert WORD in replayed(fronted, kept).content
    assert fronted.asked == []
    monkeypatch.setattr(front_module.time, "time", lambda: 0.0 + ends.timestamp())
    Grant.objects.filter(pk=grant.pk).update(ends_at=now)  # for Django's clock stands still
    assert WORD not in replayed(fronted, kept).content


def test_it_believes_no_pass_past_its_end(fronted: Fronted, cast: dict[str, Reader]) -> None:
    browser = reading(fronted, cast["ana"])
    over = replace(pass_of(browser), until=time.time() - 1)
    cookies = {**copied(browser), COOKIE: over.signed()}
    ended = {"state": State.ENDED, "end_cause": EndCause.REFUNDED, "ended_at": datetime.now(UTC)}
    Membership.objects.filter(reader=cast["ana"]).update(**ended)  # and nobody is told
    assert WORD not in replayed(fronted, cookies).content


def test_it_goes_on_for_her_other_devices(fronted: Fronted, cast: dict[str, Reader]) -> None:
    here, there = reading(fronted, cast["ana"]), reading(fronted, cast["ana"])
    there.post("/log-out/")
    fronted.asked.clear()
    assert WORD in here.get(STORY).content
    assert fronted.asked == []


def test_it_admits_her_again_once_the_news_is_old(
    fronted: Fronted, cast: dict[str, Reader]
) -> None:
    """A pass given in the seconds after is one more question to Django, and no longer."""
    browser = reading(fronted, cast["ana"])
    changes.tell(changes.reader(cast["ana"].pk))
    fronted.hearing.read()
    later = replace(pass_of(browser), issued_at=time.time() + 5)
    fronted.asked.clear()
    assert WORD in replayed(fronted, {**copied(browser), COOKIE: later.signed()}).content
    assert fronted.asked == []
