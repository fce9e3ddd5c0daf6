"""The publication's own words for notices."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.gate.checking import problems_of
from standfirst.gate.words import VARIANTS, Words
from standfirst.publication.following import Followed


def variants() -> list[tuple[str, str | Promise]]:
    return [(key, variant.title) for key, variant in VARIANTS.items()]


def languages() -> list[tuple[str, str | Promise]]:
    return list(settings.LANGUAGES)


def default_language() -> str:
    return settings.LANGUAGE_CODE


class NoticeWords(Followed):
    """What one notice says in one language, where the publication wants it said otherwise than by default."""

    variant = models.CharField(_("notice"), max_length=40, choices=variants)
    language = models.CharField(
        _("language"), max_length=12, choices=languages, default=default_language
    )
    line = models.CharField(
        _("line"), max_length=240, blank=True, help_text=_("Leave empty to keep the default.")
    )
    button = models.CharField(
        _("button"), max_length=60, blank=True, help_text=_("Leave empty to keep the default.")
    )
    second = models.CharField(
        _("second link"), max_length=60, blank=True, help_text=_("Leave empty to keep the default.")
    )

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["variant", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["variant", "language"],
                name="one_wording_per_language",
                violation_error_message=_(
                    "This notice already has words of your own in this language; edit those."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_variant_display()} ({self.language})"

    @property
    def words(self) -> Words:
        return Words(self.line, self.button, self.second)

    def problems(self) -> dict[str, str]:
        return problems_of(self.variant, self.words)

    def clean(self) -> None:
        if found := self.problems():
            raise ValidationError(found)
