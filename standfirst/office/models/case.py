"""A support case: what one reader was told at the gate, and what came of it."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from standfirst.office.models.message import SupportMessage
from standfirst.readers.models import Reader
from standfirst.stories.models import StoryPage

# Letters and digits that cannot be mistaken for one another when read out over a telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS = 8
REUSE = timedelta(hours=24)
# After an answer that nobody wrote back to, a case closes by itself; closed, or never written in, it is kept so long.
SILENT = timedelta(days=30)
KEPT = timedelta(days=180)


def new_code() -> str:
    """Eight characters in two groups: 39 bits, enough when only staff can look one up."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)))


def _grouped(letters: str) -> str:
    return f"{letters[:4]}-{letters[4:]}"


class CaseState(models.TextChoices):
    SILENT = "", _("not written in")
    OPEN = "open", _("waits for an answer")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


class SupportCaseQuerySet(models.QuerySet["SupportCase"]):
    def by_code(self, typed: str) -> "SupportCase | None":
        letters = "".join(char for char in typed.upper() if char.isalnum())
        return self.filter(code=_grouped(letters)).first() if len(letters) == LETTERS else None

    def of(self, reader: Reader) -> "SupportCaseQuerySet":
        return self.filter(reader=reader)

    def written(self) -> "SupportCaseQuerySet":
        return self.exclude(state=CaseState.SILENT)

    def waiting(self) -> "SupportCaseQuerySet":
        """Those a reader waits in, the longest wait first."""
        return self.filter(state=CaseState.OPEN).order_by("moved_at", "pk")

    def reusable(self, reader: Reader | None, now: datetime) -> "SupportCaseQuerySet":
        """Whoever is signed out shares a case with others, but none that somebody wrote in."""
        lately = self.filter(reader=reader, opened_at__gt=now - REUSE)
        return lately if reader else lately.filter(state=CaseState.SILENT)

    def close_silent(self, now: datetime) -> None:
        over = self.filter(state=CaseState.ANSWERED, moved_at__lt=now - SILENT)
        over.update(state=CaseState.CLOSED, moved_at=now)

    def forget_old(self, now: datetime) -> None:
        """With them go the words, and the addresses of those who were signed out."""
        over = self.filter(state__in=[CaseState.SILENT, CaseState.CLOSED])
        over.filter(moved_at__lt=now - KEPT).delete()


class SupportCase(models.Model):
    """What one reader was told at the gate, kept so that staff see the same by its code.

    It becomes a conversation when the reader writes. `reply_to`: where the answer goes, for whoever is signed out.
    `moved_at`: since when it waits; when it was last answered; when it was closed.
    """

    code = models.CharField(max_length=9, unique=True, default=new_code, editable=False)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="support_cases"
    )
    story = models.ForeignKey(StoryPage, on_delete=models.CASCADE, related_name="support_cases")
    opened_at = models.DateTimeField()
    cookies_work = models.BooleanField()
    explanation = models.JSONField()
    state = models.CharField(
        max_length=8, choices=CaseState, default=CaseState.SILENT, blank=True, editable=False
    )
    moved_at = models.DateTimeField(editable=False)
    reply_to = models.EmailField(max_length=254, blank=True)

    objects = SupportCaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        indexes = [models.Index(fields=["state", "moved_at"], name="support_case_waiting")]

    def __str__(self) -> str:
        return self.code

    @classmethod
    def open(
        cls,
        *,
        reader: Reader | None,
        story: StoryPage,
        cookies_work: bool,
        explanation: dict[str, Any],
        now: datetime,
    ) -> "SupportCase":
        """The case for this; the same question within a day gets the same code, so reloading makes no rows."""
        same = cls.objects.reusable(reader, now).filter(story=story, cookies_work=cookies_work)
        for case in same:
            if case.explanation["decision"] == explanation["decision"]:
                return case
        return cls.objects.create(
            reader=reader,
            story=story,
            cookies_work=cookies_work,
            explanation=explanation,
            opened_at=now,
            moved_at=now,
        )

    @property
    def answer_to(self) -> str:
        """The address an answer goes to; empty where nobody gave one."""
        return self.reader.email if self.reader else self.reply_to

    @transaction.atomic
    def ask(self, text: str, reply_to: str, now: datetime) -> SupportMessage:
        """The reader writes; in a case of their own where a stranger wrote in this one meanwhile.

        The same words twice, by a second click, are one message: the first, whose time is not `now`.
        """
        if self.reader is None:
            if said := SupportMessage.objects.said_lately(self.story, reply_to, text, now - REUSE):
                return said
            if not self._claim(now):
                return self._another(now).ask(text, reply_to, now)
            self.reply_to = reply_to
        if self.state != CaseState.OPEN:
            self._move(CaseState.OPEN, now)
        return self._say(text, now)

    @transaction.atomic
    def answer(self, text: str, by: Reader, now: datetime) -> SupportMessage:
        self._move(CaseState.ANSWERED, now)
        return self._say(text, now, from_staff=True, by=by)

    def close(self, now: datetime) -> None:
        self._move(CaseState.CLOSED, now)

    def reopen(self, now: datetime) -> None:
        self._move(CaseState.OPEN, now)

    def _claim(self, now: datetime) -> bool:
        """One of two strangers who write at once gets it."""
        free = SupportCase.objects.filter(pk=self.pk, state=CaseState.SILENT)
        return bool(free.update(state=CaseState.OPEN, moved_at=now))

    def _another(self, now: datetime) -> "SupportCase":
        return SupportCase.objects.create(
            story=self.story,
            cookies_work=self.cookies_work,
            explanation=self.explanation,
            opened_at=now,
            moved_at=now,
        )

    def _move(self, state: CaseState, now: datetime) -> None:
        self.state, self.moved_at = state, now
        self.save(update_fields=["state", "moved_at", "reply_to"])

    def _say(self, text: str, now: datetime, **who: Any) -> SupportMessage:
        last = self.messages.last()
        if last and last.text == text and last.from_staff == who.get("from_staff", False):
            return last
        return self.messages.create(text=text, at=now, **who)
