"""What joining two accounts would mean, from every room: for the page on which a reader does it."""

from dataclasses import dataclass
from datetime import datetime

from standfirst.membership.models import Membership
from standfirst.membership.rows import standing_of, standing_of_both
from standfirst.office.words import standing_in_words
from standfirst.readers import joining
from standfirst.readers.joining import Why
from standfirst.readers.models import Reader


@dataclass(frozen=True)
class Account:
    """`reading`: what may be read with it, and why; empty without any right, now or before."""

    name: str
    addresses: tuple[str, ...]
    reading: tuple[str, ...]


@dataclass(frozen=True)
class Joining:
    """`why` not None: it can't be, and nothing is said of afterwards."""

    kept: Account
    other: Account
    why: Why | None
    passkeys_go_over: bool
    afterwards: tuple[str, ...]


def joining_of(kept: Reader, other: Reader, now: datetime) -> Joining:
    why = obstacle(kept, other)
    both = () if why else tuple(standing_in_words(standing_of_both(kept, other, now), now))
    passkeys = not joining.holds_rights(kept)
    return Joining(_account(kept, now), _account(other, now), why, passkeys, both)


def obstacle(kept: Reader, other: Reader) -> Why | None:
    if why := joining.obstacle(kept, other):
        return why
    return Why.MEMBERSHIPS if Membership.objects.both_current(kept, other) else None


def _account(reader: Reader, now: datetime) -> Account:
    rows = reader.addresses.all()
    standing = standing_of(reader, now)
    has_any = standing.rights or standing.held or standing.lost
    reading = standing_in_words(standing, now) if has_any else []
    return Account(reader.name, tuple(row.email for row in rows), tuple(reading))
