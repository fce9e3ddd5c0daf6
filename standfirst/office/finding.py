"""Finding a reader by what they say of themselves, and a story by what one pastes."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.db.models import Q

from standfirst.office.models import SupportCase
from standfirst.readers.models import Reader, plain_address
from standfirst.stories.models import StoryPage

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
    """By a support code, by a whole address, else by a part of a name or of an address."""
    case = SupportCase.objects.by_code(typed)
    if case:
        return Found(case=case)
    if whole := Reader.objects.with_address(typed).first():
        return Found((whole,))
    part = plain_address(typed)
    readers = Reader.objects.filter(
        Q(name__icontains=typed.strip())
        | Q(email__contains=part)
        | Q(pk__in=EmailAddress.objects.filter(email__contains=part, verified=True).values("user"))
    )
    some = tuple(readers.order_by("email")[: MANY + 1])
    return Found(some[:MANY], more=len(some) > MANY)


def story_at(typed: str) -> StoryPage | None:
    """A story by its number, its path or its whole address, published or not."""
    word = typed.strip()
    if word.isdecimal():
        return StoryPage.objects.filter(pk=int(word)).first() if len(word) < 10 else None
    try:
        return StoryPage.objects.at(urlsplit(word).path)
    except ValueError:  # such as http://[
        return None
