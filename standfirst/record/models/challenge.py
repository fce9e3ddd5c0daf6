"""Challenges: somebody named in a statement says that it is wrong."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.publication.following import Followed
from standfirst.record.models.statement import Statement

# Fields no reader sees.
NOT_PRINTED = frozenset(
    {
        *("reader", "name", "capacity", "email", "text"),
        *("our_evidence", "outcome", "settled_at", "settled_by"),
    }
)


class Outcome(models.TextChoices):
    OPEN = "open", _("open")
    UPHELD = "upheld", _("we were wrong")
    ANSWERED = "answered", _("their answer is recorded")
    DECLINED = "declined", _("we stand by it")


class Challenge(Followed):
    """`name` and `email` are for staff. Readers see `shown_as` and `reply`, once staff have made it `public`."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="challenges")
    at = models.DateTimeField()
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("name"), max_length=160)
    capacity = models.CharField(_("on whose behalf"), max_length=200, blank=True)
    email = models.EmailField(_("email address"))
    text = models.TextField(_("what is wrong"), max_length=4000)
    our_evidence = models.TextField(_("our evidence"), blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=8, choices=Outcome.choices, default=Outcome.OPEN
    )
    public = models.BooleanField(_("readers see that it is disputed"), default=False)
    shown_as = models.CharField(_("disputed by"), max_length=200, blank=True)
    reply = models.TextField(_("their answer, as readers see it"), max_length=2000, blank=True)
    answered_in = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.SET_NULL, related_name="answers"
    )
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("challenge")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"challenge {self.pk} of statement {self.statement_id}"
