"""The demo's cast as tests need it quickly: memberships told as snapshots, with no till and no time that passes."""

from datetime import datetime

from standfirst.demo.cast import CAST, introduce
from standfirst.membership.models import Membership
from standfirst.membership.tests import histories
from standfirst.readers.models import Reader

TOLD = {
    "Ana": histories.paying,
    "Ben": histories.card_expired,
    "Fay": histories.in_grace,
    "Gil": histories.awaiting_news,
    "Hal": histories.card_declined,
    "Ivy": histories.approval_wanted,
    "Jo": histories.on_pause,
    "Kit": histories.left,
    "Lea": histories.ended_unpaid,
    "Oz": histories.paying,
    "Pia": histories.paying_for_plus,
    "Sam": histories.pending_at_the_bank,
    "Tess": histories.refunded,
    "Uri": histories.disputed,
}


def tell_everyone(now: datetime) -> None:
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for character in CAST:
        reader = introduce(character, now)
        if reader and character.name in TOLD:
            _tell(reader, TOLD[character.name](day), now)


def _tell(reader: Reader, history: histories.History, now: datetime) -> None:
    membership = Membership.begin(reader, history[0], now)
    for snapshot in history[1:]:
        membership.apply(snapshot, now)
