"""What a reader and staff wrote to each other about one case."""

from datetime import datetime
from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from standfirst.stories.models import StoryPage

LONGEST = 2000


class SupportMessageQuerySet(models.QuerySet["SupportMessage"]):
    def said_lately(
        self, story: StoryPage, reply_to: str, text: str, since: datetime
    ) -> "SupportMessage | None":
        """The same words about the same story, for the same answer, from somebody signed out."""
        signed_out = self.filter(case__reader=None, case__story=story, case__reply_to=reply_to)
        return signed_out.filter(text=text, at__gt=since, from_staff=False).first()


class SupportMessage(models.Model):
    """Append-only. `by` is the member of staff who answered; None where the reader wrote, or staff are gone."""

    case = models.ForeignKey(
        "office.SupportCase", on_delete=models.CASCADE, related_name="messages"
    )
    at = models.DateTimeField()
    from_staff = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="support_answers",
    )
    text = models.TextField()

    objects = SupportMessageQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.case}, {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A message is never changed; write another one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A message goes with its case, and not before.")
