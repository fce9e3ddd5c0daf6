"""Devices: one for each browser session somebody is logged in with. Ended, its session is gone with the next request.

What it is, its language and its time zone are kept, in words; never an address of its network.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from standfirst.readers.words import browser_words, language_words, place_words

if TYPE_CHECKING:
    from standfirst.readers.models import Reader


class How(models.TextChoices):
    """By what somebody logged in."""

    CODE = "code", _("a code from a mail")
    LINK = "link", _("a log-in link")
    DEVICE = "device", _("another device's approval")
    PASSKEY = "passkey", _("a passkey")
    PASSWORD = "password", _("a password")


class DeviceQuerySet(models.QuerySet["Device"]):
    def of(self, reader: "Reader") -> "DeviceQuerySet":
        """Where the reader is logged in, the latest seen first. A session that ran out is none."""
        live = Session.objects.values("session_key")
        return self.filter(reader=reader, session_key__in=live).order_by("-seen_at", "-pk")

    @transaction.atomic
    def end_all(self, reader: "Reader", but: "Device | None" = None) -> None:
        """Log the reader out everywhere, `but` for one device.

        The reader's epoch ends those sessions too that nobody noted: of an older version, or begun this instant.
        """
        reader.begin_session_epoch()
        ended = Device.objects.filter(reader=reader)
        if but is not None:
            ended = ended.exclude(pk=but.pk)
            but.go_on_as(reader)
        Session.objects.filter(session_key__in=ended.values("session_key")).delete()
        ended.delete()

    def forget_ended(self) -> None:
        """Those whose sessions are no more: logged out, run out, or begun anew."""
        self.exclude(session_key__in=Session.objects.values("session_key")).delete()


class Device(models.Model):
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices"
    )
    session_key = models.CharField(max_length=40, unique=True, editable=False)
    browser = models.CharField(max_length=40, blank=True, editable=False)
    system = models.CharField(max_length=40, blank=True, editable=False)
    language = models.CharField(max_length=16, blank=True, editable=False)
    time_zone = models.CharField(max_length=64, blank=True, editable=False)
    how = models.CharField(max_length=16, choices=How.choices, blank=True, editable=False)
    # Empty where the log-in was before devices were noted.
    began_at = models.DateTimeField(null=True, editable=False)
    seen_at = models.DateTimeField(editable=False)

    objects = DeviceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"device {self.pk}"

    @property
    def words(self) -> str:
        return browser_words(self.browser, self.system)

    @property
    def language_words(self) -> str:
        return language_words(self.language) if self.language else ""

    @property
    def place_words(self) -> str:
        return place_words(self.time_zone) if self.time_zone else ""

    @transaction.atomic
    def end(self) -> None:
        """Log out there."""
        Session.objects.filter(session_key=self.session_key).delete()
        Device.objects.filter(pk=self.pk).delete()

    def go_on_as(self, reader: "Reader") -> None:
        """Let its session hold in the epoch that the reader has begun."""
        session = SessionStore(self.session_key)
        if session.exists(self.session_key):
            session[HASH_SESSION_KEY] = reader.get_session_auth_hash()
            session.save()

    def see(self, session_key: str, now: datetime) -> bool:
        """False if it is gone. A session may have got another key since."""
        rows = Device.objects.filter(pk=self.pk)
        return bool(rows.update(session_key=session_key, seen_at=now))
