"""Approval of a log-in by a device where its reader is logged in already, for those without their mail at hand.

One for each code that was asked for, so as limited as codes are, and bound by it to the browser that asked.
Where the address has no account there is one too: nobody can see it, so nobody approves it.
"""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F

from standfirst.readers.codes import LogInCode
from standfirst.readers.user_agent import Browser
from standfirst.readers.words import browser_words

if TYPE_CHECKING:
    from standfirst.readers.models import Reader

LIFETIME = timedelta(minutes=10)
# Nothing that is taken for something else when read out or compared, and no vowels: no words.
SIGNS, LENGTH = "BCDFGHJKMNPQRTVWXY346789", 6


class ApprovalState(StrEnum):
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    OVER = "over"


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def live(self, now: datetime) -> "ApprovalQuerySet":
        """Neither late nor used, nor logged in by the mail's code meanwhile."""
        return self.filter(asked_at__gt=now - LIFETIME, used_at=None, code__used_at=None)

    def waiting_for(self, reader: "Reader", now: datetime) -> "ApprovalQuerySet":
        """What the reader can answer now, and nobody else; the latest first."""
        unanswered = self.live(now).filter(approved_at=None, refused_at=None)
        return unanswered.filter(reader=reader).order_by("-asked_at")


class Approval(models.Model):
    code = models.OneToOneField(LogInCode, on_delete=models.CASCADE, related_name="approval")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="approvals"
    )
    # Shown on both devices, for their reader to compare; it opens nothing.
    signs = models.CharField(max_length=LENGTH, editable=False)
    browser = models.CharField(max_length=40, blank=True, editable=False)
    system = models.CharField(max_length=40, blank=True, editable=False)
    asked_at = models.DateTimeField(editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    # The reader's epoch by then: to end all sessions ends what they approved, too.
    session_epoch = models.PositiveIntegerField(default=0, editable=False)
    refused_at = models.DateTimeField(null=True, editable=False)
    used_at = models.DateTimeField(null=True, editable=False)

    objects = ApprovalQuerySet.as_manager()

    def __str__(self) -> str:
        return f"approval {self.pk}"

    @classmethod
    def ask(
        cls, code: LogInCode, reader: "Reader | None", browser: Browser, now: datetime
    ) -> "Approval":
        """The one of this code, made if need be."""
        made = {
            "reader": reader,
            "signs": "".join(secrets.choice(SIGNS) for _ in range(LENGTH)),
            "browser": browser.name,
            "system": browser.system,
            "asked_at": now,
        }
        return cls.objects.get_or_create(code=code, defaults=made)[0]

    @property
    def words(self) -> str:
        return browser_words(self.browser, self.system)

    @property
    def shown(self) -> str:
        return f"{self.signs[:3]} {self.signs[3:]}"

    def approve(self, by: "Reader", now: datetime) -> bool:
        """False if it is not this reader's to approve, or not any more."""
        rows = Approval.objects.waiting_for(by, now).filter(pk=self.pk)
        return bool(rows.update(approved_at=now, session_epoch=by.session_epoch))

    def refuse(self, by: "Reader", now: datetime) -> bool:
        rows = Approval.objects.waiting_for(by, now).filter(pk=self.pk)
        return bool(rows.update(refused_at=now))

    def use(self, now: datetime) -> bool:
        """True for exactly one caller, once its reader approved it."""
        rows = Approval.objects.live(now).filter(
            pk=self.pk, approved_at__isnull=False, session_epoch=F("reader__session_epoch")
        )
        return bool(rows.update(used_at=now))

    @property
    def _undone(self) -> bool:
        """All sessions were ended after it was approved."""
        reader = self.reader if self.approved_at is not None else None
        return reader is not None and reader.session_epoch != self.session_epoch

    def state(self, now: datetime) -> ApprovalState:
        if self.refused_at is not None:
            return ApprovalState.REFUSED
        if self.used_at is not None or now >= self.asked_at + LIFETIME or self._undone:
            return ApprovalState.OVER
        return ApprovalState.WAITING if self.approved_at is None else ApprovalState.APPROVED
