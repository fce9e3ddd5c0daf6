"""Addresses that wait in sessions, for a code or for what comes after it. They go soon, and with their account.

The session of somebody logged in lasts for a year, and the address may be somebody else's: one typed there, or proved.
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import Q

from standfirst.readers import addresses, both_proved, pending
from standfirst.readers.devices import Device

# Longer than any code or proof is good.
KEPT = timedelta(hours=1)
# So long the worker may have stood still.
_LATELY = timedelta(days=1)
_KEYS = {pending.KEY, both_proved.KEY, addresses.SAID}


def forget_waiting(mailboxes: Collection[str], now: datetime) -> None:
    """Browsers that wait with one of these addresses wait no more, and forget it.

    No row says which those are. Looked into is every session that ends soon, which those of nobody logged in do,
    and every one in use lately: the others have forgotten it already.
    """
    soon = Q(expire_date__lte=now + timedelta(seconds=pending.SESSION_SECONDS))
    for session in Session.objects.filter(soon | _in_use(now)).iterator():
        _drop(session, lambda kept: kept.get("address") in mailboxes)


def forget_old(now: datetime) -> None:
    """What was said of an address is for the very next page, so any that is found is old."""
    over = now - KEPT
    for session in Session.objects.filter(_in_use(now)).iterator():
        _drop(session, lambda kept: not _is_newer(kept, over))


def _in_use(now: datetime) -> Q:
    seen = Device.objects.filter(seen_at__gte=now - _LATELY)
    return Q(session_key__in=seen.values("session_key"))


def _is_newer(kept: dict[str, Any], than: datetime) -> bool:
    match kept:
        case {"asked_at": str(at)}:
            return at > than.isoformat()
        case {"at": int(at)}:
            return at > than.timestamp()
    return False


def _drop(session: Session, is_over: Callable[[dict[str, Any]], bool]) -> None:
    """Unless its browser changes it this instant: then the next time."""
    data = session.get_decoded()
    over = {it for it in _KEYS & data.keys() if not isinstance(data[it], dict) or is_over(data[it])}
    if over:
        left = {name: value for name, value in data.items() if name not in over}
        as_read = Session.objects.filter(pk=session.pk, session_data=session.session_data)
        as_read.update(session_data=SessionStore().encode(left))
