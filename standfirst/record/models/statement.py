"""Statements: what a person, a party or a described source said; each as a story that is out carries it.

Rows are written by `record.projecting` alone, from the story's live revision.
"""

import uuid
from datetime import datetime
from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from standfirst.gate.fields import AccessField
from standfirst.record.models.register import Party, Person
from standfirst.record.models.source import Source


class Mode(models.TextChoices):
    """How the words stand in the story."""

    DIRECT = "direct", _("direct")
    MIXED = "mixed", _("partly quoted")
    PARAPHRASE = "paraphrase", _("in our words")


class Stance(models.TextChoices):
    STATES = "states", _("states")
    CLAIMS = "claims", _("claims")
    DENIES = "denies", _("denies")
    REFERS = "refers_elsewhere", _("refers elsewhere")
    DECLINED = "declined", _("declined to comment")
    NOT_COMMENTED = "had_not_commented", _("had not commented")


class Number(models.TextChoices):
    """Of sources without a name."""

    ONE = "one", _("one source")
    SEVERAL = "several", _("several sources")


class Precision(models.TextChoices):
    """How far `said_at` is known. What lies beyond it is filled with the earliest instant."""

    MINUTE = "minute", _("to the minute")
    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")
    UNKNOWN = "unknown", _("not known")  # `said_at` is then when the story was published


class Mark(models.TextChoices):
    """How words stand to the text of their source. See `record.verify`."""

    VERBATIM = "verbatim", _("matches")
    MARKED = "marked", _("matches, with marked changes")
    TRANSLATED = "translated", _("translated")
    ALTERED = "altered", _("differs")
    ABSENT = "absent", _("not found")


class StatementQuerySet(models.QuerySet["Statement"]):
    def published(self, now: datetime) -> "StatementQuerySet":
        """Of stories that are out, and not held back."""
        return self.filter(shown=True, held_back=False, on_live_desk=True, published_at__lte=now)

    def of_party(self, party: Party) -> "StatementQuerySet":
        """Said by it or by one who speaks for it, by a source of its side, or by a part of it."""
        own = [party.pk, *Party.objects.filter(parent=party).values_list("pk", flat=True)]
        return self.filter(Q(party__in=own) | Q(side__in=own))

    def between(self, starts: datetime | None, ends: datetime | None) -> "StatementQuerySet":
        """Said from one instant on, up to before another; None is no limit."""
        since = self.filter(said_at__gte=starts) if starts else self
        return since.filter(said_at__lt=ends) if ends else since

    def newest_first(self) -> "StatementQuerySet":
        return self.order_by("-said_at", "-pk")


class Statement(models.Model):
    """`uid` stays the same from the first acceptance on, through edits and republications.

    `party` is for whom it was said, `person` who said it; a source without a name has neither, and is
    `unnamed` as printed. `words` are as recorded: quoted, or the story's own for a paraphrase. `exact`, `prefix` and
    `suffix` find them in the section (W3C TextQuoteSelector). `access` and `free` are the story's and the section's
    as published: whoever may not read the section sees that somebody spoke, not what.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    story = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="statements"
    )
    storyline = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        on_delete=models.SET_NULL,
        related_name="statements_on",
        db_index=False,
    )
    section = models.CharField(max_length=36)  # the id of its block
    position = models.PositiveSmallIntegerField(default=0)  # in the story, from 0
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="statements", db_index=False
    )
    party = models.ForeignKey(
        Party, null=True, on_delete=models.PROTECT, related_name="statements", db_index=False
    )
    unnamed = models.CharField(max_length=200, blank=True)
    unnamed_number = models.CharField(max_length=7, choices=Number.choices, blank=True)
    unnamed_why = models.CharField(max_length=200, blank=True)
    side = models.ForeignKey(
        Party, null=True, on_delete=models.PROTECT, related_name="statements_of_side"
    )
    office = models.CharField(max_length=200, blank=True)  # as printed
    mode = models.CharField(max_length=10, choices=Mode.choices)
    words = models.TextField()
    exact = models.TextField()
    prefix = models.CharField(max_length=100, blank=True)
    suffix = models.CharField(max_length=100, blank=True)
    verb = models.CharField(max_length=80, blank=True)  # the writer's, as printed
    stance = models.CharField(max_length=17, choices=Stance.choices, default=Stance.STATES)
    said_at = models.DateTimeField()
    precision = models.CharField(max_length=7, choices=Precision.choices)
    where = models.CharField(max_length=200, blank=True)
    topic = models.CharField(max_length=200, blank=True)  # on what there was no comment
    looked_at = models.DateTimeField(null=True)  # when we looked for a comment, and `where`
    reply_to = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="replies"
    )
    mark = models.CharField(max_length=10, choices=Mark.choices, blank=True)  # the best evidence's
    source = models.ForeignKey(
        Source, null=True, on_delete=models.SET_NULL, related_name="statements"
    )
    source_matched = models.BooleanField(default=False)  # it was not named: its text has the words
    access = AccessField()
    free = models.BooleanField()
    published_at = models.DateTimeField()
    shown = models.BooleanField(default=True)  # its story is out and carries it
    on_live_desk = models.BooleanField(default=True)  # neither its desk nor the front is taken down
    held_back = models.BooleanField(default=False)  # alone, after a challenge

    objects = StatementQuerySet.as_manager()
    # Who is cited is asked of these rows themselves (`record.pointing`): an index of a million would be no help.
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["said_at", "id"], name="record_newest"),
            models.Index(fields=["party", "said_at", "id"], name="record_newest_of_party"),
            models.Index(fields=["person", "said_at", "id"], name="record_newest_of_person"),
            models.Index(fields=["storyline", "said_at", "id"], name="record_newest_on_line"),
            models.Index(
                fields=["published_at"],
                condition=Q(stance=Stance.NOT_COMMENTED),
                name="record_no_comment",
            ),
            models.Index(fields=["access"], name="record_accesses"),
        ]

    def __str__(self) -> str:
        return f"statement {self.uid} in story {self.story_id}"

    @property
    def url(self) -> str:
        return reverse("record_statement", args=[self.uid])

    @property
    def where_told(self) -> str:
        """For everyone. Where we looked for a comment would tell that there was none."""
        return "" if self.stance == Stance.NOT_COMMENTED else self.where

    @property
    def anchor(self) -> str:
        """Of its section on the story's page."""
        return f"s-{self.section[:8]}"


class Evidence(models.Model):
    """What one source's kept text says to the words of a statement, when it was held to them.

    `exact`, `prefix` and `suffix` are the source's own words, "" where they are absent.
    """

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="evidence")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="evidence")
    mark = models.CharField(max_length=10, choices=Mark.choices)
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=100, blank=True)
    suffix = models.CharField(max_length=100, blank=True)
    text_hash = models.CharField(max_length=64)
    checked_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "source"], name="one_look_in_a_source")
        ]

    def __str__(self) -> str:
        return f"{self.mark} in source {self.source_id}"


class StatementCorrection(models.Model):
    """What a published statement said before. Rows are added and never changed."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField()
    before = models.JSONField()  # field: value as it was
    after = models.JSONField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"correction of statement {self.statement_id} at {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("What the record said before is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("What the record said before is never deleted.")
