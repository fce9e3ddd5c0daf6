"""Two accounts of one person, both proved, become one: on a page that says what that means, and by one button."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import connection
from wagtail.models import ModelLogEntry

from standfirst.membership.models import Grant, Membership, Plan
from standfirst.membership.rows import standing_of
from standfirst.membership.snapshot import EndCause, State
from standfirst.membership.tests.cast import ana as paying
from standfirst.membership.tests.cast import ben as failing
from standfirst.membership.tests.cast import kit as ended
from standfirst.membership.tests.cast import sell
from standfirst.publication.models import OutgoingMail
from standfirst.readers import addresses
from standfirst.readers.joining import CannotJoin, Why, join
from standfirst.readers.links import LogInLink
from standfirst.readers.models import Passkey, Reader
from standfirst.readers.roles import ensure_roles
from standfirst.readers.tests.hand import Hand
from standfirst.readers.tests.mailbox import add_address, code_for, last_mail, log_in

NOW = datetime(2026, 8, 9, 8, tzinfo=UTC)
PAGE = "/account/addresses/join/"


@pytest.fixture
def ana(db: None) -> Reader:
    sell()
    return Reader.objects.create_reader("ana@example.org", name="Ana Pays")


@pytest.fixture
def una(db: None) -> Reader:
    """Hers too, from before: with a second address, a gift and a history."""
    una = Reader.objects.create_reader("una@example.net", name="Una Pays")
    addresses.add(una, "una.work@example.net", NOW)
    OutgoingMail.objects.all().delete()
    return una


def pay(reader: Reader, **changes: object) -> Membership:
    now = datetime.now(UTC)
    later = {"paid_until": now + timedelta(days=20), "fetched_at": now, "plan": "basic"}
    return Membership.begin(reader, paying(**later | changes), now)


def give(reader: Reader) -> Grant:
    return Grant.objects.create(
        reader=reader,
        plan=Plan.objects.get(slug="plus"),
        kind="gift",
        through="Max",
        given_at=NOW,
        starts_at=NOW,
    )


def passkey(reader: Reader) -> Passkey:
    return Passkey.objects.create(
        reader=reader, name="Telephone", digest="d", credential=b"c", added_at=NOW
    )


def both_proved(hand: Hand, kept: Reader, other: Reader) -> Hand:
    log_in(hand, kept.email)
    assert add_address(hand, other.email)["Location"] == PAGE
    return hand


def test_it_shows_what_would_be_joined_and_does_nothing_before_the_button(
    ana: Reader, una: Reader
) -> None:
    pay(una)
    give(una)
    page = both_proved(Hand(), ana, una).get(PAGE)
    assert "no-store" in page["Cache-Control"]
    for words in (
        "una@example.net",
        "una.work@example.net",
        "Una Pays",
        "No membership and no grant.",
        "Basic: you can read everything it covers; paid until",
        "Plus: you can read everything it covers.",
        "Mail about it goes to ana@example.org.",
        "Join the two",
    ):
        assert words in page.text, words
    assert Reader.objects.filter(pk=una.pk).exists()


def test_it_joins_with_all_that_the_other_held(ana: Reader, una: Reader) -> None:
    membership, grant = pay(una), give(una)
    Membership.begin(una, ended(), datetime.now(UTC))
    link = LogInLink.token_for(una, datetime.now(UTC))
    elsewhere = log_in(Hand(), "una.work@example.net")
    assert elsewhere.get("/account/").status_code == 200
    hand = both_proved(Hand(), ana, una)
    OutgoingMail.objects.all().delete()

    assert hand.post(PAGE)["Location"] == "/account/addresses/"

    assert (
        "The account of una@example.net is part of this one now"
        in hand.get("/account/addresses/").text
    )
    assert not Reader.objects.filter(pk=una.pk).exists()
    membership.refresh_from_db()
    grant.refresh_from_db()
    assert membership.reader == grant.reader == ana
    assert Membership.objects.of(ana).count() == 2
    assert standing_of(ana, datetime.now(UTC)).plans == {"basic", "plus"}
    assert [(it.email, it.verified, it.primary) for it in ana.addresses] == [
        ("ana@example.org", True, True),
        ("una.work@example.net", True, False),
        ("una@example.net", True, False),
    ]
    assert elsewhere.get("/account/")["Location"].startswith("/log-in/"), "logged out everywhere"
    assert Hand().get(f"/log-in/link/{link}/").status_code == 404
    told = OutgoingMail.objects.filter(kind=addresses.KIND).values_list("to", flat=True)
    assert sorted(told) == ["ana@example.org", "una.work@example.net", "una@example.net"]
    again = log_in(Hand(), "una.work@example.net")
    assert again.reader_id == ana.pk


def test_it_leaves_an_event_and_a_line_in_the_log_without_addresses(
    ana: Reader, una: Reader
) -> None:
    membership = pay(una)
    join(ana, una, datetime.now(UTC))
    event = membership.events.last()
    assert event is not None
    assert event.change == {"reader": f"reader {ana.pk}", "before": f"reader {una.pk}"}
    entry = ModelLogEntry.objects.get(action="readers.join")
    assert (entry.user, entry.label, entry.data) == (
        ana,
        f"reader {ana.pk}",
        {"other": f"reader {una.pk}"},
    )


def test_it_wants_both_proved(ana: Reader, una: Reader) -> None:
    hand = log_in(Hand(), ana.email)
    assert hand.get(PAGE)["Location"] == "/account/addresses/"
    assert hand.post(PAGE)["Location"] == "/account/addresses/"
    both_proved(hand, ana, una)
    session = hand.session
    session["both_proved"] |= {"at": session["both_proved"]["at"] - 1801}
    session.save()
    assert hand.post(PAGE)["Location"] == "/account/addresses/"
    session["proved_at"] -= 1801
    session.save()
    assert hand.post(PAGE)["Location"].startswith("/log-in/confirm/")
    assert Hand().post(PAGE)["Location"].startswith("/log-in/?")
    assert Reader.objects.filter(pk=una.pk).exists()


def test_an_address_that_went_elsewhere_joins_nobody(ana: Reader, una: Reader) -> None:
    hand = both_proved(Hand(), ana, una)
    una.addresses.filter(email=una.email).delete()
    zoe = Reader.objects.create_reader("zoe@example.net")
    EmailAddress.objects.create(user=zoe, email=una.email, verified=True)
    assert hand.post(PAGE)["Location"] == "/account/addresses/"
    assert Reader.objects.count() == 3


@pytest.mark.parametrize("kept_pays", [True, False])
def test_a_membership_and_a_history_become_one(ana: Reader, una: Reader, kept_pays: bool) -> None:
    running, over = (ana, una) if kept_pays else (una, ana)
    pay(running)
    Membership.begin(over, ended(EndCause.UNPAID), datetime.now(UTC))
    join(ana, una, NOW)
    assert Membership.objects.of(ana).count() == 2
    assert Membership.objects.of(ana).current().count() == 1


def test_what_was_paid_for_stays_open_after_the_end(ana: Reader, una: Reader) -> None:
    """Left, and paid until later: it is over as a membership, and its days go over."""
    pay(ana)
    now = datetime.now(UTC)
    left = {"state": State.ENDED, "ended_at": now, "end_cause": EndCause.BY_READER, "plan": "plus"}
    pay(una, **left)
    join(ana, una, NOW)
    assert standing_of(ana, now).plans == {"basic", "plus"}


@pytest.mark.parametrize("other", [paying, failing])
def test_two_running_memberships_stay_two_and_it_says_why(
    ana: Reader, una: Reader, other: Callable[..., object]
) -> None:
    pay(ana)
    Membership.begin(una, other(), datetime.now(UTC))  # type: ignore[arg-type]
    hand = both_proved(Hand(), ana, una)
    page = hand.get(PAGE).text
    assert "Each has a membership of its own" in page
    assert "after that day the two can be joined" in page
    assert "Join the two" not in page
    assert hand.post(PAGE)["Location"] == PAGE
    with pytest.raises(CannotJoin) as refused:
        join(ana, una, NOW)
    assert refused.value.why is Why.MEMBERSHIPS
    assert Membership.objects.of(ana).count() == Membership.objects.of(una).count() == 1
    assert una.addresses.count() == 2, "nothing has gone over"


@pytest.mark.parametrize(
    ("kept_role", "other_role", "why"),
    [("", "support", Why.ROLE), ("writer", "publisher", Why.BOTH_ROLES), ("", "", None)],
)
def test_no_role_arises_and_no_account_with_one_goes(
    ana: Reader, una: Reader, kept_role: str, other_role: str, why: Why | None
) -> None:
    ensure_roles()
    Reader.objects.create_reader("vera@example.org").take_role("publisher")
    for reader, role in ((ana, kept_role), (una, other_role)):
        if role:
            reader.take_role(role)
    if why is None:
        join(ana, una, NOW)
        return
    page = both_proved(Hand(), ana, una).get(PAGE).text
    assert "a role goes over to no other account" in page
    with pytest.raises(CannotJoin) as refused:
        join(ana, una, NOW)
    assert refused.value.why is why


def test_staff_take_their_own_readers_account_in_and_keep_their_role(
    ana: Reader, una: Reader
) -> None:
    ensure_roles()
    ana.take_role("editor")
    pay(una)
    passkey(una)
    hand = both_proved(Hand(), ana, una)
    assert "Every address of the other one would log in to it" in hand.get(PAGE).text
    assert hand.post(PAGE)["Location"] == PAGE
    una.addresses.get(email="una.work@example.net").delete()
    assert "Passkeys and a password it had are gone." in hand.get(PAGE).text
    hand.post(PAGE)
    joined = Reader.objects.get(email="ana@example.org")
    assert joined.role == "editor"
    assert Membership.objects.of(joined).exists()
    assert not joined.passkeys.exists(), "it was not shown, and would open the admin"


def test_a_passkey_goes_over_to_a_readers_account(ana: Reader, una: Reader) -> None:
    shown = passkey(una)
    join(ana, una, NOW)
    assert list(ana.passkeys.all()) == [shown]


def test_an_account_that_staff_made_is_joined_by_who_reads_its_mail(ana: Reader) -> None:
    """Never logged in to: its address is proved by the code alone, and logs in from then on."""
    made = Reader.objects.create_reader("new@example.net", verified=False)
    give(made)
    both_proved(Hand(), ana, made).post(PAGE)
    assert Reader.objects.with_address("new@example.net").get() == ana
    assert Grant.objects.of(ana).exists()


def test_a_closed_account_is_joined_neither_way(ana: Reader, una: Reader) -> None:
    hand = both_proved(Hand(), ana, una)
    Reader.objects.filter(pk=una.pk).update(is_active=False)
    assert "The other account was closed" in hand.get(PAGE).text
    for kept, other in ((ana, una), (una, ana)):
        with pytest.raises(CannotJoin):
            join(kept, other, NOW)


def test_the_mailbox_is_told_what_entering_the_code_means(ana: Reader, una: Reader) -> None:
    hand = log_in(Hand(), ana.email)
    hand.post("/account/addresses/", {"email": una.email})
    mail = last_mail(una.email)
    assert mail.kind == "add_code_taken"
    assert "nothing changes until you say so" in mail.text
    assert ana.email not in mail.text


def test_a_name_comes_along_where_there_was_none(una: Reader) -> None:
    dee = Reader.objects.create_reader("dee@example.org")
    una.date_joined = NOW - timedelta(days=900)
    una.save()
    join(dee, una, NOW)
    dee.refresh_from_db()
    assert (dee.name, dee.date_joined) == ("Una Pays", una.date_joined)


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """Each in a thread and on a connection of its own; what they raised."""
    start, faults = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=60)
            act()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return faults


@pytest.mark.django_db(transaction=True)
def test_two_browsers_that_prove_one_address_at_once_get_one_row(ana: Reader, una: Reader) -> None:
    proved: list[str] = []

    def prove(reader: Reader) -> None:
        proved.append(addresses.add(reader, "both@example.com", NOW))

    assert at_once(lambda: prove(ana), lambda: prove(una), lambda: prove(ana)) == []
    assert EmailAddress.objects.filter(email="both@example.com").count() == 1
    assert "new" in proved
    assert proved.count("new") == 1


@pytest.mark.django_db(transaction=True)
def test_two_that_join_each_other_at_once_become_one(ana: Reader, una: Reader) -> None:
    pay(ana)
    give(una)
    faults = at_once(lambda: join(ana, una, NOW), lambda: join(una, ana, NOW))
    assert [type(fault) for fault in faults] == [PermissionDenied]
    (left,) = Reader.objects.all()
    assert standing_of(left, datetime.now(UTC)).plans == {"basic", "plus"}
    assert left.addresses.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_log_in_at_the_same_moment_gets_into_the_joined_account_or_asks_again(
    ana: Reader, una: Reader
) -> None:
    for _attempt in range(3):
        other = Reader.objects.create_reader(f"o{_attempt}@example.net")
        hand = Hand()
        hand.ask(other.email)
        code = code_for(other.email)
        answers: list[int] = []

        def enter(hand: Hand = hand, code: str = code, answers: list[int] = answers) -> None:
            answers.append(hand.enter(code).status_code)

        def joined(other: Reader = other) -> None:
            join(ana, other, NOW)

        assert at_once(enter, joined) == []
        assert answers == [302]
        account = hand.get("/account/")
        assert account.status_code == 302 or "ana@example.org" in account.text
        assert not Reader.objects.filter(pk=other.pk).exists()
