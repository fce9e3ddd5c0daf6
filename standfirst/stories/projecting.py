"""What is worked out of a story each time it is published, and kept in rows of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from standfirst.readers.models import Reader
from standfirst.stories import notes
from standfirst.stories.broken_links import look_at_links
from standfirst.stories.changed import tell_published
from standfirst.stories.door import keep_override
from standfirst.stories.models import StoryPage
from standfirst.stories.pictures import make_sizes
from standfirst.stories.recording import record
from standfirst.stories.signing import sign_published
from standfirst.stories.uses import keep_uses
from standfirst.stories.versions.keep import keep
from standfirst.stories.withdrawing import take_over


@dataclass(frozen=True)
class Publishing:
    """That a story went out, or went out again changed. `story` is as it is live now."""

    story: StoryPage
    by: Reader | None
    at: datetime


# In this order: a note sets the time of the update that the version then keeps; and what is told is there by then.
STEPS: tuple[Callable[[Publishing], None], ...] = (
    sign_published,
    take_over,
    look_at_links,
    keep_uses,
    make_sizes,
    notes.take,
    keep,
    record,
    keep_override,
    tell_published,
)


def project(publishing: Publishing) -> None:
    with transaction.atomic():
        for step in STEPS:
            step(publishing)
