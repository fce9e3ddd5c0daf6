from datetime import UTC, datetime, timedelta

import pytest

from standfirst.publication.outgoing import (
    LEASE,
    REMEMBERED,
    WAITS,
    OutgoingMail,
    State,
    next_attempt,
    repeatable,
)

NOW = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


def queue(now=NOW, **fields):
    return OutgoingMail.objects.create(
        to="ana@example.org",
        sender="The Standing Order <news@example.org>",
        subject="Your code is BCDF-GHJK",
        text="BCDF-GHJK",
        html="<p>BCDF-GHJK</p>",
        kind="login_code",
        created_at=now,
        next_attempt_at=now,
        **fields,
    )


def state_of(mail):
    mail.refresh_from_db()
    return mail.state


@pytest.mark.parametrize(
    ("attempts", "wait"),
    [
        (1, timedelta(minutes=1)),
        (2, timedelta(minutes=5)),
        (3, timedelta(minutes=30)),
        (4, timedelta(hours=2)),
        (5, timedelta(hours=8)),
        (6, timedelta(hours=12)),
        (7, None),
    ],
)
def test_it_waits_longer_each_time_and_then_gives_up(attempts, wait):
    assert next_attempt(attempts, NOW) == (wait and NOW + wait)


def test_it_gives_up_after_about_a_day():
    assert timedelta(hours=20) < sum(WAITS, timedelta()) < timedelta(hours=25)


def test_it_is_claimed_once():
    queue()

    assert OutgoingMail.objects.claim_next(NOW)
    assert OutgoingMail.objects.claim_next(NOW) is None


def test_it_lets_one_of_two_through_who_saw_the_same_row():
    pk = queue().pk
    one, other = (OutgoingMail.objects.get(pk=pk) for _ in range(2))

    assert one.claim(NOW)
    assert not other.claim(NOW)


def test_it_comes_back_when_the_lease_is_over():
    queue()
    first = OutgoingMail.objects.claim_next(NOW)

    assert OutgoingMail.objects.claim_next(NOW + LEASE - MINUTE) is None
    second = OutgoingMail.objects.claim_next(NOW + LEASE)
    assert (second.pk, second.attempts) == (first.pk, 2)


def test_it_ignores_a_worker_whose_lease_went_to_another():
    queue()
    slow = OutgoingMail.objects.claim_next(NOW)
    quick = OutgoingMail.objects.claim_next(NOW + LEASE)

    slow.put_off("timed out", NOW + LEASE)
    assert OutgoingMail.objects.due(NOW + LEASE).count() == 0
    quick.mark_sent(NOW + LEASE)
    slow.fail("too late")
    assert state_of(quick) == State.SENT


def test_it_sends_codes_before_everything_else():
    queue(now=NOW - MINUTE)
    code = queue(expires_at=NOW + 10 * MINUTE)
    sooner = queue(expires_at=NOW + 5 * MINUTE)

    assert OutgoingMail.objects.claim_next(NOW) == sooner
    assert OutgoingMail.objects.claim_next(NOW) == code


@pytest.mark.parametrize(
    ("finish", "state"),
    [
        (lambda mail: mail.mark_sent(NOW), State.SENT),
        (lambda mail: mail.fail("550 5.1.1 unknown"), State.FAILED),
    ],
)
def test_it_erases_its_words_once_finished(finish, state):
    queue()
    mail = OutgoingMail.objects.claim_next(NOW)

    finish(mail)

    assert state_of(mail) == state
    assert (mail.subject, mail.text, mail.html) == ("", "", "")
    assert (mail.to, mail.kind, mail.created_at) == ("ana@example.org", "login_code", NOW)
    kept = " ".join(map(str, OutgoingMail.objects.values_list().get(pk=mail.pk)))
    assert "BCDF" not in kept


def test_it_is_never_sent_after_it_expired_and_erases_its_words():
    mail = queue(expires_at=NOW + MINUTE)

    assert OutgoingMail.objects.claim_next(NOW + MINUTE) is None
    assert state_of(mail) == State.EXPIRED
    assert mail.text == ""


def test_it_does_not_wait_for_a_retry_that_comes_too_late():
    """The code must not lie in the database until then."""
    mail = queue(expires_at=NOW + 3 * MINUTE)
    OutgoingMail.objects.claim_next(NOW).put_off("450 later", NOW)
    assert state_of(mail) == State.QUEUED

    OutgoingMail.objects.claim_next(NOW + MINUTE).put_off("450 later", NOW + MINUTE)
    assert state_of(mail) == State.EXPIRED
    assert (mail.text, mail.error) == ("", "450 later")


def test_it_fails_when_every_attempt_did():
    mail, now = queue(), NOW
    for wait in WAITS:
        OutgoingMail.objects.claim_next(now).put_off("no answer", now)
        assert state_of(mail) == State.QUEUED
        now += wait
    OutgoingMail.objects.claim_next(now).put_off("no answer", now)

    assert state_of(mail) == State.FAILED
    assert (mail.error, mail.text) == ("no answer", "")


def test_it_fails_when_every_worker_died_of_it():
    mail, now = queue(), NOW
    while OutgoingMail.objects.claim_next(now):
        now += LEASE

    assert state_of(mail) == State.FAILED
    assert mail.attempts == len(WAITS) + 1
    assert mail.text == ""


def test_it_forgets_who_got_mail_long_ago():
    waiting = queue()
    queue(expires_at=NOW + MINUTE)
    OutgoingMail.objects.claim_next(NOW).mark_sent(NOW)

    assert OutgoingMail.objects.forget_finished(NOW + REMEMBERED) == 0
    assert OutgoingMail.objects.forget_finished(NOW + REMEMBERED + MINUTE) == 1
    assert list(OutgoingMail.objects.all()) == [waiting]


def test_it_keeps_the_words_of_what_failed_and_may_be_sent_again():
    repeatable("greeting")
    queue()
    OutgoingMail.objects.update(kind="greeting")
    mail = OutgoingMail.objects.claim_next(NOW)
    mail.fail("550 5.1.1 unknown")

    assert mail.send_again(NOW)
    assert not mail.send_again(NOW)
    again = OutgoingMail.objects.claim_next(NOW)
    assert (again, again.text, again.attempts) == (mail, "BCDF-GHJK", 1)
    again.mark_sent(NOW)
    assert state_of(mail) == State.SENT
    assert mail.text == ""
    assert not mail.send_again(NOW)


@pytest.mark.parametrize(
    "finish",
    [
        lambda mail: mail.mark_sent(NOW),
        lambda mail: mail.fail("550"),
        lambda mail: mail.close_if_over(NOW + timedelta(hours=2)),
    ],
)
def test_it_keeps_no_trace_of_a_mail_to_be_forgotten_at_once(finish):
    queue(forget_at_once=True, expires_at=NOW + timedelta(hours=1))
    finish(OutgoingMail.objects.claim_next(NOW))
    assert not OutgoingMail.objects.exists()


def test_it_keeps_a_mail_to_be_forgotten_while_it_is_to_be_tried_again():
    queue(forget_at_once=True)
    OutgoingMail.objects.claim_next(NOW).put_off("timed out", NOW)
    assert OutgoingMail.objects.due(NOW + MINUTE).exists()


def test_it_finds_the_mails_to_some_addresses():
    mine, other = queue(), queue()
    OutgoingMail.objects.filter(pk=mine.pk).update(to="Ana@Example.org")
    OutgoingMail.objects.filter(pk=other.pk).update(to="dee@example.org")
    assert OutgoingMail.objects.to_any(["ana@example.org", "x@example.org"]).get() == mine
