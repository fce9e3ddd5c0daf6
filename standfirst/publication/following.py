"""Models whose rows shared pages show, or that say who may see them: each change of a row is told of.

Whatever writes such rows without saving them, as `update` does, calls `changes.tell` itself. Rows that are loaded as
they were saved elsewhere ("raw") are no change.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_save, pre_delete

from standfirst.publication.changes import tell

TopicsOf = Callable[[Any], Iterable[str]]

_followed: set[type[models.Model]] = set()


class Followed(models.Model):
    """Saved in a transaction also where the caller has none, so that what is told of it is told in the same.

    Without a savepoint: what fails fails as it does without this.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic(savepoint=False):
            super().save(*args, **kwargs)


def follow(
    model: type[models.Model],
    topics_of: TopicsOf,
    *,
    from_birth: bool = True,
    unseen: Collection[str] = (),
) -> None:
    """Tell what `topics_of` says of a row whenever one is saved or deleted.

    `from_birth`: whether a row can be seen when it is new. `unseen`: fields nobody reads on a shared page; saving these
    alone is no change.
    """

    def saved(
        instance: models.Model,
        created: bool,
        raw: bool = False,
        update_fields: frozenset[str] | None = None,
        **_: Any,
    ) -> None:
        known = from_birth or not created
        if known and not raw and is_seen(update_fields, unseen):
            tell(*topics_of(instance))

    def deleted(instance: models.Model, **_: Any) -> None:
        """Before: while what it points at, and what points at it, can be asked for."""
        tell(*topics_of(instance))

    post_save.connect(saved, sender=model, weak=False)
    pre_delete.connect(deleted, sender=model, weak=False)
    _followed.add(model)


def is_seen(update_fields: Collection[str] | None, unseen: Collection[str]) -> bool:
    """Whether saving these fields (None: all of them) may change what readers see."""
    return update_fields is None or not set(update_fields) <= set(unseen)


def followed() -> frozenset[type[models.Model]]:
    return frozenset(_followed)
