"""The register: who speaks, and for whom. Parties, people, the posts of parties, and who held them when."""

import hashlib
from datetime import date
from typing import Any, Self, TypeVar, cast
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import string_to_ascii

from standfirst.publication.folding import words_in
from standfirst.publication.following import Followed

Row = TypeVar("Row", bound="Named")

is_wikidata_id = RegexValidator(r"^Q[1-9]\d*\Z", _("A Wikidata id is a Q with a number, like Q42."))


def key_of(name: str) -> str:
    """Two names are the same if their words are, whatever their capitals, accents and marks."""
    return " ".join(word.folded for word in words_in(name))


class NamedQuerySet(models.QuerySet[Row]):
    def called(self, name: str, slug: str = "") -> Row | None:
        """By the address where one is given, else by any of its names; of two with one name, the older."""
        if slug and (found := self.filter(slug=slug).first()):
            return found
        return self.of_name(name).first()

    def of_name(self, name: str) -> Self:
        """Whoever is known by it, the oldest first."""
        key = key_of(name)
        found = self.filter(keys__contains=f"\n{key}\n") if key else self.none()
        return found.order_by("pk")

    def at(self, slug: str) -> Row | None:
        """Whoever has that address, or took over what was there before a merge."""
        if not slug:
            return None
        return self.filter(slug=slug).first() or self.filter(slug=_led_to(self.model, slug)).first()


class Named(Followed):
    """What has a name and others it is known by, and a page of its own at an address that stays."""

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("address"), max_length=120, unique=True, allow_unicode=True)
    also_called = models.TextField(
        _("also called"),
        blank=True,
        help_text=_("Other names that mean the same, one on each line."),
    )
    wikidata = models.CharField(
        _("Wikidata id"), max_length=20, blank=True, validators=[is_wikidata_id]
    )
    keys = models.TextField(
        editable=False
    )  # of all names, one on each line: what `called` looks in

    route = ""
    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return reverse(self.route, args=[self.slug])

    def names(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.also_called.splitlines()]
        return [self.name, *filter(None, lines)]

    def clean(self) -> None:
        """Two may have one name, as people do. Two of one Wikidata id are one."""
        super().clean()
        if not key_of(self.name):
            raise ValidationError({"name": _("Give a name with letters in it.")})
        twin = type(self)._default_manager.filter(wikidata=self.wikidata).exclude(pk=self.pk)
        if self.wikidata and (other := twin.first()):
            text = gettext("%(id)s is %(other)s already.")
            raise ValidationError({"wikidata": text % {"id": self.wikidata, "other": other}})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or free_slug(self.name, type(self))
        self._keep_old_name()
        self.keys = "".join(f"\n{key_of(name)}\n" for name in self.names())
        super().save(*args, **kwargs)

    def _keep_old_name(self) -> None:
        """Stories go on naming them as they did. A name that is another's by now is left to them."""
        others: Any = type(self).objects
        old = others.filter(pk=self.pk).values_list("name", flat=True).first() if self.pk else None
        if not old or key_of(old) in map(key_of, self.names()):
            return
        if not others.of_name(old).exclude(pk=self.pk).exists():
            self.also_called = "\n".join([*self.names()[1:], old])

    @classmethod
    def named(cls, name: str, slug: str = "", own: int | None = None) -> Self:
        """The one of this name, made if there is none.

        Of several: the one at this address, else the one with the key `own`, else the oldest. An address is not
        believed of somebody who has not this name.
        """
        if found := cls._known(name, slug, own):
            return found
        made = cls(name=" ".join(name.split())[:160], slug=free_slug(name, cls))
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError:  # somebody else has just made one at this address
            if found := cls._known(name, slug, own):
                return found
            made.slug = ""
            made.save()
        return made

    @classmethod
    def _known(cls, name: str, slug: str, own: int | None) -> Self | None:
        found: Any = cls.objects.at(slug)
        if found and f"\n{key_of(name)}\n" in found.keys:
            return cast("Self", found)
        of_name: Any = cls.objects.of_name(name)
        return cast("Self | None", of_name.filter(pk=own).first() or of_name.first())


class PartyKind(models.TextChoices):
    STATE = "state", _("State")
    PUBLIC_BODY = "public_body", _("Public body")
    INSTITUTION = "institution", _("International institution")
    COMPANY = "company", _("Company")
    GROUP = "group", _("Group")
    OTHER = "other", _("Other")


class Party(Named):
    """Who speaks or is spoken for: a state, an institution, a company, a group."""

    kind = models.CharField(
        _("kind"), max_length=12, choices=PartyKind.choices, default=PartyKind.OTHER
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
        help_text=_("A ministry is part of its state."),
    )

    route = "record_party"

    class Meta(Named.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")

    def clean(self) -> None:
        super().clean()
        above, seen = self.parent, {self.pk}
        while above:
            if above.pk in seen:
                raise ValidationError({"parent": _("A party is no part of itself.")})
            seen.add(above.pk)
            above = above.parent


class Person(Named):
    route = "record_person"

    class Meta(Named.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")


class Post(Followed):
    """An office of a party, such as "press secretary" of the Pentagon."""

    party = models.ForeignKey(
        Party, verbose_name=_("party"), on_delete=models.CASCADE, related_name="posts"
    )
    title = models.CharField(_("title"), max_length=160)
    also_called = models.TextField(
        _("also called"), blank=True, help_text=_("Other ways to print it, one on each line.")
    )

    class Meta:
        verbose_name = _("post")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["party", "title"], name="one_post_of_a_title")
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.party}"

    def titles(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.also_called.splitlines()]
        return [self.title, *filter(None, lines)]


class TenureQuerySet(models.QuerySet["Tenure"]):
    def on(self, day: date) -> "TenureQuerySet":
        """Those that had begun and were not over on a day; what has no date is open on that side."""
        begun = Q(starts=None) | Q(starts__lte=day)
        return self.filter(begun, Q(ends=None) | Q(ends__gte=day))


class Tenure(Followed):
    """That a person held a post, from one day to another, both included."""

    post = models.ForeignKey(
        Post, verbose_name=_("post"), on_delete=models.CASCADE, related_name="tenures"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="tenures"
    )
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("to"), null=True, blank=True)

    objects = TenureQuerySet.as_manager()

    class Meta:
        verbose_name = _("tenure")
        ordering = ["starts", "pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"

    def clean(self) -> None:
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("It ends before it begins.")})


def _led_to(model: type[Named], slug: str) -> str:
    """The address that `record.merging` left a way to; "" where it left none."""
    path = Redirect.normalise_path(reverse(model.route, args=[slug]))
    links = Redirect.objects.filter(old_path=path, site=None, automatically_created=True)
    link = links.values_list("redirect_link", flat=True).first() or ""
    return unquote(link).rstrip("/").rpartition("/")[2]


def free_slug(name: str, model: type[Named]) -> str:
    """The name in Latin letters; with a number behind it where another has that already, or had it before a merge."""
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    latin = slugify(string_to_ascii(name))[:100].strip("-_") or f"n-{digest}"
    taken = set(
        model._default_manager.filter(slug__startswith=latin).values_list("slug", flat=True)
    ) | _left(latin)
    numbered = (f"{latin}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (latin, *numbered) if slug not in taken)


def _left(latin: str) -> set[str]:
    """What `record.merging` left: an address that leads to one must not become another's."""
    left = Redirect.objects.filter(
        automatically_created=True, redirect_page=None, old_path__contains=f"/{latin}"
    )
    return {path.rpartition("/")[2] for path in left.values_list("old_path", flat=True)}
