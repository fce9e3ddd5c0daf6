"""Two accounts of one person become one. Every room hands over what it keeps of the other; that one's row goes.

Both were proved: the one kept by whoever is logged in, the other by a code from its mailbox. No right of staff's
comes by it: an account with a role is never the other.
"""

from datetime import datetime
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from standfirst.readers.addresses import Change, tell
from standfirst.readers.models import Reader
from standfirst.readers.personal import rooms

ACTION = "readers.join"


class Why(StrEnum):
    """Why two accounts stay two."""

    CLOSED = "closed"
    ROLE = "role"
    BOTH_ROLES = "both_roles"
    ADDRESSES = "addresses"
    MEMBERSHIPS = "memberships"


class CannotJoin(Exception):
    """A room's `join` raises it too, before it changes anything."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def obstacle(kept: Reader, other: Reader) -> Why | None:
    """What readers alone say against it; rooms above may have their own."""
    if not (kept.is_active and other.is_active):
        return Why.CLOSED
    if holds_rights(other):
        return Why.BOTH_ROLES if holds_rights(kept) else Why.ROLE
    if holds_rights(kept) and other.addresses.count() > 1:
        return Why.ADDRESSES  # each would open the admin, and one of them alone was proved now
    return None


def holds_rights(reader: Reader) -> bool:
    given = reader.groups.exists() or reader.user_permissions.exists()
    return reader.is_staff or reader.is_superuser or given


@transaction.atomic
def join(kept: Reader, other: Reader, now: datetime) -> None:
    """Raises CannotJoin, and PermissionDenied when one of the two is gone already.

    Rows are locked in one order, so that two who join each other do not wait for ever. Whoever logs in to the
    other meanwhile waits, and then finds it gone; its sessions end with its row.
    """
    kept, other = _both_locked(kept, other)
    if why := obstacle(kept, other):
        raise CannotJoin(why)
    gone, address = other.pk, other.email
    mailboxes = [kept.email, *other.addresses.filter(verified=True).values_list("email", flat=True)]
    for room in rooms().values():
        room.join(kept, other, now)
    other.delete()
    log(kept, ACTION, user=kept, title=f"reader {kept.pk}", data={"other": f"reader {gone}"})
    tell(kept, Change.JOINED, address, mailboxes, now)


def _both_locked(kept: Reader, other: Reader) -> tuple[Reader, Reader]:
    pair = {kept.pk, other.pk}
    rows = {
        it.pk: it for it in Reader.objects.select_for_update().filter(pk__in=pair).order_by("pk")
    }
    if len(rows) != 2:
        raise PermissionDenied
    return rows[kept.pk], rows[other.pk]
