"""Readers with their addresses, memberships, grants, sessions and devices."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction

from bench.making.rows import count_on, last_number, put, stored
from bench.making.words import vocabulary
from standfirst.membership.models import Grant, GrantKind, Membership, MembershipEvent, Plan
from standfirst.membership.tests import histories as snapshots
from standfirst.readers.models import Device, Reader

A_BATCH = 20_000
HISTORIES = (
    (snapshots.paying, 70),
    (snapshots.paying_for_plus, 10),
    (snapshots.in_grace, 3),
    (snapshots.awaiting_news, 1),
    (snapshots.pending_at_the_bank, 1),
    (snapshots.card_declined, 2),
    (snapshots.on_pause, 2),
    (snapshots.left, 7),
    (snapshots.ended_unpaid, 3),
    (snapshots.refunded, 1),
)
MODELS = 40  # memberships of each history that are made by the door all memberships have
EVERY_MEMBER, EVERY_GRANT, EVERY_SECOND_ADDRESS = 5, 50, 33  # one reader in so many
IN_BROWSERS = 5_000  # readers with a session, and a device for it
BACKEND = "standfirst.readers.backend.ReaderBackend"

READER = ("id", "email", "name", "password", "date_joined")
ADDRESS = ("user", "email", "verified", "primary")
GRANT = ("reader", "plan", "kind", "given_at", "starts_at", "ends_at")
DEVICE = ("reader", "session_key", "browser", "system", "language", "how", "began_at", "seen_at")


class Readers:
    """`first` is the number of reader 0. A world that was broken off goes on from its last reader."""

    def __init__(self, count: int, first: int, now: datetime) -> None:
        self._count, self._first, self._now = count, first, now
        self._plan = Plan.objects.on_sale()[0].pk

    def put(self, say: Callable[[int], None]) -> None:
        begun = max(0, last_number(Reader) + 1 - self._first)
        models = Models(self._now)
        for start in range(begun, self._count, A_BATCH):
            numbers = range(start, min(start + A_BATCH, self._count))
            with transaction.atomic():
                self._put(numbers, models)
            say(numbers.stop)
        count_on([Reader, Membership])

    def _put(self, numbers: range, models: "Models") -> None:
        put(Reader, READER, map(self._reader, numbers))
        put(EmailAddress, ADDRESS, (row for it in numbers for row in self._addresses(it)))
        put(Grant, GRANT, map(self._grant, _every(EVERY_GRANT, numbers)))
        models.put([self._first + it for it in _every(EVERY_MEMBER, numbers)])
        here = range(numbers.start, min(numbers.stop, IN_BROWSERS))
        put(Session, ("session_key", "session_data", "expire_date"), map(self._session, here))
        put(Device, DEVICE, map(self._device, here))

    def _reader(self, number: int) -> tuple[Any, ...]:
        name = f"{_word(number, 7).title()} {_word(number, 13).title()}"
        joined = stored(self._now - timedelta(minutes=5 * (self._count - number)))
        return self._first + number, _address(number), name, _password(number), joined

    def _addresses(self, number: int) -> Iterator[tuple[Any, ...]]:
        pk = self._first + number
        yield pk, _address(number), True, True
        if number % EVERY_SECOND_ADDRESS == 0:
            yield pk, f"second.{_address(number)}", True, False

    def _grant(self, number: int) -> tuple[Any, ...]:
        """Half of them are over."""
        starts = self._now - timedelta(days=100)
        ends = self._now + timedelta(days=60 if number % (2 * EVERY_GRANT) else -20)
        given = stored(starts)
        return self._first + number, self._plan, GrantKind.GIFT.value, given, given, stored(ends)

    def _session(self, number: int) -> tuple[Any, ...]:
        pk, password = self._first + number, _password(number)
        held = {
            SESSION_KEY: str(pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: Reader(pk=pk, password=password).get_session_auth_hash(),
            "rolled_at": int(self._now.timestamp()),
        }
        ends = stored(self._now + timedelta(days=400))
        return _session_key(number), SessionStore().encode(held), ends

    def _device(self, number: int) -> tuple[Any, ...]:
        seen = stored(self._now - timedelta(minutes=number))
        pk, key = self._first + number, _session_key(number)
        return pk, key, "Firefox", "Linux", "en", "code", seen, seen


class Models:
    """Memberships that went by the one door, whose rows all others copy, each with its event."""

    def __init__(self, now: datetime) -> None:
        self._fields = [it for it in Membership._meta.concrete_fields if it.name not in _OWN]
        self._rows: list[tuple[tuple[Any, ...], tuple[Any, ...]]] = []
        for number in range(MODELS):
            day = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(
                days=number % 3
            )
            for history, share in HISTORIES:
                self._rows += [self._made(history(day), now)] * share

    def put(self, readers: list[int]) -> None:
        first = last_number(Membership) + 1
        drawn = [self._rows[(reader * 7919) % len(self._rows)] for reader in readers]
        numbered = list(zip(range(first, first + len(readers)), readers, drawn, strict=True))
        names = ["id", "reader", *(it.name for it in self._fields)]
        put(Membership, names, ((pk, reader, *row) for pk, reader, (row, _event) in numbered))
        events = ((pk, *event) for pk, _reader, (_row, event) in numbered)
        put(MembershipEvent, ("membership", "at", "state", "change"), events)

    def _made(
        self, history: snapshots.History, now: datetime
    ) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        """Its last row and its last event, as stored; nothing of it stays."""
        with transaction.atomic():
            reader = Reader.objects.create_reader("model@example.org")
            membership = Membership.begin(reader, history[0], now)
            for snapshot in history[1:]:
                membership.apply(snapshot, now)
            event = membership.events.last()
            assert event
            row = tuple(self._stored(membership, it) for it in self._fields)
            told = (stored(event.at), event.state, json.dumps(event.change))
            transaction.set_rollback(True)
        return row, told

    def _stored(self, membership: Membership, field: Any) -> Any:
        value = getattr(membership, field.attname)
        return stored(value) if isinstance(value, datetime) else value


_OWN = ("id", "reader")


def _every(nth: int, numbers: range) -> Iterator[int]:
    return (it for it in numbers if it % nth == 0)


def _word(number: int, step: int) -> str:
    return vocabulary()[500 + (number * step + number // 997) % 20_000]


def _address(number: int) -> str:
    return f"{_word(number, 7)}.{_word(number, 13)}.{number}@example.net"


def _password(number: int) -> str:
    """One that nothing matches, as a reader without a password has."""
    return f"!{random.Random(number).getrandbits(160):040x}"


def _session_key(number: int) -> str:
    return f"large{random.Random(f'session {number}').getrandbits(100):025x}"
