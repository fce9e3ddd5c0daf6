"""What the publisher asks of staff who log in: a setting in the admin."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


class Ways(models.TextChoices):
    CODE = "code", _("a code by mail, or a passkey")
    TWO = "two", _("a code and a second factor (authenticator app), or a passkey")


@register_setting(icon="key")
class StaffLogIn(BaseGenericSetting):
    """One row; made by `load` when first asked for."""

    ways = models.CharField(
        _("staff log in with"),
        max_length=10,
        choices=Ways.choices,
        default=Ways.CODE,
        help_text=_(
            "With a second factor, whoever has none yet is led to add one at their next visit of the admin. "
            "Readers are never asked."
        ),
    )

    class Meta:
        verbose_name = _("staff log-in")

    def __str__(self) -> str:
        return self.get_ways_display()

    @property
    def two(self) -> bool:
        return self.ways == Ways.TWO
