"""Two rows of the register that are one: what the one has goes over to the other, whose page its address leads to."""

from typing import TypeVar
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from standfirst.readers.models import Reader
from standfirst.record.models import Party, Person, Post, Statement, Tenure
from standfirst.record.models.register import Named, key_of
from standfirst.record.search import entries

Either = TypeVar("Either", Party, Person)


@transaction.atomic
def merge(gone: Either, kept: Either, by: Reader) -> Either:
    """`kept`, with all that `gone` had, which is deleted.

    Raises ValidationError, on `kept`, for two that cannot be one.
    """
    if reason := _apart(gone, kept):
        raise ValidationError({"kept": reason})
    if isinstance(gone, Party) and isinstance(kept, Party):
        _move_party(gone, kept)
    elif isinstance(gone, Person) and isinstance(kept, Person):
        _move_person(gone, kept)
    left, wikidata = gone.url, kept.wikidata or gone.wikidata
    names = _names(gone, kept)
    said = {"name": gone.name, "address": left}
    gone.delete()
    kept.also_called, kept.wikidata = "\n".join(names), wikidata
    kept.save()
    entries.take_over(kept)
    _lead(left, kept.url)
    log(kept, "record.merge", user=by, data=said)
    return kept


def now_at(rows: QuerySet[Either], slug: str) -> Either | None:
    """The one of them that a merge left the address to."""
    if not slug or "/" in slug:
        return None
    old = Redirect.normalise_path(rows.model(slug=slug).url)
    left = Redirect.objects.filter(old_path=old, automatically_created=True, site=None)
    link = left.values_list("redirect_link", flat=True).first() or ""
    return rows.filter(slug=unquote(link).strip("/").rpartition("/")[2]).first() if link else None


def held_by(row: Named) -> dict[str, int]:
    """How many of what would go over, by what it is."""
    if isinstance(row, Party):
        return {
            "statements": Statement.objects.filter(party=row).count(),
            "statements_of_side": Statement.objects.filter(side=row).count(),
            "posts": row.posts.count(),
            "parts": row.parts.count(),
        }
    return {
        "statements": Statement.objects.filter(person=row.pk).count(),
        "tenures": Tenure.objects.filter(person=row.pk).count(),
    }


def _apart(gone: Named, kept: Named) -> str:
    if gone.pk == kept.pk:
        return _("That is the same one. Choose the other.")
    if gone.wikidata and kept.wikidata and gone.wikidata != kept.wikidata:
        return _("They have two Wikidata ids, %(one)s and %(other)s. Mend the wrong one first.") % {
            "one": gone.wikidata,
            "other": kept.wikidata,
        }
    return ""


def _names(gone: Named, kept: Named) -> list[str]:
    """What `kept` is also called from now on: each name once."""
    known = {key_of(kept.name): ""}
    for name in [*kept.names()[1:], *gone.names()]:
        known.setdefault(key_of(name), name)
    return [name for name in known.values() if name]


def _move_person(gone: Person, kept: Person) -> None:
    Statement.objects.filter(person=gone).update(person=kept)
    _move_tenures(Tenure.objects.filter(person=gone), person=kept)


def _move_party(gone: Party, kept: Party) -> None:
    Statement.objects.filter(party=gone).update(party=kept)
    Statement.objects.filter(side=gone).update(side=kept)
    for post in gone.posts.all():
        _move_post(post, kept)
    if _is_below(kept, gone):
        kept.parent = gone.parent
    Party.objects.filter(parent=gone).exclude(pk=kept.pk).update(parent=kept)


def _is_below(party: Party, other: Party) -> bool:
    above = party.parent
    while above and above.pk != other.pk:
        above = above.parent
    return above is not None


def _move_post(post: Post, kept: Party) -> None:
    """One party has one post of a title: of two, the one's tenures go over as well."""
    same = kept.posts.filter(title=post.title).first()
    if same is None:
        post.party = kept
        post.save()
        return
    titles = [*same.titles()[1:], *post.titles()[1:]]
    same.also_called = "\n".join(dict.fromkeys(titles))
    same.save()
    _move_tenures(Tenure.objects.filter(post=post), post=same)
    post.delete()


def _move_tenures(tenures: QuerySet[Tenure], **to: Person | Post) -> None:
    """But for those the other has already."""
    for tenure in tenures:
        for name, row in to.items():
            setattr(tenure, name, row)
        twins = Tenure.objects.filter(
            person=tenure.person, post=tenure.post, starts=tenure.starts, ends=tenure.ends
        )
        if twins.exclude(pk=tenure.pk).exists():
            tenure.delete()
        else:
            tenure.save()


def _lead(left: str, url: str) -> None:
    """From the address that is left, and from those that led to it."""
    Redirect.objects.filter(redirect_link=left).update(redirect_link=url)
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(left),
        site=None,
        defaults={"redirect_link": url, "is_permanent": True, "automatically_created": True},
    )
