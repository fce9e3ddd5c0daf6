"""What staff and readers settle between them."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models

# Letters and digits that cannot be mistaken for one another when read out over a telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REUSE = timedelta(hours=24)


def new_code() -> str:
    """Eight characters in two groups: 39 bits, enough when only staff can look one up."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


class SupportCaseQuerySet(models.QuerySet["SupportCase"]):
    def by_code(self, typed: str) -> "SupportCase | None":
        letters = "".join(char for char in typed.upper() if char.isalnum())
        return self.filter(code=f"{letters[:4]}-{letters[4:]}").first()


class SupportCase(models.Model):
    """What one reader was told at the gate, kept so that staff see the same by its code."""

    code = models.CharField(max_length=9, unique=True, default=new_code, editable=False)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="support_cases"
    )
    story = models.ForeignKey(
        "stories.StoryPage", on_delete=models.CASCADE, related_name="support_cases"
    )
    opened_at = models.DateTimeField()
    cookies_work = models.BooleanField()
    explanation = models.JSONField()

    objects = SupportCaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return self.code

    @classmethod
    def open(
        cls,
        *,
        reader: Any,
        story: Any,
        cookies_work: bool,
        explanation: dict[str, Any],
        now: datetime,
    ) -> "SupportCase":
        """The case for this; the same question within a day gets the same code, so reloading makes no rows."""
        same = cls.objects.filter(
            reader=reader, story=story, cookies_work=cookies_work, opened_at__gt=now - REUSE
        )
        for case in same:
            if case.explanation["decision"] == explanation["decision"]:
                return case
        return cls.objects.create(
            reader=reader,
            story=story,
            cookies_work=cookies_work,
            explanation=explanation,
            opened_at=now,
        )
