"""Who writes: the people a byline names, each with a page of their own."""

import hashlib
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import string_to_ascii

from standfirst.publication.following import Followed
from standfirst.stories.bylines import key_of
from standfirst.stories.models.pages import StoryPage
from standfirst.stories.published import StoryQuerySet


class AuthorQuerySet(models.QuerySet["Author"]):
    def published(self, now: datetime) -> "AuthorQuerySet":
        """Those with a story that is out: the others have no page."""
        out = StoryPage.objects.published(now)
        return self.filter(Exists(out.filter(signed__author=OuterRef("pk"))))

    def by_key(self) -> "dict[str, Author]":
        """All of them, by every name they are printed under."""
        return {key: author for author in self for key in author.printed_keys()}


class Author(Followed):
    """Made when a story that names them is published; staff add the rest."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=120, unique=True, allow_unicode=True)
    also_printed_as = models.TextField(
        _("also printed as"),
        blank=True,
        help_text=_("Other names in bylines that mean this author, one on each line."),
    )
    role = models.CharField(_("role"), max_length=120, blank=True)
    about = models.TextField(_("about"), max_length=1000, blank=True)
    portrait = models.ForeignKey(
        "publication.PublicationImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="portrait_of",
        help_text=_("Everyone sees it. Its alt text and credit are kept with the image."),
    )

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("author")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return reverse("author", args=[self.slug])

    def names(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.also_printed_as.splitlines()]
        return [self.name, *filter(None, lines)]

    def printed_keys(self) -> set[str]:
        return {key_of(name) for name in self.names()}

    def stories(self, now: datetime) -> StoryQuerySet:
        return StoryPage.objects.filter(signed__author=self).published(now)

    def clean(self) -> None:
        others = Author.objects.exclude(pk=self.pk).by_key()
        for field, names in (("name", self.names()[:1]), ("also_printed_as", self.names()[1:])):
            for name in names:
                if other := others.get(key_of(name)):
                    text = gettext("“%(name)s” is printed for the author %(other)s already.")
                    raise ValidationError({field: text % {"name": name, "other": other.name}})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new name leaves the old one among those also printed; the address stays what it was."""
        before = Author.objects.filter(pk=self.pk).values_list("name", flat=True).first()
        if before and key_of(before) not in self.printed_keys():
            self.also_printed_as = "\n".join([*self.names()[1:], before])
        self.slug = self.slug or free_slug(self.name, Author.objects)
        super().save(*args, **kwargs)


class StoryAuthor(models.Model):
    """That a published story's byline names an author. `position` counts from 0, as printed."""

    story = models.ForeignKey("stories.StoryPage", on_delete=models.CASCADE, related_name="signed")
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="signed")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["story", "author"], name="signed_once_by_an_author")
        ]

    def __str__(self) -> str:
        return f"{self.author_id} on {self.story_id}"


def free_slug(name: str, authors: "models.Manager[Author]") -> str:
    """The name in Latin letters; with a number behind it where one of the authors has that already."""
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    latin = slugify(string_to_ascii(name))[:100].strip("-_") or f"author-{digest}"
    taken = set(authors.filter(slug__startswith=latin).values_list("slug", flat=True))
    numbered = (f"{latin}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (latin, *numbered) if slug not in taken)
