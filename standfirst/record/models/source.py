"""Where words come from: a transcript, a statement on a site, a report; with its text where the desk keeps one."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.publication.following import Followed

KEPT_TEXT = frozenset({"text", "text_hash", "text_kept_at", "text_kept_by"})  # no reader sees it


class Source(Followed):
    """One address. `text` is for staff alone; readers see matched words only.

    `language`: a BCP 47 tag, "" for the publication's own. `translator`: who put it into the story's language.
    """

    url = models.URLField(
        _("address"), max_length=500, unique=True, validators=[URLValidator(["http", "https"])]
    )
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    title = models.CharField(_("title"), max_length=240, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    translator = models.CharField(_("translated by"), max_length=160, blank=True)
    text = models.TextField(
        _("text"),
        blank=True,
        help_text=_(
            "The transcript, as pasted; […] where you leave something out. "
            "For staff: quotes are held to it word by word."
        ),
    )
    text_hash = models.CharField(max_length=64, editable=False, blank=True)  # SHA-256, hexadecimal
    text_kept_at = models.DateTimeField(editable=False, null=True)
    text_kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        editable=False,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("source")
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        return self.title or self.publisher or self.url

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text_hash = hashlib.sha256(self.text.encode()).hexdigest() if self.text else ""
        super().save(*args, **kwargs)
