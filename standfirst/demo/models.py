"""The demo's own rows: mail that would have left, kept where its page shows it."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

# A code stands alone on its line: BCDF-GHJK, 482 915, 123456.
CODE = re.compile(r"^[A-Z0-9]{3,}(?:[- ][A-Z0-9]{3,}){0,2}$", re.MULTILINE)


class KeptMailQuerySet(models.QuerySet["KeptMail"]):
    def newest_first(self) -> "KeptMailQuerySet":
        return self.order_by("-pk")

    def to_address(self, address: str) -> "KeptMailQuerySet":
        """All mail when no address is given."""
        return self.filter(to__iexact=address) if address else self.all()

    def drop_all_but(self, count: int) -> None:
        newest = self.newest_first().values_list("pk", flat=True)[:count]
        self.exclude(pk__in=list(newest)).delete()


class KeptMail(models.Model):
    to = models.CharField(max_length=254)
    sender = models.CharField(max_length=400)
    reply_to = models.CharField(max_length=400, blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    kept_at = models.DateTimeField()

    objects = KeptMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept mail")
        verbose_name_plural = _("kept mails")

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    @property
    def code(self) -> str:
        """The code to type, where the mail brings one."""
        found = CODE.search(self.text)
        return found[0] if found else ""
