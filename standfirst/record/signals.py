from typing import Any

from standfirst.record.models import Party, Person
from standfirst.record.search import entries


def renamed(
    instance: Party | Person,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **_: Any,
) -> None:
    if raw or not instance.pk or (update_fields is not None and "name" not in update_fields):
        return
    if type(instance)._default_manager.filter(pk=instance.pk).exclude(name=instance.name).exists():
        entries.rename(instance)
