"""What to tell when what a reader may read changes, or who is logged in as whom."""

from collections.abc import Collection
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.utils import timezone

from standfirst.publication.changes import reader, session, tell
from standfirst.readers.models import Reader
from standfirst.readers.sessions import digest_of

# Logging in writes the one, saying no to a passkey the other.
UNSEEN = frozenset({"last_login", "declined_passkey_at"})


def topics_of_reader(row: Reader) -> set[str]:
    return {reader(row.pk)}


def topics_of_address(row: EmailAddress) -> set[str]:
    return {reader(row.user_id)}


def groups_changed(
    instance: Reader | Group, action: str, pk_set: Collection[int] | None, **_: Any
) -> None:
    """From either side: a role of a reader, or a reader of a role."""
    if action not in {"post_add", "post_remove", "pre_clear"}:
        return
    if isinstance(instance, Reader):
        tell(reader(instance.pk))
    else:
        held = instance.user_set.values_list("pk", flat=True) if pk_set is None else pk_set
        tell(*map(reader, held))


def session_ended(instance: Session, **_: Any) -> None:
    """One that has run out is believed by nobody."""
    if instance.expire_date > timezone.now():
        tell(session(digest_of(instance.session_key)))
