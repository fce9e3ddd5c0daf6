"""The outbox: one row a mail, in the transaction of what it tells about, until it has left.

A row is taken by lease: a conditional UPDATE, which lets one of two workers through on SQLite as on
PostgreSQL, and which a killed worker loses by time. `attempts` counts the leases, so it also
fences: whoever comes back after the lease went to another writes nothing.

Beside the mail package, not in it: models.py imports this, and the package imports models.py.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

# Longer than one SMTP conversation takes at EMAIL_TIMEOUT seconds a step.
LEASE = timedelta(minutes=2)
# How long to wait after each failed attempt; after the last, nearly a day in all, it has failed.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=12),
)
# How long a finished row (to whom, what kind, when) stays, for questions such as "did it leave?".
REMEMBERED = timedelta(days=30)


# Kinds of mail that hold nothing secret: of one that failed the words stay, so that staff may send it once more.
_repeatable: set[str] = set()


def repeatable(*kinds: str) -> None:
    """Said by the rooms whose mails they are, when they are ready."""
    _repeatable.update(kinds)


class State(models.TextChoices):
    QUEUED = "queued", _("queued")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    EXPIRED = "expired", _("expired")


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When to try again after that many failed attempts; None once it is time to give up."""
    return now + WAITS[attempts - 1] if attempts <= len(WAITS) else None


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def to_any(self, addresses: Iterable[str]) -> "OutgoingMailQuerySet":
        """Those to one of these addresses, which are as readers keep them: in lower case."""
        return self.alias(plain_to=Lower("to")).filter(plain_to__in=addresses)

    def due(self, now: datetime) -> "OutgoingMailQuerySet":
        free = Q(lease_until=None) | Q(lease_until__lte=now)
        return self.filter(free, state=State.QUEUED, next_attempt_at__lte=now)

    def most_urgent(self) -> "OutgoingMail | None":
        """A mail that expires (a code someone is waiting for) goes before all that do not."""
        expiring = self.filter(expires_at__isnull=False).order_by("expires_at", "pk")
        return expiring.first() or self.order_by("next_attempt_at", "pk").first()

    def claim_next(self, now: datetime) -> "OutgoingMail | None":
        """The next mail to send, leased to the caller; None when nothing is due."""
        while mail := self.due(now).most_urgent():
            if not mail.close_if_over(now) and mail.claim(now):
                return mail
        return None

    def failed_with_words(self) -> "OutgoingMailQuerySet":
        return self.filter(state=State.FAILED).exclude(text="")

    def forget_finished(self, now: datetime) -> int:
        """Deletes what finished and is old; returns how many rows went."""
        old = self.exclude(state=State.QUEUED).filter(created_at__lt=now - REMEMBERED)
        return old.delete()[0]


class OutgoingMail(models.Model):
    """One mail to one address. Once it is finished its words are erased, unless it failed and is `repeatable`.

    `forget_at_once`: the row goes when it is finished. It is to somebody of whom nothing else is kept.
    """

    to = models.EmailField(max_length=254)
    sender = models.CharField(max_length=400)
    reply_to = models.CharField(max_length=400, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    forget_at_once = models.BooleanField(default=False)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="mail_due"),
            models.Index(fields=["state", "expires_at"], name="mail_urgent"),
            models.Index(Lower("to"), name="mail_to"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.get_state_display()}"

    def has_expired(self, now: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now

    def claim(self, now: datetime) -> bool:
        """Whether the lease is ours; if so, this counts as an attempt."""
        free = OutgoingMail.objects.due(now).filter(pk=self.pk, attempts=self.attempts)
        if not free.update(attempts=F("attempts") + 1, lease_until=now + LEASE):
            return False
        self.attempts += 1
        return True

    def close_if_over(self, now: datetime) -> bool:
        """Finish a mail nobody should get any more, or one that every worker so far died of."""
        if self.has_expired(now):
            self._finish(State.EXPIRED)
        elif self.attempts > len(WAITS):
            self.fail("Every worker that took it stopped")
        else:
            return False
        return True

    def mark_sent(self, now: datetime) -> None:
        self._finish(State.SENT, sent_at=now)

    def fail(self, error: str) -> None:
        """The words of a repeatable one stay with its row."""
        self._finish(State.FAILED, error=error, keep_words=self.kind in _repeatable)

    def send_again(self, now: datetime) -> bool:
        """Whether it waits to be sent anew: True for one caller, and only for one that failed with its words."""
        failed = OutgoingMail.objects.failed_with_words().filter(pk=self.pk)
        return bool(failed.update(state=State.QUEUED, attempts=0, next_attempt_at=now, error=""))

    def put_off(self, error: str, now: datetime) -> None:
        """Try again later, unless it is too old by then or has expired."""
        again = next_attempt(self.attempts, now)
        if again is None:
            self.fail(error)
        elif self.has_expired(again):
            self._finish(State.EXPIRED, error=error)
        else:
            self._held().update(next_attempt_at=again, lease_until=None, error=error)

    def _held(self) -> OutgoingMailQuerySet:
        """This row, as long as nobody else has taken it since."""
        return OutgoingMail.objects.filter(pk=self.pk, state=State.QUEUED, attempts=self.attempts)

    def _finish(
        self,
        state: State,
        *,
        error: str = "",
        sent_at: datetime | None = None,
        keep_words: bool = False,
    ) -> None:
        if self.forget_at_once:
            self._held().delete()
            return
        words = {} if keep_words else {"subject": "", "text": "", "html": ""}
        self._held().update(state=state, error=error, sent_at=sent_at, lease_until=None, **words)
