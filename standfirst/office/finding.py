"""Finding a reader by what they say of themselves, and a story by what one pastes."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from standfirst.billing.models import Customer
from standfirst.membership.models import Membership
from standfirst.office.models import SupportCase
from standfirst.readers.models import Reader, plain_address
from standfirst.stories.models import StoryPage

LAST_FOUR = re.compile(r"[0-9]{4}")
MANY = 50  # readers on the page of results; who wants others types more of the name


@dataclass(frozen=True)
class Found:
    """`more`: there are others, which are not listed."""

    readers: tuple[Reader, ...] = ()
    case: SupportCase | None = None
    more: bool = False

    @property
    def only(self) -> Reader | None:
        return self.readers[0] if len(self.readers) == 1 else None


def find(typed: str) -> Found:
    """By a support code, by a whole address, by what stands on a receipt or a bank's statement, else by a part of a
    name or of an address."""
    case = SupportCase.objects.by_code(typed)
    if case:
        return Found(case=case)
    if whole := Reader.objects.with_address(typed).first():
        return Found((whole,))
    if payers := _payers(typed.strip()):
        return _some(payers)
    part = plain_address(typed)
    readers = Reader.objects.filter(
        Q(name__icontains=typed.strip())
        | Q(email__contains=part)
        | Q(pk__in=EmailAddress.objects.filter(email__contains=part, verified=True).values("user"))
    )
    return _some(readers)


def _some(readers: QuerySet[Reader]) -> Found:
    some = tuple(readers.order_by("email")[: MANY + 1])
    return Found(some[:MANY], more=len(some) > MANY)


def _payers(word: str) -> QuerySet[Reader] | None:
    """By the last four digits of a card, by the number of a receipt, by a name at Stripe. None: it is none of these."""
    if LAST_FOUR.fullmatch(word):
        cards = Membership.objects.filter(card_last4=word).values("reader")
        readers = Reader.objects.filter(pk__in=cards)
    elif word:
        customers = Customer.objects.filter(
            Q(stripe_id=word)
            | Q(subscriptions__stripe_id=word)
            | Q(invoices__stripe_id=word)
            | Q(invoices__payment=word)
            | Q(invoices__number__iexact=word)
        )
        readers = Reader.objects.filter(pk__in=customers.values("reader"))
    else:
        return None
    return readers if readers.exists() else None


def story_at(typed: str) -> StoryPage | None:
    """A story by its number, its path or its whole address, published or not."""
    word = typed.strip()
    if word.isdecimal():
        return StoryPage.objects.filter(pk=int(word)).first() if len(word) < 10 else None
    try:
        return StoryPage.objects.at(urlsplit(word).path)
    except ValueError:  # such as http://[
        return None
